/** People at work in one tree, without a plan: every verb, also the ones that will be refused. */
import {
  NODE_KINDS,
  TreeIndex,
  UndoHistory,
  addIndicator,
  archiveNode,
  createNode,
  indentNode,
  moveNode,
  moveNodeDown,
  moveNodeUp,
  openTree,
  outdentNode,
  renameNode,
  restoreBatch,
  setNodeKind,
  setNodeOwner,
  type Act,
  type BatchId,
  type IndicatorId,
  type NodeId,
  type NodeKind,
  type Outcome,
  type ParticipantId,
  type PartyId,
  type TreeDocument,
  type TreeRefusal,
  type TreeStep,
} from '@meemaak/model';
import type * as Y from 'yjs';
import type { Random } from './random.ts';

/** Somebody with a copy of the tree. */
export interface TreePeer {
  readonly doc: Y.Doc;
  readonly tree: TreeDocument;
  readonly index: TreeIndex;
  readonly history: UndoHistory;
  readonly act: Act;
}

export function createTreePeer(doc: Y.Doc, random: Random): TreePeer {
  const tree = openTree(doc);
  const by = `person-${doc.clientID}` as ParticipantId;
  const act = { by, origin: by, drawDigits: random.digits };
  return { doc, tree, index: new TreeIndex(tree), history: new UndoHistory(), act };
}

type TreeOutcome = Outcome<TreeStep, TreeRefusal>;
type Edit = (peer: TreePeer, random: Random) => TreeOutcome | undefined;

const words = ['wonen', 'buurt', 'samen', 'gezond', 'veilig', 'groen 🌿', 'jong', 'oud'];
const parties = ['het-dak', 'ons-plein', 'de-brug'] as PartyId[];

/** Mostly what may hang anywhere: most moves must not be refused. */
const kinds: readonly NodeKind[] = ['effect', 'effect', 'effect', 'effect', ...NODE_KINDS];

/** How often each edit is tried; moving most, because moves are what makes circles. */
const weights = {
  create: 4,
  rename: 3,
  setKind: 1,
  setOwner: 1,
  move: 10,
  moveUp: 1,
  moveDown: 1,
  indent: 1,
  outdent: 1,
  archive: 1.5,
  restore: 1,
  addIndicator: 0.5,
  undo: 2,
  redo: 1,
};

export type TreeEditName = keyof typeof weights;

const edits: Record<TreeEditName, Edit> = {
  create: (peer, random) => {
    const nodeId = random.id<NodeId>();
    const [kind, title] = [random.pick(kinds) ?? 'effect', random.pick(words) ?? ''];
    const place = anyPlace(peer, random);
    return createNode(peer.tree, { nodeId, kind, title, owner: null, ...place }, peer.act);
  },
  rename: (peer, random) =>
    onAnyNode(peer, random, (nodeId) => {
      const title = `${peer.index.node(nodeId)?.title.slice(0, 12)} ${random.pick(words)}`;
      return renameNode(peer.tree, { nodeId, title }, peer.act);
    }),
  setKind: (peer, random) =>
    onAnyNode(peer, random, (nodeId) =>
      setNodeKind(peer.tree, { nodeId, kind: random.pick(kinds) ?? 'effect' }, peer.act),
    ),
  setOwner: (peer, random) =>
    onAnyNode(peer, random, (nodeId) =>
      setNodeOwner(peer.tree, { nodeId, owner: random.pick(parties) ?? null }, peer.act),
    ),
  move: (peer, random) =>
    onAnyNode(peer, random, (nodeId) =>
      moveNode(peer.tree, { nodeId, ...anyPlace(peer, random) }, peer.act),
    ),
  moveUp: (peer, random) =>
    onAnyNode(peer, random, (nodeId) => moveNodeUp(peer.tree, peer.index, nodeId, peer.act)),
  moveDown: (peer, random) =>
    onAnyNode(peer, random, (nodeId) => moveNodeDown(peer.tree, peer.index, nodeId, peer.act)),
  indent: (peer, random) =>
    onAnyNode(peer, random, (nodeId) => indentNode(peer.tree, peer.index, nodeId, peer.act)),
  outdent: (peer, random) =>
    onAnyNode(peer, random, (nodeId) => outdentNode(peer.tree, peer.index, nodeId, peer.act)),
  archive: (peer, random) =>
    onAnyNode(peer, random, (nodeId) => {
      const batch = { nodeId, batchId: random.id<BatchId>(), at: random.between(1, 1_000) };
      return archiveNode(peer.tree, peer.index, batch, peer.act);
    }),
  restore: (peer, random) => {
    const batch = random.pick(peer.index.archivedBatches());
    return batch && restoreBatch(peer.tree, batch.batchId, peer.act);
  },
  addIndicator: (peer, random) =>
    onAnyNode(peer, random, (nodeId) => {
      const indicatorId = random.id<IndicatorId>();
      return addIndicator(peer.tree, nodeId, { ...blankIndicator, indicatorId }, peer.act);
    }),
  undo: (peer) => peer.history.undo(peer.tree, peer.act),
  redo: (peer) => peer.history.redo(peer.tree, peer.act),
};

const blankIndicator = {
  name: 'Inwoners die zich thuis voelen',
  unit: '%',
  direction: 'up',
  baseline: { value: 61, year: 2026 },
  target: { value: 75, year: 2030 },
  targetGroup: '',
  source: '',
  holder: null,
  risk: '',
  yearly: [],
} as const;

/** How many edits of each kind were done, and how many were refused and why. */
export class EditCounts {
  readonly done: Record<TreeEditName, number> = {
    create: 0,
    rename: 0,
    setKind: 0,
    setOwner: 0,
    move: 0,
    moveUp: 0,
    moveDown: 0,
    indent: 0,
    outdent: 0,
    archive: 0,
    restore: 0,
    addIndicator: 0,
    undo: 0,
    redo: 0,
  };
  readonly refused: Partial<Record<TreeRefusal['kind'], number>> = {};
}

/** One edit by one person. Gives the step when it was accepted. */
export function editTreeAtRandom(
  peer: TreePeer,
  random: Random,
  counts: EditCounts,
): TreeStep | undefined {
  const name = random.weighted(weights);
  const outcome = edits[name](peer, random);
  if (outcome === undefined) return undefined;
  if (!outcome.ok) {
    const { kind } = outcome.refusal;
    counts.refused[kind] = (counts.refused[kind] ?? 0) + 1;
    return undefined;
  }
  counts.done[name] += 1;
  if (name !== 'undo' && name !== 'redo') peer.history.record(outcome.value);
  return outcome.value;
}

function onAnyNode(
  peer: TreePeer,
  random: Random,
  edit: (nodeId: NodeId) => TreeOutcome,
): TreeOutcome | undefined {
  const node = random.pick(peer.index.rows());
  return node && edit(node.nodeId);
}

function anyPlace(peer: TreePeer, random: Random) {
  const parent = random.chance(0.15) ? undefined : random.pick(peer.index.rows());
  const siblingIds = parent?.childIds ?? peer.index.rootIds();
  const afterId = random.chance(0.4) ? undefined : (random.pick(siblingIds) ?? null);
  return { parentId: parent?.nodeId ?? null, afterId };
}
