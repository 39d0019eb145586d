/** Where a key for reading leads, among the rows as they are shown, and what a row hangs under. */
import type { NodeId, TreeIndex, TreeNode } from '@meemaak/model';

export type Step = 'up' | 'down' | 'first' | 'last';

/** The row to go to; undefined: there is none that way. */
export function rowTowards(
  rows: readonly TreeNode[],
  from: NodeId | undefined,
  step: Step,
): NodeId | undefined {
  const at = rows.findIndex(({ nodeId }) => nodeId === from);
  const to = { up: at - 1, down: at + 1, first: 0, last: rows.length - 1 }[step];
  return rows[to]?.nodeId;
}

/** The next row, around the end, whose title starts with these letters. */
export function rowByTitle(
  rows: readonly TreeNode[],
  from: NodeId | undefined,
  start: string,
): NodeId | undefined {
  const at = rows.findIndex(({ nodeId }) => nodeId === from);
  const after = [...rows.slice(at + 1), ...rows.slice(0, at + 1)];
  const wanted = start.toLocaleLowerCase('nl');
  return after.find(({ title }) => title.toLocaleLowerCase('nl').startsWith(wanted))?.nodeId;
}

/** The row after a node and everything under it. */
export function rowAfterBranch(rows: readonly TreeNode[], node: TreeNode): NodeId | undefined {
  const at = rows.findIndex(({ nodeId }) => nodeId === node.nodeId);
  return rows.slice(at + 1).find(({ level }) => level <= node.level)?.nodeId;
}

/** What a node hangs under, from the top down to its parent. */
export function pathTo(nodeId: NodeId, treeIndex: Pick<TreeIndex, 'node'>): readonly TreeNode[] {
  const path: TreeNode[] = [];
  for (let id = treeIndex.node(nodeId)?.parentId ?? null; id !== null;) {
    const parent = treeIndex.node(id);
    if (parent === undefined) break;
    path.unshift(parent);
    id = parent.parentId;
  }
  return path;
}
