/** The tree as a treegrid: rows that one walks with the arrows and changes with keys or a menu. */
import { outlineRows, type NodeId, type TreeNode } from '@meemaak/model';
import {
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type KeyboardEvent,
} from 'react';
import { useTranslations } from 'use-intl';
import { useRoom, useWatch } from '../../rooms/use-room.tsx';
import { selectNode, useSelection } from '../../view/selection.ts';
import { useFoldedRows } from './folded-rows.ts';
import { useKeptPlace } from './keep-place.ts';
import { childKind, siblingKind } from './new-node.ts';
import { RowMenu } from './row-menu.tsx';
import { peopleByNode } from './row-people.ts';
import { TitleField, type EditEnd } from './title-field.tsx';
import { commandForKey, isTypeAhead, type TreeCommand } from './tree-keys.ts';
import { TreeRow, rowElementId } from './tree-row.tsx';
import type { TreeVerbs } from './use-tree-verbs.ts';
import { rowByTitle, rowTowards } from './walk-rows.ts';
import './tree-grid.css';

/** The row whose title is open. */
interface Editing {
  readonly nodeId: NodeId;
  readonly isNew: boolean;
}

export interface TreeGridProps {
  readonly mayWrite: boolean;
  readonly verbs: TreeVerbs;
  /** A node made outside the grid, to be named at once. */
  readonly startedNodeId: NodeId | undefined;
}

export function TreeGrid({ mayWrite, verbs, startedNodeId }: TreeGridProps) {
  const t = useTranslations('tree');
  const room = useRoom();
  const { treeIndex, view, partiesById } = room;
  const selection = useSelection();
  const { foldedIds, setFolded } = useFoldedRows(view.dossierId);
  const allRows = useSyncExternalStore(
    (listener) => treeIndex.subscribe(listener),
    () => treeIndex.rows(),
  );
  const rows = useMemo(
    // `allRows` is what makes the outline out of date.
    () => (allRows.length === 0 ? [] : outlineRows(treeIndex, foldedIds)),
    [allRows, treeIndex, foldedIds],
  );
  const people = useWatch(room.people);
  const atNode = useMemo(() => peopleByNode(people), [people]);
  const [tabStop, setTabStop] = useState<NodeId>();
  const [editing, setEditing] = useState<Editing | undefined>(
    startedNodeId === undefined ? undefined : { nodeId: startedNodeId, isNew: true },
  );
  const grid = useRef<HTMLTableElement>(null);
  useKeptPlace(grid);
  useShownSelection(selection.nodeId, selection.chosenOn, grid);
  const stopId = rows.some(({ nodeId }) => nodeId === tabStop) ? tabStop : rows[0]?.nodeId;

  const choose = (nodeId: NodeId): void => {
    setTabStop(nodeId);
    selectNode(nodeId, 'tree');
  };
  const goTo = (nodeId: NodeId | undefined): void => {
    if (nodeId === undefined) return;
    choose(nodeId);
    document.getElementById(rowElementId(nodeId))?.focus();
  };
  const startNew = (node: TreeNode, where: 'sibling' | 'child'): void => {
    const place =
      where === 'sibling'
        ? { kind: siblingKind(node), parentId: node.parentId, afterId: node.nodeId }
        : { kind: childKind(node), parentId: node.nodeId };
    if (where === 'child') setFolded(node.nodeId, false);
    const nodeId = verbs.create(place);
    if (nodeId === undefined) return;
    choose(nodeId);
    setEditing({ nodeId, isNew: true });
  };
  const endEdit = ({ nodeId, isNew }: Editing, end: EditEnd, before: string): void => {
    setEditing(undefined);
    const node = treeIndex.node(nodeId);
    if (node === undefined) return;
    if (isNew && node.title === '') {
      // An empty row that one steps away from was never meant.
      verbs.takeBack(nodeId);
      goTo(rowTowards(rows, nodeId, 'up') ?? rowTowards(rows, nodeId, 'down'));
      return;
    }
    verbs.noteRename(nodeId, before);
    if (end === 'sibling' || end === 'child') startNew(node, end);
    else if (grid.current?.contains(document.activeElement) === true) goTo(nodeId);
  };
  const openOrEnter = (node: TreeNode): void => {
    if (node.childIds.length > 0 && foldedIds.has(node.nodeId)) setFolded(node.nodeId, false);
    else goTo(node.childIds[0]);
  };
  const closeOrLeave = (node: TreeNode): void => {
    if (node.childIds.length > 0 && !foldedIds.has(node.nodeId)) setFolded(node.nodeId, true);
    else goTo(node.parentId ?? undefined);
  };
  const archive = (node: TreeNode): void => {
    const next = rowAfterBranch(rows, node) ?? rowTowards(rows, node.nodeId, 'up');
    verbs.archive(node.nodeId);
    goTo(next);
  };
  const perform: Record<TreeCommand, (node: TreeNode) => void> = {
    up: ({ nodeId }) => goTo(rowTowards(rows, nodeId, 'up')),
    down: ({ nodeId }) => goTo(rowTowards(rows, nodeId, 'down')),
    first: ({ nodeId }) => goTo(rowTowards(rows, nodeId, 'first')),
    last: ({ nodeId }) => goTo(rowTowards(rows, nodeId, 'last')),
    open: openOrEnter,
    close: closeOrLeave,
    addSibling: (node) => startNew(node, 'sibling'),
    addChild: (node) => startNew(node, 'child'),
    rename: ({ nodeId }) => setEditing({ nodeId, isNew: false }),
    moveUp: ({ nodeId }) => verbs.moveUp(nodeId),
    moveDown: ({ nodeId }) => verbs.moveDown(nodeId),
    moveIn: ({ nodeId }) => verbs.moveIn(nodeId),
    moveOut: ({ nodeId }) => verbs.moveOut(nodeId),
    archive,
    undo: () => verbs.undo(),
    redo: () => verbs.redo(),
  };
  const onKey = (node: TreeNode, event: KeyboardEvent): void => {
    const command = commandForKey(event, mayWrite);
    if (command !== undefined) {
      event.preventDefault();
      perform[command](node);
    } else if (isTypeAhead(event)) goTo(rowByTitle(rows, node.nodeId, event.key));
  };
  return (
    <table
      ref={grid}
      role="treegrid"
      aria-label={t('label')}
      aria-readonly={!mayWrite}
      className="tree-grid"
    >
      <thead className="unseen">
        <tr>
          <th>{t('columns.node')}</th>
          <th>{t('columns.actions')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((node) => (
          <TreeRow
            key={node.nodeId}
            node={node}
            party={node.owner === null ? undefined : partiesById.get(node.owner)}
            people={atNode.get(node.nodeId) ?? noPeople}
            isFolded={foldedIds.has(node.nodeId)}
            isChosen={selection.nodeId === node.nodeId}
            isTabStop={node.nodeId === stopId}
            titleField={
              mayWrite && editing?.nodeId === node.nodeId ? (
                <TitleField
                  node={node}
                  isNew={editing.isNew}
                  onEnd={(end, before) => endEdit(editing, end, before)}
                />
              ) : undefined
            }
            menu={
              mayWrite && (
                <RowMenu
                  node={node}
                  onCommand={(command) => perform[command](node)}
                  onKind={(kind) => verbs.setKind(node.nodeId, kind)}
                  onOwner={(owner) => verbs.setOwner(node.nodeId, owner)}
                />
              )
            }
            onChoose={({ nodeId }) => choose(nodeId)}
            onFold={({ nodeId }, isFolded) => setFolded(nodeId, isFolded)}
            onKey={onKey}
            onOpenTitle={({ nodeId }) => mayWrite && setEditing({ nodeId, isNew: false })}
          />
        ))}
      </tbody>
    </table>
  );
}

const noPeople: readonly never[] = [];

/** The row after a node and everything under it. */
function rowAfterBranch(rows: readonly TreeNode[], node: TreeNode): NodeId | undefined {
  const at = rows.findIndex(({ nodeId }) => nodeId === node.nodeId);
  return rows.slice(at + 1).find(({ level }) => level <= node.level)?.nodeId;
}

/** Brings a node that was chosen on another face into view, unless the person is at work here. */
function useShownSelection(
  nodeId: NodeId | undefined,
  chosenOn: string | undefined,
  grid: React.RefObject<HTMLElement | null>,
): void {
  useEffect(() => {
    if (nodeId === undefined || chosenOn === 'tree') return;
    if (grid.current?.contains(document.activeElement) === true) return;
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    document
      .getElementById(rowElementId(nodeId))
      ?.scrollIntoView({ block: 'nearest', behavior: calm ? 'auto' : 'smooth' });
  }, [nodeId, chosenOn, grid]);
}
