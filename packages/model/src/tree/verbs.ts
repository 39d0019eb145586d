/** What people do to a node: create, rename, set its kind and owner, archive, restore. Moving is in
 *  `move`. Each verb is one transaction; what it did comes back as a step that `undo` can reverse. */
import type { TreeDocument } from '../documents/tree-document.ts';
import type { BatchId, NodeId, PartyId } from '../ids.ts';
import { accept, refuse, type Outcome } from '../refusal.ts';
import {
  archiveOf,
  isVisible,
  removeArchiveRecords,
  setArchiveRecords,
  type ArchiveRecord,
} from './archive.ts';
import { whyTooDeep } from './depth.ts';
import { orderKeyAt, spotAfter } from './move.ts';
import { whyAcrossTheLine, whyNotChange, whyNotMake } from './guard.ts';
import { changeKind, newRecord, openRecord, openTitle } from './node-record.ts';
import { readNodeFacts, type NodeKind } from './node.ts';
import { whyUnfitAs, whyUnfitUnder } from './placement.ts';
import type { Act, TreeRefusal, TreeStep } from './step.ts';
import { MAX_TITLE_LENGTH, oneLine, rewriteTitle } from './title.ts';
import type { TreeIndex } from './tree-index.ts';
import { setPositions, shapeOf } from './tree-shape.ts';

type TreeOutcome = Outcome<TreeStep, TreeRefusal>;

/** The words of a new node and its place: after `afterId`, first (null) or last (undefined). */
export interface NewNode {
  readonly nodeId: NodeId;
  readonly kind: NodeKind;
  readonly title: string;
  readonly owner: PartyId | null;
  readonly parentId: NodeId | null;
  readonly afterId?: NodeId | null | undefined;
}

/** Adds a node. Refuses `nodeExists`, `parentIsGone`, `titleTooLong`, `doesNotFitThere` and `tooDeep`. */
export function createNode(tree: TreeDocument, node: NewNode, act: Act): TreeOutcome {
  const { nodeId, kind, owner, parentId, afterId } = node;
  const shape = shapeOf(tree);
  const title = oneLine(node.title);
  if (shape.has(nodeId)) return refuse({ kind: 'nodeExists', nodeId });
  if (parentId !== null && !isVisible(tree, parentId)) {
    return refuse({ kind: 'parentIsGone', parentId });
  }
  if (title.length > MAX_TITLE_LENGTH) return refuseTitle(title);
  const refusal =
    whyNotMake(tree, node, act) ??
    whyUnfitUnder(tree, { nodeId, kind }, parentId) ??
    whyTooDeep(shape, nodeId, parentId);
  if (refusal !== undefined) return refuse(refusal);
  tree.doc.transact(() => {
    const orderKey = orderKeyAt(tree, nodeId, parentId, spotAfter(afterId), act);
    const position = { parentId, orderKey, counter: shape.nextCounter, history: [] };
    tree.nodes.set(nodeId, newRecord({ kind, title, owner }));
    setPositions(tree, new Map([[nodeId, position]]));
  }, act.origin);
  return accept<TreeStep>({ kind: 'created', nodeId });
}

/** Gives a node another title, touching only the letters between the first and the last difference,
 *  so that a colleague's words elsewhere in the title stay. Refuses `nodeIsGone`, `titleTooLong`. */
export function renameNode(
  tree: TreeDocument,
  { nodeId, title }: { nodeId: NodeId; title: string },
  act: Act,
): TreeOutcome {
  const refusal = whyNotChange(tree, nodeId, act);
  if (refusal !== undefined) return refuse(refusal);
  const to = oneLine(title);
  if (to.length > MAX_TITLE_LENGTH) return refuseTitle(to);
  const from = readNodeFacts(tree.nodes.get(nodeId)).title;
  if (from !== to) {
    tree.doc.transact(() => rewriteTitle(openTitle(openRecord(tree, nodeId)), to), act.origin);
  }
  return accept<TreeStep>({ kind: 'renamed', nodeId, from, to });
}

/** Refuses `nodeIsGone`, `doesNotFitThere` and `holdsWhatDoesNotFit`. */
export function setNodeKind(
  tree: TreeDocument,
  { nodeId, kind }: { nodeId: NodeId; kind: NodeKind },
  act: Act,
): TreeOutcome {
  const refusal = whyNotChange(tree, nodeId, act) ?? whyUnfitAs(tree, nodeId, kind);
  if (refusal !== undefined) return refuse(refusal);
  return changeKind(tree, { nodeId, kind }, act);
}

/** Refuses `nodeIsGone`. */
export function setNodeOwner(
  tree: TreeDocument,
  { nodeId, owner }: { nodeId: NodeId; owner: PartyId | null },
  act: Act,
): TreeOutcome {
  const refusal = whyNotChange(tree, nodeId, act);
  if (refusal !== undefined) return refuse(refusal);
  const from = readNodeFacts(tree.nodes.get(nodeId)).owner;
  tree.doc.transact(() => openRecord(tree, nodeId).set('owner', owner), act.origin);
  return accept<TreeStep>({ kind: 'ownerSet', nodeId, from, to: owner });
}

/** Hides a node with everything under it that can be seen now. `at` is ms UTC.
 *  Refuses `nodeIsGone`. */
export function archiveNode(
  tree: TreeDocument,
  index: TreeIndex,
  { nodeId, batchId, at }: { nodeId: NodeId; batchId: BatchId; at: number },
  act: Act,
): TreeOutcome {
  const refusal = whyNotChange(tree, nodeId, act);
  if (refusal !== undefined) return refuse(refusal);
  const memberIds = [nodeId];
  for (const id of memberIds) {
    for (const childId of index.node(id)?.childIds ?? []) memberIds.push(childId);
  }
  const record: ArchiveRecord = { nodeId, batchId, at, by: act.by, memberIds };
  tree.doc.transact(() => setArchiveRecords(tree, [record]), act.origin);
  return accept<TreeStep>({ kind: 'archived', records: [record] });
}

/** Brings back everything that went to the archive together. Refuses `batchIsGone`. */
export function restoreBatch(tree: TreeDocument, batchId: BatchId, act: Act): TreeOutcome {
  const records = [...archiveOf(tree).records()].filter((record) => record.batchId === batchId);
  if (records.length === 0) return refuse({ kind: 'batchIsGone', batchId });
  const nodeIds = records.map(({ nodeId }) => nodeId);
  const refusal = whyAcrossTheLine(tree, nodeIds, act);
  if (refusal !== undefined) return refuse(refusal);
  tree.doc.transact(() => removeArchiveRecords(tree, nodeIds), act.origin);
  return accept<TreeStep>({ kind: 'restored', records });
}

function refuseTitle(title: string): TreeOutcome {
  return refuse({ kind: 'titleTooLong', length: title.length, limit: MAX_TITLE_LENGTH });
}
