/** The verbs for several nodes at once: what a person chose together. What is refused for one of them is done
 *  for the others. */
import type { TreeDocument } from '../documents/tree-document.ts';
import type { BatchId, NodeId, PartyId } from '../ids.ts';
import { asFarAsAllowed, type SeveralDone } from './in-one-step.ts';
import { moveNode } from './move.ts';
import type { TreeNode } from './node.ts';
import { mayHangUnder } from './placement.ts';
import type { Act } from './step.ts';
import type { TreeIndex } from './tree-index.ts';
import { archiveNode, setNodeOwner } from './verbs.ts';

/** Those of these nodes that hang under none of the others, from top to bottom. */
export function topmost(index: TreeIndex, nodeIds: ReadonlySet<NodeId>): readonly TreeNode[] {
  let level = Infinity;
  return index.rows().filter((node) => {
    if (node.level > level) return false;
    const isOne = nodeIds.has(node.nodeId);
    level = isOne ? node.level : Infinity;
    return isOne;
  });
}

/** Where all of these fit, with all that hangs under them: from top to bottom. The top fits always. */
export function placesFor(index: TreeIndex, nodeIds: ReadonlySet<NodeId>): readonly TreeNode[] {
  const kinds = new Set(topmost(index, nodeIds).map(({ kind }) => kind));
  let movedLevel = Infinity;
  return index.rows().filter(({ nodeId, kind, level }) => {
    if (level > movedLevel) return false;
    movedLevel = nodeIds.has(nodeId) ? level : Infinity;
    return movedLevel === Infinity && [...kinds].every((moved) => mayHangUnder(moved, kind));
  });
}

/** Puts them together under a parent (null: at the top), first or last, in the order they had. */
export function moveNodes(
  tree: TreeDocument,
  index: TreeIndex,
  move: { nodeIds: ReadonlySet<NodeId>; parentId: NodeId | null; at: 'first' | 'last' },
  act: Act,
): SeveralDone {
  const { nodeIds, parentId, at } = move;
  let afterId: NodeId | null | undefined = at === 'first' ? null : undefined;
  const verbs = topmost(index, nodeIds).map(({ nodeId }) => () => {
    const outcome = moveNode(tree, { nodeId, parentId, afterId }, act);
    if (outcome.ok && at === 'first') afterId = nodeId;
    return outcome;
  });
  return asFarAsAllowed(tree, act, verbs);
}

/** To the archive together, from where they come back together. `at` is ms UTC. */
export function archiveNodes(
  tree: TreeDocument,
  index: TreeIndex,
  { nodeIds, batchId, at }: { nodeIds: ReadonlySet<NodeId>; batchId: BatchId; at: number },
  act: Act,
): SeveralDone {
  const verbs = topmost(index, nodeIds).map(
    ({ nodeId }) =>
      () =>
        archiveNode(tree, index, { nodeId, batchId, at }, act),
  );
  return asFarAsAllowed(tree, act, verbs);
}

export function setOwnerOfNodes(
  tree: TreeDocument,
  { nodeIds, owner }: { nodeIds: ReadonlySet<NodeId>; owner: PartyId | null },
  act: Act,
): SeveralDone {
  const verbs = [...nodeIds].map((nodeId) => () => setNodeOwner(tree, { nodeId, owner }, act));
  return asFarAsAllowed(tree, act, verbs);
}
