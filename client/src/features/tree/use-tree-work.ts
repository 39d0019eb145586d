/** A person at work in the tree: which row Tab comes to, which title is open, and what can be done
 *  from a row. */
import type { NodeId, NodeKind, PartyId, TreeNode, TreeStep } from '@meemaak/model';
import { useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import { useRoom } from '../../rooms/use-room.tsx';
import { selectNode } from '../../view/selection.ts';
import { rowCommands, type Editing, type OutlineAids, type RowCommands } from './row-commands.ts';
import { titleElementId } from './row-id.ts';
import type { EditEnd } from './title-field.tsx';
import { focusAddEffect, focusRow } from './tree-focus.ts';
import { commandForKey, isTypeAhead, type TreeCommand } from './tree-keys.ts';
import type { TreeTransfer } from './use-transfer.tsx';
import type { ChosenRows } from './use-chosen-rows.ts';
import type { OutlineView } from './use-outline-view.ts';
import type { TreeVerbs } from './use-tree-verbs.ts';
import { rowByTitle, rowTowards } from './walk-rows.ts';

/** What can be done from a row; the same functions as long as the tree is shown. */
export interface RowActions {
  /** With Ctrl or Shift: several. */
  choose(node: TreeNode, held: HeldKeys): void;
  /** Chooses it with the others, or no longer. */
  toggle(node: TreeNode): void;
  /** The focus came to the row or into it, however that was. */
  arrive(node: TreeNode): void;
  setFolded(node: TreeNode, isFolded: boolean): void;
  press(node: TreeNode, event: KeyboardEvent): void;
  perform(node: TreeNode, command: TreeCommand): void;
  setKind(node: TreeNode, kind: NodeKind): void;
  setOwner(node: TreeNode, owner: PartyId | null): void;
  endEdit(node: TreeNode, end: EditEnd, renaming: TreeStep | undefined): void;
}

type HeldKeys = Readonly<Record<'ctrlKey' | 'metaKey' | 'shiftKey', boolean>>;

export interface TreeWorkParts {
  readonly view: OutlineView;
  readonly chosen: ChosenRows;
  readonly aids: OutlineAids;
  readonly mayWrite: boolean;
  readonly verbs: TreeVerbs;
  readonly transfer: TreeTransfer;
  /** A node made outside the grid, to be named at once. */
  readonly startedNodeId: NodeId | undefined;
}

export interface TreeWork {
  readonly tabStop: NodeId | undefined;
  readonly editing: Editing | undefined;
  /** Chooses a row and brings the keyboard there. */
  readonly goTo: (nodeId: NodeId | undefined) => void;
  readonly actions: RowActions;
}

export function useTreeWork(parts: TreeWorkParts): TreeWork {
  const { view, chosen, mayWrite, verbs } = parts;
  const { rows } = view;
  const { treeIndex } = useRoom();
  const [tabStop, setTabStop] = useTabStop(rows);
  const [editing, setEditing] = useEditing(parts);
  const endEdit = useEditEnd(parts);

  const choose = (nodeId: NodeId): void => {
    setTabStop(nodeId);
    selectNode(nodeId, 'tree');
  };
  const goTo = (nodeId: NodeId | undefined): void => {
    if (nodeId === undefined) return;
    // A row that was far away comes onto the page.
    flushSync(() => choose(nodeId));
    focusRow(nodeId);
  };
  const parentOf = (nodeId: NodeId): TreeNode | undefined => {
    const parentId = treeIndex.node(nodeId)?.parentId ?? undefined;
    return parentId === undefined ? undefined : treeIndex.node(parentId);
  };
  const commands = rowCommands({ ...parts, parentOf, goTo, choose, setEditing });
  const actions = useLasting({
    choose({ nodeId }, { ctrlKey, metaKey, shiftKey }) {
      if (ctrlKey || metaKey) chosen.toggle(nodeId);
      else if (shiftKey) chosen.extendTo(nodeId, tabStop ?? nodeId);
      choose(nodeId);
    },
    toggle: ({ nodeId }) => chosen.toggle(nodeId),
    arrive: ({ nodeId }) => setTabStop(nodeId),
    setFolded: ({ nodeId }, isFolded) => view.setFolded(nodeId, isFolded),
    setKind: ({ nodeId }, kind) => verbs.setKind(nodeId, kind),
    setOwner: ({ nodeId }, owner) => verbs.setOwner(nodeId, owner),
    perform: (node, command) => commands[command](node),
    press(node, event) {
      if (event.key === 'Escape' && chosen.chosenIds.size > 0) {
        chosen.clear();
        return;
      }
      const command = commandForKey(event, mayWrite);
      // Whoever selected words wants those.
      if (command === 'copy' && getSelection()?.isCollapsed === false) return;
      if (command !== undefined) {
        event.preventDefault();
        commands[command](node);
      } else if (isTypeAhead(event)) goTo(rowByTitle(rows, node.nodeId, event.key));
    },
    endEdit({ nodeId }, end, renaming) {
      setEditing(undefined);
      endEdit({ nodeId, isNew: editing?.isNew === true, end, renaming, goTo, commands });
    },
  });
  return { tabStop, editing, goTo, actions };
}

/** The row that Tab comes to: where the person was last, or what came in its place. */
function useTabStop(rows: readonly TreeNode[]) {
  const [last, setLast] = useState<{ readonly nodeId: NodeId; readonly rowNumber: number }>();
  const isShown = rows.some(({ nodeId }) => nodeId === last?.nodeId);
  const instead = rows[Math.min(last?.rowNumber ?? 0, rows.length - 1)]?.nodeId;
  const setTabStop = (nodeId: NodeId): void => {
    const rowNumber = rows.findIndex((row) => row.nodeId === nodeId);
    setLast({ nodeId, rowNumber: Math.max(0, rowNumber) });
  };
  return [isShown ? last?.nodeId : instead, setTabStop] as const;
}

function useEditing({ startedNodeId, view, verbs }: TreeWorkParts) {
  const { treeIndex } = useRoom();
  const [editing, setEditing] = useState<Editing | undefined>(() =>
    startedNodeId !== undefined && treeIndex.node(startedNodeId)?.title === ''
      ? { nodeId: startedNodeId, isNew: true }
      : undefined,
  );
  const [taken, setTaken] = useState<Editing>();
  const nodeId = editing?.nodeId;
  // Moved by somebody else to where this person does not see it: its title stays open.
  const isHidden = nodeId !== undefined && !view.rows.some((row) => row.nodeId === nodeId);
  if (isHidden && treeIndex.node(nodeId) !== undefined) view.reveal(nodeId);
  // Archived by somebody else: were it brought back, its title must not open by itself.
  if (editing !== undefined && treeIndex.node(editing.nodeId) === undefined) {
    setEditing(undefined);
    setTaken(editing);
  }
  const told = useRef<Editing>(undefined);
  useLayoutEffect(() => {
    // Once: another language makes other verbs.
    if (taken === undefined || taken === told.current) return;
    told.current = taken;
    verbs.tellTakenAway(taken.nodeId);
  }, [taken, verbs]);
  return [editing, setEditing] as const;
}

interface EndedEdit extends Editing {
  readonly end: EditEnd;
  readonly renaming: TreeStep | undefined;
  readonly goTo: (nodeId: NodeId | undefined) => void;
  readonly commands: RowCommands;
}

function useEditEnd({ view: { rows }, verbs }: TreeWorkParts): (ended: EndedEdit) => void {
  const { treeIndex } = useRoom();
  return ({ nodeId, isNew, end, renaming, goTo, commands }) => {
    const node = treeIndex.node(nodeId);
    if (node === undefined) return;
    // Who went to work elsewhere on the page stays there.
    const isStillHere = document.activeElement?.id === titleElementId(nodeId);
    if (isNew && node.title === '') {
      // An empty row that one steps away from was never meant.
      verbs.takeBack(nodeId);
      const next = rowTowards(rows, nodeId, 'up') ?? rowTowards(rows, nodeId, 'down');
      if (isStillHere && next === undefined) focusAddEffect();
      else if (isStillHere) goTo(next);
      return;
    }
    // Undoing a new node takes its title along.
    if (!isNew && renaming !== undefined) verbs.note(renaming);
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
    toggle: (...facts) => latest.current.toggle(...facts),
    arrive: (...facts) => latest.current.arrive(...facts),
    setFolded: (...facts) => latest.current.setFolded(...facts),
    press: (...facts) => latest.current.press(...facts),
    perform: (...facts) => latest.current.perform(...facts),
    setKind: (...facts) => latest.current.setKind(...facts),
    setOwner: (...facts) => latest.current.setOwner(...facts),
    endEdit: (...facts) => latest.current.endEdit(...facts),
  }));
  return lasting;
}
