/** Which branches are folded away: this person's own view, kept on this device. */
import { isId, type DossierId, type NodeId } from '@meemaak/model';
import { useCallback, useState } from 'react';

const keyOf = (dossierId: DossierId): string => `meemaak.folded.${dossierId}`;

export interface FoldedRows {
  readonly foldedIds: ReadonlySet<NodeId>;
  readonly setFolded: (nodeId: NodeId, isFolded: boolean) => void;
}

export function useFoldedRows(dossierId: DossierId): FoldedRows {
  const [foldedIds, setFoldedIds] = useState(() => readFolded(dossierId));
  const setFolded = useCallback(
    (nodeId: NodeId, isFolded: boolean) => {
      setFoldedIds((before) => {
        if (before.has(nodeId) === isFolded) return before;
        const next = new Set(before);
        if (isFolded) next.add(nodeId);
        else next.delete(nodeId);
        keepFolded(dossierId, next);
        return next;
      });
    },
    [dossierId],
  );
  return { foldedIds, setFolded };
}

function readFolded(dossierId: DossierId): ReadonlySet<NodeId> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(dossierId)) ?? '[]');
    return new Set<NodeId>(Array.isArray(kept) ? kept.filter((value) => isId<NodeId>(value)) : []);
  } catch {
    return new Set();
  }
}

function keepFolded(dossierId: DossierId, foldedIds: ReadonlySet<NodeId>): void {
  try {
    localStorage.setItem(keyOf(dossierId), JSON.stringify([...foldedIds]));
  } catch {
    // Storage is closed: the fold lasts as long as the page.
  }
}
