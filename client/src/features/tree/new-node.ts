/** What a new node is, judged by where it is made: a start that the person changes with one choice.
 *  Which kinds may hang where is not yet a rule. */
import type { NodeKind, TreeNode } from '@meemaak/model';

/** Beside a node: of the same kind. */
export function siblingKind(node: Pick<TreeNode, 'kind'>): NodeKind {
  return node.kind;
}

/** Under a node: what somebody does for an effect, or the concrete work for a performance. */
export function childKind(node: Pick<TreeNode, 'kind'>): NodeKind {
  return node.kind === 'effect' ? 'performance' : 'activity';
}
