/** What a person sees of the tree: all of it, one branch, or what they look for; without what is folded away. Their
 *  own view: nobody else's tree changes by it. */
import { outlineRows, type DossierId, type NodeId, type TreeNode } from '@meemaak/model';
import { useMemo, useState, useSyncExternalStore } from 'react';
import { useRoom } from '../../rooms/use-room.tsx';
import { useFoldedRows, type FoldedRows } from './folded-rows.ts';
import { isFiltering, matchesFilter, noFilter, type NodeFilter } from './node-filter.ts';
import { pathTo } from './walk-rows.ts';

export interface OutlineView extends FoldedRows {
  readonly rows: readonly TreeNode[];
  readonly filter: NodeFilter;
  readonly setFilter: (filter: NodeFilter) => void;
  /** The nodes that are what the person looks for; undefined: they look for nothing. */
  readonly foundIds: readonly NodeId[] | undefined;
  /** The one branch that is shown. */
  readonly branchId: NodeId | undefined;
  readonly setBranch: (nodeId: NodeId | undefined) => void;
  /** Brings a node out from under what is folded and into what is shown. */
  readonly reveal: (nodeId: NodeId) => void;
}

/** `heldId`: shown also when the person looks for something else, because they are at it. */
export function useOutlineView(dossierId: DossierId, heldId: NodeId | undefined): OutlineView {
  const { treeIndex } = useRoom();
  const allRows = useSyncExternalStore(
    (listener) => treeIndex.subscribe(listener),
    () => treeIndex.rows(),
  );
  const [filter, setFilter] = useState(noFilter);
  const [askedBranchId, setBranch] = useState<NodeId>();
  const { foldedIds, setFolded } = useFolds(dossierId, filter);
  // Archived by somebody: then the whole tree again.
  const branchId =
    askedBranchId !== undefined && treeIndex.node(askedBranchId) !== undefined
      ? askedBranchId
      : undefined;
  const rows = useMemo(
    () =>
      // `allRows` is what makes the outline out of date.
      allRows.length === 0
        ? []
        : outlineRows(treeIndex, {
            collapsedIds: without(foldedIds, branchId),
            branchId,
            isWanted: isFiltering(filter)
              ? (node) => node.nodeId === heldId || matchesFilter(node, filter)
              : undefined,
          }),
    [allRows, treeIndex, foldedIds, branchId, filter, heldId],
  );
  const foundIds = useMemo(
    () =>
      isFiltering(filter)
        ? rows.flatMap((node) => (matchesFilter(node, filter) ? [node.nodeId] : []))
        : undefined,
    [rows, filter],
  );
  const reveal = (nodeId: NodeId): void => {
    const pathIds = pathTo(nodeId, treeIndex).map((above) => above.nodeId);
    for (const id of pathIds) if (foldedIds.has(id)) setFolded(id, false);
    const isOutside = branchId !== undefined && ![nodeId, ...pathIds].includes(branchId);
    if (isOutside) setBranch(undefined);
  };
  return { rows, foldedIds, setFolded, filter, setFilter, foundIds, branchId, setBranch, reveal };
}

/** What is folded away for good, and for as long as the person looks for the same. */
function useFolds(dossierId: DossierId, filter: NodeFilter): FoldedRows {
  const lasting = useFoldedRows(dossierId);
  const [passing, setPassing] = useState({ filter, foldedIds: noIds });
  if (!isFiltering(filter)) return lasting;
  const foldedIds = passing.filter === filter ? passing.foldedIds : noIds;
  return {
    foldedIds,
    setFolded(nodeId, isFolded) {
      const next = new Set(foldedIds);
      if (isFolded) next.add(nodeId);
      else next.delete(nodeId);
      setPassing({ filter, foldedIds: next });
    },
  };
}

const noIds: ReadonlySet<NodeId> = new Set();

function without(ids: ReadonlySet<NodeId>, left: NodeId | undefined): ReadonlySet<NodeId> {
  if (left === undefined || !ids.has(left)) return ids;
  return new Set([...ids].filter((id) => id !== left));
}
