/** The tree as a treegrid: rows that one walks with the arrows and changes with keys or a menu. */
import type { NodeId } from '@meemaak/model';
import { useEffect, useMemo, useRef, type ClipboardEvent, type RefObject } from 'react';
import { useTranslations } from 'use-intl';
import { useRoom, useWatch } from '../../rooms/use-room.tsx';
import { useSelection, type Selection } from '../../view/selection.ts';
import { useKeptPlace } from './keep-place.ts';
import { rowElementId } from './row-id.ts';
import { peopleByNode } from './row-people.ts';
import { TreeRow } from './tree-row.tsx';
import type { OutlineView } from './use-outline-view.ts';
import { useRowWindow } from './use-row-window.ts';
import type { TreeTransfer } from './use-transfer.tsx';
import type { TreeWork } from './use-tree-work.ts';
import './tree-grid.css';

export interface TreeGridProps {
  readonly view: OutlineView;
  readonly work: TreeWork;
  readonly chosenIds: ReadonlySet<NodeId>;
  readonly mayWrite: boolean;
  readonly transfer: TreeTransfer;
  /** A node that somebody asked for elsewhere: it stands on the page. */
  readonly askedId: NodeId | undefined;
}

export function TreeGrid(props: TreeGridProps) {
  const { view, work, chosenIds, mayWrite, transfer, askedId } = props;
  const { tabStop, editing } = work;
  const t = useTranslations('tree');
  const room = useRoom();
  const selection = useSelection();
  const people = useWatch(room.people);
  const atNode = useMemo(() => peopleByNode(people), [people]);
  const grid = useRef<HTMLTableElement>(null);
  const keptIds = useMemo(
    () => new Set([tabStop, editing?.nodeId, selection.nodeId, askedId]),
    [tabStop, editing?.nodeId, selection.nodeId, askedId],
  );
  const { shown, endPx } = useRowWindow(grid, view.rows, keptIds);
  useKeptPlace(grid);
  useShownSelection(selection, grid);
  const topLevel = view.branchId === undefined ? 1 : (view.rows[0]?.level ?? 1);
  const isChoosing = chosenIds.size > 0;
  const paste = (event: ClipboardEvent): void => {
    const isInField = event.target instanceof HTMLTextAreaElement;
    if (!mayWrite || isInField || tabStop === undefined) return;
    event.preventDefault();
    transfer.open(tabStop, {
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
      aria-multiselectable={true}
      // With the row of headings: not all of them stand on the page.
      aria-rowcount={view.rows.length + 1}
      className="tree-grid"
      onPaste={paste}
    >
      <thead className="unseen">
        <tr aria-rowindex={1}>
          <th>{t('columns.node')}</th>
          <th>{t('columns.actions')}</th>
        </tr>
      </thead>
      <tbody style={{ paddingBlockEnd: endPx }}>
        {shown.map(({ row: node, rowNumber, gapPx }) => (
          <TreeRow
            key={node.nodeId}
            node={node}
            rowNumber={rowNumber}
            gapPx={gapPx}
            indent={node.level - topLevel}
            party={node.owner === null ? undefined : room.partiesById.get(node.owner)}
            people={atNode.get(node.nodeId) ?? noPeople}
            isFolded={view.foldedIds.has(node.nodeId) && node.nodeId !== view.branchId}
            isChosen={isChoosing ? chosenIds.has(node.nodeId) : selection.nodeId === node.nodeId}
            isChoosing={isChoosing}
            isTabStop={node.nodeId === tabStop}
            mayWrite={mayWrite}
            editing={editing?.nodeId === node.nodeId ? editing : undefined}
            actions={work.actions}
          />
        ))}
      </tbody>
    </table>
  );
}

const noPeople: readonly never[] = [];

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
