import type { NodeId } from '../ids.ts';
import type { TreeNode } from './node.ts';
import type { TreeIndex } from './tree-index.ts';

/** What of the tree is shown as an outline. */
export interface OutlineView {
  readonly collapsedIds: ReadonlySet<NodeId>;
  /** This node and what hangs under it only. */
  readonly branchId?: NodeId | undefined;
  /** These nodes only, with what they hang under. */
  readonly isWanted?: ((node: TreeNode) => boolean) | undefined;
}

/** The rows of the tree as an outline, parents before children; the same array as long as all of it is shown. */
export function outlineRows(index: TreeIndex, view: OutlineView): readonly TreeNode[] {
  const { collapsedIds, branchId, isWanted } = view;
  const branch = branchId === undefined ? index.rows() : branchRows(index.rows(), branchId);
  const rows = isWanted === undefined ? branch : withPaths(index, branch, isWanted);
  if (collapsedIds.size === 0) return rows;
  let closedLevel = Infinity;
  return rows.filter(({ nodeId, level }) => {
    if (level > closedLevel) return false;
    closedLevel = collapsedIds.has(nodeId) ? level : Infinity;
    return true;
  });
}

/** A node and all under it: the rows behind it, as long as they are deeper. */
export function branchRows(rows: readonly TreeNode[], nodeId: NodeId): readonly TreeNode[] {
  const from = rows.findIndex((row) => row.nodeId === nodeId);
  if (from === -1) return [];
  const level = rows[from]?.level ?? 0;
  const next = rows.findIndex((row, at) => at > from && row.level <= level);
  return rows.slice(from, next === -1 ? undefined : next);
}

function withPaths(
  index: TreeIndex,
  rows: readonly TreeNode[],
  isWanted: (node: TreeNode) => boolean,
): readonly TreeNode[] {
  const shownIds = new Set<NodeId>();
  for (const row of rows) {
    if (!isWanted(row)) continue;
    for (let node: TreeNode | undefined = row; node !== undefined && !shownIds.has(node.nodeId);) {
      shownIds.add(node.nodeId);
      node = node.parentId === null ? undefined : index.node(node.parentId);
    }
  }
  return rows.filter(({ nodeId }) => shownIds.has(nodeId));
}
