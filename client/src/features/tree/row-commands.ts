/** What each command does from a row: walk, fold, make, open a title, or ask the model's verbs. */
import type { NodeId, TreeNode } from '@meemaak/model';
import { flushSync } from 'react-dom';
import { childKind, siblingKind } from './new-node.ts';
import type { TreeCommand } from './tree-keys.ts';
import type { TreeTransfer } from './use-transfer.tsx';
import type { ChosenRows } from './use-chosen-rows.ts';
import type { OutlineView } from './use-outline-view.ts';
import type { TreeVerbs } from './use-tree-verbs.ts';
import { rowAfterBranch, rowTowards } from './walk-rows.ts';

/** The row whose title is open. */
export interface Editing {
  readonly nodeId: NodeId;
  readonly isNew: boolean;
}

/** What a person asks for beside the rows. */
export interface OutlineAids {
  /** Where to move these? */
  readonly moveTo: (nodeIds: ReadonlySet<NodeId>) => void;
  readonly find: () => void;
}

export interface RowCommandParts {
  readonly view: OutlineView;
  readonly chosen: ChosenRows;
  readonly aids: OutlineAids;
  readonly verbs: TreeVerbs;
  readonly transfer: TreeTransfer;
  readonly parentOf: (nodeId: NodeId) => TreeNode | undefined;
  /** Moves the focus and the choice; undefined: stay. */
  readonly goTo: (nodeId: NodeId | undefined) => void;
  readonly choose: (nodeId: NodeId) => void;
  readonly setEditing: (editing: Editing) => void;
}

export type RowCommands = Readonly<Record<TreeCommand, (node: TreeNode) => void>>;

export function rowCommands(parts: RowCommandParts): RowCommands {
  const { view, chosen, aids, verbs, transfer, goTo, setEditing } = parts;
  const { rows, foldedIds, setFolded } = view;
  // What was chosen together; otherwise the row alone.
  const meant = ({ nodeId }: TreeNode): ReadonlySet<NodeId> =>
    chosen.chosenIds.size > 0 ? chosen.chosenIds : new Set([nodeId]);
  const chooseTowards = ({ nodeId }: TreeNode, step: 'up' | 'down'): void => {
    const next = rowTowards(rows, nodeId, step);
    if (next !== undefined) chosen.extendTo(next, nodeId);
    goTo(next);
  };
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
    moveTo: (node) => aids.moveTo(meant(node)),
    copy: (node) => transfer.copy(meant(node), 'list'),
    copyTable: (node) => transfer.copy(meant(node), 'table'),
    paste: ({ nodeId }) => transfer.open(nodeId),
    archive(node) {
      if (chosen.chosenIds.size > 0) {
        verbs.archiveAll(chosen.chosenIds);
        chosen.clear();
        return;
      }
      const next = rowAfterBranch(rows, node) ?? rowTowards(rows, node.nodeId, 'up');
      verbs.archive(node.nodeId);
      goTo(next);
    },
    find: () => aids.find(),
    zoomIn: ({ nodeId }) => view.setBranch(nodeId),
    zoomOut: () => zoomOut(parts),
    choose: ({ nodeId }) => chosen.toggle(nodeId),
    chooseUp: (node) => chooseTowards(node, 'up'),
    chooseDown: (node) => chooseTowards(node, 'down'),
    chooseAll: () => chosen.chooseAll(),
    undo: () => verbs.undo(),
    redo: () => verbs.redo(),
  };
}

/** To the branch around this one, and there to where the person was. */
function zoomOut({ view, parentOf, goTo }: RowCommandParts): void {
  const { branchId } = view;
  if (branchId === undefined) return;
  flushSync(() => view.setBranch(parentOf(branchId)?.nodeId));
  goTo(branchId);
}

function startSibling(parts: RowCommandParts, node: TreeNode): void {
  const { nodeId: afterId, parentId } = node;
  // Beside the branch that is shown one would not see it.
  if (afterId === parts.view.branchId) {
    startChild(parts, node);
    return;
  }
  const parent = parts.parentOf(afterId);
  startTitle(parts, parts.verbs.create({ kind: siblingKind(node, parent), parentId, afterId }));
}

function startChild(parts: RowCommandParts, node: TreeNode): void {
  parts.view.setFolded(node.nodeId, false);
  startTitle(parts, parts.verbs.create({ kind: childKind(node), parentId: node.nodeId }));
}

function startTitle({ choose, setEditing }: RowCommandParts, nodeId: NodeId | undefined): void {
  if (nodeId === undefined) return;
  choose(nodeId);
  setEditing({ nodeId, isNew: true });
}
