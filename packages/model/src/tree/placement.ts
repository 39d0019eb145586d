/** What may hang under what, so that every branch reads from what changes to what is done for it:
 *
 *      effect ─▶ (sub-)effect ─▶ performance ─▶ activity
 *
 *  At the top anything may wait for its place. The rule is asked before a person's verb, never while
 *  reading: two people together can bring about what neither may, and undo puts back what was. */
import type { TreeDocument } from '../documents/tree-document.ts';
import type { NodeId } from '../ids.ts';
import { isVisible } from './archive.ts';
import { NODE_KINDS, readNodeFacts, type NodeKind } from './node.ts';
import type { TreeRefusal } from './step.ts';
import { shapeOf } from './tree-shape.ts';

const KINDS_UNDER: Readonly<Record<NodeKind, readonly NodeKind[]>> = {
  effect: ['effect', 'performance'],
  performance: ['activity'],
  activity: [],
};

/** What may hang there; null: at the top. */
export function kindsUnder(parentKind: NodeKind | null): readonly NodeKind[] {
  return parentKind === null ? NODE_KINDS : KINDS_UNDER[parentKind];
}

export function mayHangUnder(kind: NodeKind, parentKind: NodeKind | null): boolean {
  return kindsUnder(parentKind).includes(kind);
}

/** Why a node of this kind, new or with all under it, may not come under that parent. Staying under
 *  one's parent is always fine. */
export function whyUnfitUnder(
  tree: TreeDocument,
  { nodeId, kind }: { readonly nodeId: NodeId; readonly kind: NodeKind },
  parentId: NodeId | null,
): TreeRefusal | undefined {
  const shape = shapeOf(tree);
  const stays = shape.has(nodeId) && shape.parentId(nodeId) === parentId;
  return stays ? undefined : whyUnfitThere(tree, nodeId, kind, parentId);
}

/** Why a node may not become of another kind where it hangs, with what hangs under it. */
export function whyUnfitAs(
  tree: TreeDocument,
  nodeId: NodeId,
  kind: NodeKind,
): TreeRefusal | undefined {
  return (
    whyUnfitThere(tree, nodeId, kind, shapeOf(tree).parentId(nodeId)) ??
    whyUnfitAbove(tree, nodeId, kind)
  );
}

/** Why the node may not be of that kind with what hangs under it. */
export function whyUnfitAbove(
  tree: TreeDocument,
  nodeId: NodeId,
  kind: NodeKind,
): TreeRefusal | undefined {
  const childKind = childKinds(tree, nodeId).find((under) => !mayHangUnder(under, kind));
  if (childKind === undefined) return undefined;
  return { kind: 'holdsWhatDoesNotFit', nodeId, nodeKind: kind, childKind };
}

function whyUnfitThere(
  tree: TreeDocument,
  nodeId: NodeId,
  nodeKind: NodeKind,
  parentId: NodeId | null,
): TreeRefusal | undefined {
  if (parentId === null) return undefined;
  const parentKind = kindOf(tree, parentId);
  if (mayHangUnder(nodeKind, parentKind)) return undefined;
  const under = childKinds(tree, nodeId);
  const fittingKinds = kindsUnder(parentKind).filter((kind) =>
    under.every((child) => mayHangUnder(child, kind)),
  );
  return { kind: 'doesNotFitThere', nodeId, nodeKind, parentId, parentKind, fittingKinds };
}

function childKinds(tree: TreeDocument, nodeId: NodeId): readonly NodeKind[] {
  const childIds = shapeOf(tree).childIds(nodeId);
  return childIds.filter((id) => isVisible(tree, id)).map((id) => kindOf(tree, id));
}

function kindOf(tree: TreeDocument, nodeId: NodeId): NodeKind {
  return readNodeFacts(tree.nodes.get(nodeId)).kind;
}
