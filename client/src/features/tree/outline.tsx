/** The tree as a list to work in, with what one finds, shows and chooses of it. */
import type { NodeId } from '@meemaak/model';
import { useState, type ReactNode } from 'react';
import { LatePart } from '../../ui/late-part.tsx';
import { useRoom } from '../../rooms/use-room.tsx';
import { useSelection } from '../../view/selection.ts';
import { ArchiveList, ChosenBar, FindBar, KeyHelp, MoveDialog, ZoomPath } from './late-outline.ts';
import { focusTree } from './tree-focus.ts';
import { TreeGrid } from './tree-grid.tsx';
import { useChosenRows } from './use-chosen-rows.ts';
import { useOutlineView, type OutlineView } from './use-outline-view.ts';
import type { TreeTransfer } from './use-transfer.tsx';
import type { TreeVerbs } from './use-tree-verbs.ts';
import { useTreeWork } from './use-tree-work.ts';

export interface OutlineProps {
  readonly mayWrite: boolean;
  readonly verbs: TreeVerbs;
  readonly transfer: TreeTransfer;
  /** A node made outside the grid, to be named at once. */
  readonly startedNodeId: NodeId | undefined;
  /** A node that somebody asked for elsewhere, another object each time: it is not to be folded away. */
  readonly asked: { readonly nodeId: NodeId } | undefined;
  /** What stands in sight under the rows: the last message, and the chosen node unless several are. */
  readonly message: ReactNode;
  readonly panel: ReactNode;
}

export function Outline(props: OutlineProps) {
  const { mayWrite, verbs, transfer, startedNodeId, asked, message, panel } = props;
  const room = useRoom();
  const selected = useSelection().nodeId;
  const view = useOutlineView(room.view.dossierId, selected);
  const chosen = useChosenRows(view.rows);
  const isChoosing = chosen.chosenIds.size > 0;
  const [findCount, setFindCount] = useState(0);
  const [movedIds, setMovedIds] = useState<ReadonlySet<NodeId>>();
  useRevealed(asked, view);
  const aids = { moveTo: setMovedIds, find: () => setFindCount((count) => count + 1) };
  const work = useTreeWork({ view, chosen, aids, verbs, transfer, mayWrite, startedNodeId });
  return (
    <>
      <LatePart>
        {view.branchId !== undefined && <ZoomPath branchId={view.branchId} view={view} />}
        <FindBar
          view={view}
          askedCount={findCount}
          onEnter={() => work.goTo(view.foundIds?.[0])}
          onBack={focusTree}
        />
      </LatePart>
      <TreeGrid
        view={view}
        work={work}
        chosenIds={chosen.chosenIds}
        mayWrite={mayWrite}
        transfer={transfer}
        askedId={asked?.nodeId}
      />
      <LatePart>
        <ArchiveList mayWrite={mayWrite} verbs={verbs} />
        <KeyHelp mayWrite={mayWrite} />
      </LatePart>
      <div className="tree-face-foot">
        {message}
        {isChoosing ? (
          <LatePart>
            <ChosenBar chosen={chosen} verbs={mayWrite ? verbs : undefined} onMove={setMovedIds} />
          </LatePart>
        ) : (
          panel
        )}
      </div>
      <LatePart>
        {movedIds !== undefined && (
          <MoveDialog
            nodeIds={movedIds}
            onMove={(place) => {
              verbs.moveTo(movedIds, place);
              if (place.parentId !== null) view.setFolded(place.parentId, false);
            }}
            onClose={() => setMovedIds(undefined)}
          />
        )}
      </LatePart>
    </>
  );
}

/** Brings a node into what is shown, once for each that is asked for. */
function useRevealed(asked: OutlineProps['asked'], view: OutlineView): void {
  const [seen, setSeen] = useState<OutlineProps['asked']>();
  if (asked === seen) return;
  setSeen(asked);
  if (asked !== undefined) view.reveal(asked.nodeId);
}
