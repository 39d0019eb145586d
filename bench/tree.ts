/** How fast is a large tree? A full reading against one move with the index kept up to date.
 *  Times differ per machine and moment, so the budget is a ratio measured in one run. */
import {
  TreeIndex,
  moveNode,
  openTree,
  readPosition,
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
