/** What each command does from a row: walk, fold, make, open a title, or ask the model's verbs. */
import type { NodeId, TreeNode } from '@meemaak/model';
import type { FoldedRows } from './folded-rows.ts';
import { childKind, siblingKind } from './new-node.ts';
import type { TreeCommand } from './tree-keys.ts';
import type { TreeTransfer } from './use-transfer.tsx';
import type { TreeVerbs } from './use-tree-verbs.ts';
import { rowAfterBranch, rowTowards } from './walk-rows.ts';

/** The row whose title is open. */
export interface Editing {
  readonly nodeId: NodeId;
  readonly isNew: boolean;
}

export interface RowCommandParts extends FoldedRows {
  /** As they are shown. */
  readonly rows: readonly TreeNode[];
  readonly verbs: TreeVerbs;
  readonly transfer: TreeTransfer;
  /** Moves the focus and the choice; undefined: stay. */
  readonly goTo: (nodeId: NodeId | undefined) => void;
  readonly choose: (nodeId: NodeId) => void;
  readonly setEditing: (editing: Editing) => void;
}

export type RowCommands = Readonly<Record<TreeCommand, (node: TreeNode) => void>>;

export function rowCommands(parts: RowCommandParts): RowCommands {
  const { rows, verbs, transfer, goTo, foldedIds, setFolded, setEditing } = parts;
  const isOpen = ({ nodeId, childIds }: TreeNode) => childIds.length > 0 && !foldedIds.has(nodeId);
  const isClosed = ({ nodeId, childIds }: TreeNode) => childIds.length > 0 && foldedIds.has(nodeId);
  return {
    up: ({ nodeId }) => goTo(rowTowards(rows, nodeId, 'up')),
    down: ({ nodeId }) => goTo(rowTowards(rows, nodeId, 'down')),
    first: ({ nodeId }) => goTo(rowTowards(rows, nodeId, 'first')),
    last: ({ nodeId }) => goTo(rowTowards(rows, nodeId, 'last')),
    open: (node) => (isClosed(node) ? setFolded(node.nodeId, false) : goTo(node.childIds[0])),
    close: (node) =>
      isOpen(node) ? setFolded(node.nodeId, true) : goTo(node.parentId ?? undefined),
    addSibling: (node) => startSibling(parts, node),
    addChild: (node) => startChild(parts, node),
    rename: ({ nodeId }) => verbs.mayChange(nodeId) && setEditing({ nodeId, isNew: false }),
    moveUp: ({ nodeId }) => verbs.moveUp(nodeId),
    moveDown: ({ nodeId }) => verbs.moveDown(nodeId),
    moveIn: ({ nodeId }) => verbs.moveIn(nodeId),
    moveOut: ({ nodeId }) => verbs.moveOut(nodeId),
    copy: ({ nodeId }) => transfer.copy(nodeId, 'list'),
    copyTable: ({ nodeId }) => transfer.copy(nodeId, 'table'),
    paste: ({ nodeId }) => transfer.open(nodeId),
    archive(node) {
      const next = rowAfterBranch(rows, node) ?? rowTowards(rows, node.nodeId, 'up');
      verbs.archive(node.nodeId);
      goTo(next);
    },
    undo: () => verbs.undo(),
    redo: () => verbs.redo(),
  };
}

function startSibling(parts: RowCommandParts, node: TreeNode): void {
  const { nodeId: afterId, parentId } = node;
  const parent = parts.rows.find(({ nodeId }) => nodeId === parentId);
  startTitle(parts, parts.verbs.create({ kind: siblingKind(node, parent), parentId, afterId }));
}

function startChild(parts: RowCommandParts, node: TreeNode): void {
  parts.setFolded(node.nodeId, false);
  startTitle(parts, parts.verbs.create({ kind: childKind(node), parentId: node.nodeId }));
}

function startTitle({ choose, setEditing }: RowCommandParts, nodeId: NodeId | undefined): void {
  if (nodeId === undefined) return;
  choose(nodeId);
  setEditing({ nodeId, isNew: true });
}
