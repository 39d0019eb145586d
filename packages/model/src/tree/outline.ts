import type { NodeId } from '../ids.ts';
import type { TreeNode } from './node.ts';
import type { TreeIndex } from './tree-index.ts';

/** The rows of the tree as an outline: all of them, without those under a collapsed node. */
export function outlineRows(
  index: TreeIndex,
  collapsedIds: ReadonlySet<NodeId>,
): readonly TreeNode[] {
  if (collapsedIds.size === 0) return index.rows();
  let closedLevel = Infinity;
  return index.rows().filter(({ nodeId, level }) => {
    if (level > closedLevel) return false;
    closedLevel = collapsedIds.has(nodeId) ? level : Infinity;
    return true;
  });
}
