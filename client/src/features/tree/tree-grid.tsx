/** The tree as a treegrid: rows that one walks with the arrows and changes with keys or a menu. */
import { outlineRows, type NodeId } from '@meemaak/model';
import {
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useSyncExternalStore,
  type ClipboardEvent,
  type RefObject,
} from 'react';
import { useTranslations } from 'use-intl';
import { useRoom, useWatch } from '../../rooms/use-room.tsx';
import { useSelection, type Selection } from '../../view/selection.ts';
import { useFoldedRows, type FoldedRows } from './folded-rows.ts';
import { useKeptPlace } from './keep-place.ts';
import { rowElementId } from './row-id.ts';
import { peopleByNode } from './row-people.ts';
import { TreeRow } from './tree-row.tsx';
import type { TreeTransfer } from './use-transfer.tsx';
import type { TreeVerbs } from './use-tree-verbs.ts';
import { useTreeWork } from './use-tree-work.ts';
import { pathTo } from './walk-rows.ts';
import './tree-grid.css';

export interface TreeGridProps {
  readonly mayWrite: boolean;
  readonly verbs: TreeVerbs;
  readonly transfer: TreeTransfer;
  /** A node made outside the grid, to be named at once. */
  readonly startedNodeId: NodeId | undefined;
  /** A node that somebody asked for elsewhere, another object each time: it is not to be folded away. */
  readonly asked?: { readonly nodeId: NodeId } | undefined;
}

export function TreeGrid(props: TreeGridProps) {
  const { mayWrite, verbs, transfer, startedNodeId, asked } = props;
  const t = useTranslations('tree');
  const room = useRoom();
  const selection = useSelection();
  const folded = useFoldedRows(room.view.dossierId);
  useUnfolded(asked, folded);
  const rows = useShownRows(folded.foldedIds);
  const people = useWatch(room.people);
  const atNode = useMemo(() => peopleByNode(people), [people]);
  const work = useTreeWork({ rows, verbs, transfer, mayWrite, startedNodeId, ...folded });
  const grid = useRef<HTMLTableElement>(null);
  useKeptPlace(grid);
  useShownSelection(selection, grid);
  const paste = (event: ClipboardEvent): void => {
    const isInField = event.target instanceof HTMLTextAreaElement;
    if (!mayWrite || isInField || work.tabStop === undefined) return;
    event.preventDefault();
    transfer.open(work.tabStop, {
      text: event.clipboardData.getData('text/plain'),
      html: event.clipboardData.getData('text/html'),
    });
  };
  return (
    <table
      ref={grid}
      role="treegrid"
      aria-label={t('label')}
      aria-readonly={!mayWrite}
      className="tree-grid"
      onPaste={paste}
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
            party={node.owner === null ? undefined : room.partiesById.get(node.owner)}
            people={atNode.get(node.nodeId) ?? noPeople}
            isFolded={folded.foldedIds.has(node.nodeId)}
            isChosen={selection.nodeId === node.nodeId}
            isTabStop={node.nodeId === work.tabStop}
            mayWrite={mayWrite}
            editing={work.editing?.nodeId === node.nodeId ? work.editing : undefined}
            actions={work.actions}
          />
        ))}
      </tbody>
    </table>
  );
}

const noPeople: readonly never[] = [];

function useShownRows(foldedIds: ReadonlySet<NodeId>) {
  const { treeIndex } = useRoom();
  const allRows = useSyncExternalStore(
    (listener) => treeIndex.subscribe(listener),
    () => treeIndex.rows(),
  );
  return useMemo(
    // `allRows` is what makes the outline out of date.
    () => (allRows.length === 0 ? [] : outlineRows(treeIndex, foldedIds)),
    [allRows, treeIndex, foldedIds],
  );
}

/** Unfolds what a node hangs under, once for each that is asked for. */
function useUnfolded(asked: TreeGridProps['asked'], { setFolded }: FoldedRows): void {
  const { treeIndex } = useRoom();
  useLayoutEffect(() => {
    if (asked === undefined) return;
    for (const above of pathTo(asked.nodeId, treeIndex)) setFolded(above.nodeId, false);
  }, [asked, treeIndex, setFolded]);
}

/** Brings a node that was chosen on another face into view, unless the person is at work here. */
function useShownSelection(
  { nodeId, chosenOn }: Selection,
  grid: RefObject<HTMLElement | null>,
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
