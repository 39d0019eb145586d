/** Three to five people edit one small tree at random over a bad wire. Prints what was generated.
 *  `npm test` runs 500 traces, `npm run test:fuzz tree 20000` more; FUZZ_SEED shifts the seeds. */
import {
  EditCounts,
  Random,
  Wire,
  createDocs,
  createTreePeer,
  editTreeAtRandom,
  indexRows,
  readWholeTree,
  treeSeed,
  type TreePeer,
  type WholeRow,
  type WholeTree,
} from '@meemaak/test-kit';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { seedUpdate } from '../documents/document-meta.ts';
import { openTree } from '../documents/tree-document.ts';
import type { NodeId } from '../ids.ts';
import { moveNode } from './move.ts';
import { readPosition } from './position.ts';
import { settle } from './settle.ts';
import type { TreeStep } from './step.ts';

const traceCount = Number(process.env['FUZZ_TRACES'] ?? 500);
const firstSeed = Number(process.env['FUZZ_SEED'] ?? 1);

const seed = treeSeed({
  wonen: { bouwen: {}, isoleren: { glas: {}, daken: {} } },
  buurt: { samen: {}, veilig: { licht: {} } },
});

/** Now and then the tree is too deep from the start: 70 nodes, one under the other. */
const DEEP_EVERY = 50;
const deepSeed = seedUpdate('tree', (doc) => {
  Y.applyUpdate(doc, seed);
  for (let level = 1; level <= 70; level += 1) {
    const p = level === 1 ? 'wonen' : `deep-${level - 1}`;
    openTree(doc).pos.set(`deep-${level}`, { p, o: 'a9', c: 0, h: [] });
  }
});

interface Totals {
  events: number;
  outOfOrder: number;
  duplicated: number;
  /** Traces that ended with a circle in the latest places; the circles and displaced nodes in them. */
  tracesWithCircle: number;
  circles: number;
  displaced: number;
  displacedToTop: number;
  mostRounds: number;
  /** Events after which somebody saw a tree with displaced nodes. */
  eventsWithFallback: number;
  hidden: number;
  surfaced: number;
  /** Events after which somebody saw nodes at the deepest level that hang deeper. */
  eventsTooDeep: number;
}

describe('a tree that several people edit at once', () => {
  it(
    `[invariants 1-7, 10] [X12] is one and the same tree for everybody, ${traceCount} times`,
    { timeout: 60_000 + traceCount * 200 },
    () => {
      const edits = new EditCounts();
      const totals = newTotals();
      for (let trace = 0; trace < traceCount; trace += 1) {
        const traceSeed = firstSeed + trace;
        try {
          runTrace(new Random(traceSeed), edits, totals);
        } catch (cause) {
          throw new Error(`Trace with seed ${traceSeed}; repeat with FUZZ_SEED=${traceSeed}.`, {
            cause,
          });
        }
      }
      console.log(`seeds ${firstSeed} to ${firstSeed + traceCount - 1}`);
      console.log(JSON.stringify({ ...totals, done: edits.done, refused: edits.refused }, null, 1));
      // One repeated trace need not contain everything.
      if (traceCount < 100) return;
      for (const count of Object.values(edits.done)) expect(count).toBeGreaterThan(0);
      for (const count of Object.values(totals)) expect(count).toBeGreaterThan(0);
      expect(edits.refused.wouldContainItself).toBeGreaterThan(0);
      expect(edits.refused.changedSince).toBeGreaterThan(0);
    },
  );
});

function newTotals(): Totals {
  return {
    events: 0,
    outOfOrder: 0,
    duplicated: 0,
    tracesWithCircle: 0,
    circles: 0,
    displaced: 0,
    displacedToTop: 0,
    mostRounds: 0,
    eventsWithFallback: 0,
    hidden: 0,
    surfaced: 0,
    eventsTooDeep: 0,
  };
}

function runTrace(random: Random, edits: EditCounts, totals: Totals): void {
  const start = random.seed % DEEP_EVERY === 0 ? deepSeed : seed;
  const docs = createDocs(random.between(3, 5), random, start);
  const peers = docs.map((doc) => createTreePeer(doc, random));
  const wire = new Wire(docs, random);
  const seenWhenArchiving = new Set<NodeId>();
  const createdIds = new Set<NodeId>(peers[0]?.index.rows().map(({ nodeId }) => nodeId));

  // In some traces news travels fast; in others nobody hears anything until the end.
  const mostDeliveries = random.between(0, 3);
  for (let count = random.between(10, 60); count > 0; count -= 1) {
    const peer = random.pick(peers);
    if (peer === undefined) throw new Error('A trace needs people.');
    if (random.chance(0.05)) wire.goOffline(peer.doc);
    if (random.chance(0.05)) wire.goOnline(peer.doc);
    const seen = new Set(peer.index.rows().map(({ nodeId }) => nodeId));
    const step = editTreeAtRandom(peer, random, edits);
    noteStep(step, seen, seenWhenArchiving, createdIds);
    expectFollows(peer, totals);
    for (let deliveries = random.between(0, mostDeliveries); deliveries > 0; deliveries -= 1) {
      const reached = wire.deliverOne();
      for (const each of peers) if (each.doc === reached) expectFollows(each, totals);
    }
  }
  wire.deliverAll();
  const whole = expectSame(peers, totals);
  expectNothingLost(whole, createdIds, seenWhenArchiving);
  countEnd(whole, totals);
  expectSettles(peers, wire, random, totals);
  expectLastMoveStands(peers, wire, random);
  totals.outOfOrder += wire.counts.outOfOrder;
  totals.duplicated += wire.counts.duplicated;
  for (const doc of docs) doc.destroy();
}

/** Everything that a record hides was seen by whoever wrote it. */
function noteStep(
  step: TreeStep | undefined,
  seen: ReadonlySet<NodeId>,
  seenWhenArchiving: Set<NodeId>,
  createdIds: Set<NodeId>,
): void {
  if (step?.kind === 'created') createdIds.add(step.nodeId);
  if (step?.kind !== 'archived') return;
  for (const { at, memberIds } of step.records) {
    for (const nodeId of memberIds) {
      seenWhenArchiving.add(nodeId);
      // Redoing an archiving names what was seen the first time.
      if (at === null) expect(seen.has(nodeId)).toBe(true);
    }
  }
}

/** [invariant 6] The index equals a full reading by the second hand. */
function expectFollows(peer: TreePeer, totals: Totals): WholeTree {
  const whole = readWholeTree(peer.tree);
  totals.events += 1;
  if (whole.displacedIds.length > 0) totals.eventsWithFallback += 1;
  const rows = indexRows(peer.index);
  if (rows.some((row) => isTooDeep(row, whole))) totals.eventsTooDeep += 1;
  // The cheap comparison first: this runs a hundred thousand times.
  if (JSON.stringify(rows) !== JSON.stringify(whole.rows)) expect(rows).toEqual(whole.rows);
  expectHides(peer, whole);
  return whole;
}

function expectHides({ index }: TreePeer, { rows, hiddenIds }: WholeTree): void {
  const isWrong =
    rows.some(({ nodeId }) => index.isArchived(nodeId)) ||
    hiddenIds.some((nodeId) => !index.isArchived(nodeId));
  if (isWrong) throw new Error('The index hides other nodes than the records name.');
}

/** [invariants 1 and 2] All replicas show the same; every node reaches the top once. */
function expectSame(peers: readonly TreePeer[], totals: Totals): WholeTree {
  const wholes = peers.map((peer) => expectFollows(peer, totals));
  const [first] = wholes;
  if (first === undefined) throw new Error('A trace needs people.');
  for (const whole of wholes) expect(whole.rows).toEqual(first.rows);
  for (const peer of peers) expect(peer.index.rows()).toEqual(peers[0]?.index.rows());
  return first;
}

/** [invariants 2, 3, 5 and 10] */
function expectNothingLost(
  whole: WholeTree,
  createdIds: ReadonlySet<NodeId>,
  seenWhenArchiving: ReadonlySet<NodeId>,
): void {
  const shownIds = whole.rows.map(({ nodeId }) => nodeId);
  expect([...shownIds, ...whole.hiddenIds].toSorted()).toEqual([...createdIds].toSorted());
  for (const nodeId of whole.hiddenIds) expect(seenWhenArchiving.has(nodeId)).toBe(true);
  for (const nodeId of whole.displacedIds) expect(whole.circledIds.has(nodeId)).toBe(true);
  const visible = new Set<NodeId | null>([null, ...shownIds]);
  for (const { parentId } of whole.rows) expect(visible.has(parentId)).toBe(true);
}

function isTooDeep({ nodeId, parentId, surfaced }: WholeRow, { places }: WholeTree): boolean {
  return !surfaced && places.get(nodeId)?.parentId !== parentId;
}

function countEnd(whole: WholeTree, totals: Totals): void {
  if (whole.circleCount > 0) totals.tracesWithCircle += 1;
  totals.circles += whole.circleCount;
  totals.displaced += whole.displacedIds.length;
  totals.displacedToTop += whole.displacedIds.filter(
    (nodeId) => whole.places.get(nodeId)?.counter === -1,
  ).length;
  totals.mostRounds = Math.max(totals.mostRounds, whole.roundCount);
  totals.hidden += whole.hiddenIds.length;
  totals.surfaced += whole.rows.filter(({ surfaced }) => surfaced).length;
}

/** [invariant 7] Settling shows the same, leaves no fallback, twice is once. */
function expectSettles(
  peers: readonly TreePeer[],
  wire: Wire,
  random: Random,
  totals: Totals,
): void {
  const peer = random.pick(peers);
  if (peer === undefined) throw new Error('A trace needs people.');
  const before = readWholeTree(peer.tree);
  const { displacedIds } = settle(peer.tree, 'settle');
  expect(displacedIds.toSorted()).toEqual(before.displacedIds.toSorted());
  const after = readWholeTree(peer.tree);
  expect(after.rows).toEqual(before.rows);
  expect(after.displacedIds).toEqual([]);
  const stateVector = Y.encodeStateVector(peer.doc);
  expect(settle(peer.tree, 'settle')).toEqual({ displacedIds: [], respacedIds: [] });
  expect(Y.encodeStateVector(peer.doc)).toEqual(stateVector);
  wire.deliverAll();
  expectSame(peers, totals);
}

/** [invariants 4 and 7] A move that knows everything stands, and moves nothing else. */
function expectLastMoveStands(peers: readonly TreePeer[], wire: Wire, random: Random): void {
  const mover = random.pick(peers);
  const node = mover && random.pick(mover.index.rows());
  const parent = mover && random.pick(mover.index.rows());
  if (mover === undefined || node === undefined || parent === undefined) return;
  const before = readWholeTree(mover.tree).places;
  const parentId = parent.nodeId;
  const outcome = moveNode(mover.tree, { nodeId: node.nodeId, parentId }, mover.act);
  if (!outcome.ok) return;
  wire.deliverAll();
  for (const peer of peers) {
    const after = readWholeTree(peer.tree);
    expect(readPosition(peer.tree.pos.get(node.nodeId)).parentId).toBe(parentId);
    expect(after.displacedIds).toEqual([]);
    for (const [nodeId, place] of after.places) {
      if (nodeId !== node.nodeId) expect(place).toEqual(before.get(nodeId));
    }
  }
}
