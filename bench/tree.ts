/** How fast is a large tree? A full reading against one move with the index kept up to date; then what
 *  a hostile update costs against an honest one of as many nodes or changes.
 *  Times differ per machine and moment, so each budget is a ratio measured in one run. */
import {
  TreeIndex,
  moveNode,
  openTree,
  readPosition,
  repairMoves,
  resolve,
  type NodeId,
  type ParticipantId,
} from '@meemaak/model';
import { Random, largeTreeSeed, numberedNodeId } from '@meemaak/test-kit';
import * as Y from 'yjs';

const NODE_COUNT = 2_000;
const WIDTH = 8;
const READ_COUNT = 40;
const MOVE_COUNT = 1_000;
/** A full reading must take at least this many times as long as a move. */
const SMALLEST_RATIO = 20;
const act = { by: 'bench' as ParticipantId, origin: 'bench' };

const seed = largeTreeSeed(NODE_COUNT, WIDTH);
console.log(`tree of ${NODE_COUNT} nodes, ${seed.byteLength} bytes, ${MOVE_COUNT} moves`);

const full = fullReadTimes();
const move = moveTimes();
report('positions read and resolved', resolveTimes());
const fullMedian = report('full read (resolve, records, index)', full);
const moveMedian = report('one move with index', move.times);
report('the rows after it, for an outline', move.rowsTimes);
const ratio = fullMedian / moveMedian;
console.log(`ratio full / move: ${ratio.toFixed(1)} (budget: at least ${SMALLEST_RATIO})`);
if (ratio < SMALLEST_RATIO) {
  console.error('Over budget: the index is not incremental any more.');
  process.exitCode = 1;
}

/** A hostile update may cost so many times what an honest one of its size costs. */
const LARGEST_RATIO = 4;
/** For a title 5,000 times too long: V8 puts such a text together anew after every letter. */
const LARGEST_TITLE_RATIO = 40;
const HOSTILE_COUNT = 15;

for (const count of [2_000, 5_000]) {
  const honest = report(`${count} honest nodes arrive`, arrivalTimes(largeTreeSeed(count, WIDTH)));
  for (const records of ['no record', 'one record', 'a record each'] as const) {
    const what = `a chain of ${count} nodes, ${records}`;
    judge(what, report(`${what}, arrives`, arrivalTimes(chainUpdate(count, records))), honest);
  }
}
const rivals = repairTimes(manyRivals(4_000));
judge(
  'repairing against merging',
  report('an update with 4,000 rivals is repaired', rivals.repair),
  report('an update with 4,000 rivals is merged', rivals.merge),
);
judge(
  'a letter in a title of 1.5 million',
  report('a letter typed in a title of 1.5 million', typingTimes(1_500_000)),
  report('a letter typed in a title of 300', typingTimes(300)),
  LARGEST_TITLE_RATIO,
);

function judge(what: string, hostile: number, honest: number, budget = LARGEST_RATIO): void {
  const times = hostile / honest;
  console.log(`${what}: ${times.toFixed(1)} times (budget: at most ${budget})`);
  if (times <= budget) return;
  console.error(`Over budget: ${what}.`);
  process.exitCode = 1;
}

/** From bytes to rows, at somebody who has the tree open; then the top node moves. */
function arrivalTimes(update: Uint8Array): number[] {
  return Array.from({ length: HOSTILE_COUNT }, () => {
    const doc = new Y.Doc();
    const tree = openTree(doc);
    const index = new TreeIndex(tree);
    const startedAt = performance.now();
    Y.applyUpdate(doc, update);
    index.rows();
    tree.pos.set(numberedNodeId(0), { p: '', o: 'z5', c: 9, h: [] });
    index.rows();
    index.archivedBatches();
    const time = performance.now() - startedAt;
    index.destroy();
    doc.destroy();
    return time;
  });
}

/** Nodes one under the other, each with a title; archived not at all, from the top, or one by one. */
function chainUpdate(
  count: number,
  records: 'no record' | 'one record' | 'a record each',
): Uint8Array {
  const doc = new Y.Doc();
  const { pos, nodes, arch } = openTree(doc);
  const ids = Array.from({ length: count }, (_, number) => numberedNodeId(number));
  const record = (m: readonly NodeId[]) => ({ b: 'batch', at: 1, by: 'bench', m });
  doc.transact(() => {
    for (const [number, id] of ids.entries()) {
      pos.set(id, { p: ids[number - 1] ?? '', o: 'a0', c: 1, h: [] });
      nodes.set(id, new Y.Map<unknown>([['title', new Y.Text(`Node ${number}`)]]));
      if (records === 'a record each') arch.set(id, record([id]));
    }
    if (records === 'one record') arch.set(numberedNodeId(0), record(ids));
  });
  return Y.encodeStateAsUpdate(doc);
}

/** Two people answer each other's move of one node; the last knew all, with the lowest counter. */
function manyRivals(count: number): Uint8Array {
  const docs = [new Y.Doc({ gc: false }), new Y.Doc({ gc: false })];
  for (const doc of docs) {
    doc.on('update', (update: Uint8Array, origin) => {
      for (const other of docs) if (other !== doc && !origin) Y.applyUpdate(other, update, 'wire');
    });
  }
  for (let number = 1; number <= count; number += 1) {
    const position = { p: '', o: 'a0', c: number % count, h: [] };
    docs[number % 2]?.getMap('pos').set(numberedNodeId(0), position);
  }
  return Y.encodeStateAsUpdate(docs[0] ?? new Y.Doc());
}

/** What the server does with such an update: Yjs merges it, and then we judge the moves. */
function repairTimes(update: Uint8Array): { repair: number[]; merge: number[] } {
  const [repair, merge]: [number[], number[]] = [[], []];
  while (repair.length < HOSTILE_COUNT) {
    const tree = openTree(new Y.Doc());
    let repairMs = 0;
    tree.pos.observe((event) => {
      const startedAt = performance.now();
      repairMoves(tree, event, 'repair');
      repairMs += performance.now() - startedAt;
    });
    const startedAt = performance.now();
    Y.applyUpdate(tree.doc, update);
    merge.push(performance.now() - startedAt - repairMs);
    repair.push(repairMs);
  }
  return { repair, merge };
}

/** From a letter at the end of a long title to the node as it is shown. */
function typingTimes(length: number): number[] {
  const doc = new Y.Doc();
  const tree = openTree(doc);
  const title = new Y.Text('a'.repeat(length));
  tree.pos.set(numberedNodeId(0), { p: '', o: 'a0', c: 1, h: [] });
  tree.nodes.set(numberedNodeId(0), new Y.Map<unknown>([['title', title]]));
  const index = new TreeIndex(tree);
  return Array.from({ length: 200 }, (_, number) => {
    const startedAt = performance.now();
    title.insert(length + number, 'b');
    index.rows();
    return performance.now() - startedAt;
  });
}

function resolveTimes(): number[] {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, seed);
  const { pos } = openTree(doc);
  return Array.from({ length: READ_COUNT }, () => {
    const startedAt = performance.now();
    const positions = [...pos.entries()].map(
      ([key, stored]) => [key as NodeId, readPosition(stored)] as const,
    );
    resolve(new Map(positions));
    return performance.now() - startedAt;
  });
}

/** Every reading has a document of its own, because a document keeps what was read. */
function fullReadTimes(): number[] {
  return Array.from({ length: READ_COUNT }, () => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, seed);
    const tree = openTree(doc);
    const startedAt = performance.now();
    const index = new TreeIndex(tree);
    index.rows();
    const time = performance.now() - startedAt;
    index.destroy();
    doc.destroy();
    return time;
  });
}

function moveTimes(): { times: number[]; rowsTimes: number[] } {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, seed);
  const tree = openTree(doc);
  const index = new TreeIndex(tree);
  const random = new Random(1);
  const times: number[] = [];
  const rowsTimes: number[] = [];
  while (times.length < MOVE_COUNT) {
    const nodeId = numberedNodeId(random.below(NODE_COUNT));
    const parentId = numberedNodeId(random.below(NODE_COUNT));
    const startedAt = performance.now();
    const outcome = moveNode(tree, { nodeId, parentId }, act);
    const movedAt = performance.now();
    index.rows();
    // Into itself: no move to measure.
    if (!outcome.ok) continue;
    times.push(movedAt - startedAt);
    rowsTimes.push(performance.now() - movedAt);
  }
  index.destroy();
  return { times, rowsTimes };
}

/** Prints the median and the 95th percentile; gives the median. All in milliseconds. */
function report(what: string, times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.floor((sorted.length - 1) * part)] ?? 0;
  console.log(`${what}: median ${at(0.5).toFixed(3)} ms, p95 ${at(0.95).toFixed(3)} ms`);
  return at(0.5);
}
