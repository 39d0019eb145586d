/** A person at work in the tree: which row Tab comes to, which title is open, and what can be done
 *  from a row. */
import type { NodeId, NodeKind, PartyId, TreeNode } from '@meemaak/model';
import { useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useRoom } from '../../rooms/use-room.tsx';
import { selectNode } from '../../view/selection.ts';
import type { FoldedRows } from './folded-rows.ts';
import { rowCommands, type Editing, type RowCommands } from './row-commands.ts';
import { rowElementId, titleElementId } from './row-id.ts';
import type { EditEnd } from './title-field.tsx';
import { commandForKey, isTypeAhead, type TreeCommand } from './tree-keys.ts';
import type { TreeVerbs } from './use-tree-verbs.ts';
import { rowByTitle, rowTowards } from './walk-rows.ts';

/** What can be done from a row; the same functions as long as the tree is shown. */
export interface RowActions {
  choose(node: TreeNode): void;
  setFolded(node: TreeNode, isFolded: boolean): void;
  press(node: TreeNode, event: KeyboardEvent): void;
  perform(node: TreeNode, command: TreeCommand): void;
  setKind(node: TreeNode, kind: NodeKind): void;
  setOwner(node: TreeNode, owner: PartyId | null): void;
  /** `before` is the title as it was when editing began. */
  endEdit(node: TreeNode, end: EditEnd, before: string): void;
}

export interface TreeWorkParts extends FoldedRows {
  readonly rows: readonly TreeNode[];
  readonly mayWrite: boolean;
  readonly verbs: TreeVerbs;
  /** A node made outside the grid, to be named at once. */
  readonly startedNodeId: NodeId | undefined;
}

export interface TreeWork {
  readonly tabStop: NodeId | undefined;
  readonly editing: Editing | undefined;
  readonly actions: RowActions;
}

export function useTreeWork(parts: TreeWorkParts): TreeWork {
  const { rows, mayWrite, verbs } = parts;
  const [tabStop, setTabStop] = useState<NodeId>();
  const [editing, setEditing] = useEditing(parts.startedNodeId);
  const endEdit = useEditEnd(parts);

  const choose = (nodeId: NodeId): void => {
    setTabStop(nodeId);
    selectNode(nodeId, 'tree');
  };
  const goTo = (nodeId: NodeId | undefined): void => {
    if (nodeId === undefined) return;
    choose(nodeId);
    document.getElementById(rowElementId(nodeId))?.focus();
  };
  const commands = rowCommands({ ...parts, goTo, choose, setEditing });
  const actions = useLasting({
    choose: ({ nodeId }) => choose(nodeId),
    setFolded: ({ nodeId }, isFolded) => parts.setFolded(nodeId, isFolded),
    setKind: ({ nodeId }, kind) => verbs.setKind(nodeId, kind),
    setOwner: ({ nodeId }, owner) => verbs.setOwner(nodeId, owner),
    perform: (node, command) => commands[command](node),
    press(node, event) {
      const command = commandForKey(event, mayWrite);
      if (command !== undefined) {
        event.preventDefault();
        commands[command](node);
      } else if (isTypeAhead(event)) goTo(rowByTitle(rows, node.nodeId, event.key));
    },
    endEdit({ nodeId }, end, before) {
      setEditing(undefined);
      endEdit({ nodeId, isNew: editing?.isNew === true, end, before, goTo, commands });
    },
  });
  const isShown = rows.some(({ nodeId }) => nodeId === tabStop);
  return { tabStop: isShown ? tabStop : rows[0]?.nodeId, editing, actions };
}

function useEditing(startedNodeId: NodeId | undefined) {
  const { treeIndex } = useRoom();
  const [editing, setEditing] = useState<Editing | undefined>(() =>
    startedNodeId !== undefined && treeIndex.node(startedNodeId)?.title === ''
      ? { nodeId: startedNodeId, isNew: true }
      : undefined,
  );
  // Archived by somebody else meanwhile: were it brought back, its title must not open by itself.
  if (editing !== undefined && treeIndex.node(editing.nodeId) === undefined) setEditing(undefined);
  return [editing, setEditing] as const;
}

interface EndedEdit extends Editing {
  readonly end: EditEnd;
  readonly before: string;
  readonly goTo: (nodeId: NodeId | undefined) => void;
  readonly commands: RowCommands;
}

function useEditEnd({ rows, verbs }: TreeWorkParts): (ended: EndedEdit) => void {
  const { treeIndex } = useRoom();
  return ({ nodeId, isNew, end, before, goTo, commands }) => {
    const node = treeIndex.node(nodeId);
    if (node === undefined) return;
    // Who went to work elsewhere on the page stays there.
    const isStillHere = document.activeElement?.id === titleElementId(nodeId);
    if (isNew && node.title === '') {
      // An empty row that one steps away from was never meant.
      verbs.takeBack(nodeId);
      const next = rowTowards(rows, nodeId, 'up') ?? rowTowards(rows, nodeId, 'down');
      if (isStillHere) goTo(next);
      return;
    }
    // Undoing a new node takes its title along.
    if (!isNew) verbs.noteRename(nodeId, before);
    if (end === 'sibling') commands.addSibling(node);
    else if (end === 'child') commands.addChild(node);
    else if (isStillHere) goTo(nodeId);
  };
}

/** The same functions for every render, each doing what the newest one does: rows that did not
 *  change need not be drawn again. */
function useLasting(newest: RowActions): RowActions {
  const latest = useRef(newest);
  useLayoutEffect(() => {
    latest.current = newest;
  });
  const [lasting] = useState<RowActions>(() => ({
    choose: (...facts) => latest.current.choose(...facts),
    setFolded: (...facts) => latest.current.setFolded(...facts),
    press: (...facts) => latest.current.press(...facts),
    perform: (...facts) => latest.current.perform(...facts),
    setKind: (...facts) => latest.current.setKind(...facts),
    setOwner: (...facts) => latest.current.setOwner(...facts),
    endEdit: (...facts) => latest.current.endEdit(...facts),
  }));
  return lasting;
}
