/** What a new node is, judged by where it is made: a start that the person changes with one choice. */
import { kindsUnder, mayHangUnder, type NodeKind, type TreeNode } from '@meemaak/model';

type OfKind = Pick<TreeNode, 'kind'>;

/** Beside a node: of the same kind, unless that does not belong there itself. */
export function siblingKind(node: OfKind, parent: OfKind | undefined): NodeKind {
  if (parent === undefined || mayHangUnder(node.kind, parent.kind)) return node.kind;
  return childKind(parent);
}

/** Under a node: what somebody does for an effect, or the concrete work for a performance. */
export function childKind(node: OfKind): NodeKind {
  return kindsUnder(node.kind).at(-1) ?? 'activity';
}
