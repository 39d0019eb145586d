/** How things stand now, read straight from the documents: a clash outlives what it was about. */
import { plainValue, readNodeFacts, type NodeId, type RecordId } from '@meemaak/model';
import { useCallback, useSyncExternalStore } from 'react';
import type { DossierRoom } from '../../rooms/dossier-room.ts';

/** Also of what is archived. */
export function readStandingTitle({ tree }: DossierRoom, nodeId: NodeId): string {
  return readNodeFacts(tree.nodes.get(nodeId)).title;
}

/** All of a record on the board as plain JSON; undefined when it is gone. */
export function readStandingRecord({ board }: DossierRoom, recordId: RecordId): unknown {
  return plainValue(board.records.get(recordId));
}

const versions = new WeakMap<DossierRoom, number>();

/** Draws again whenever the tree or the board changes. */
export function useStanding(room: DossierRoom): void {
  const subscribe = useCallback(
    (listener: () => void) => {
      const tell = (): void => {
        versions.set(room, (versions.get(room) ?? 0) + 1);
        listener();
      };
      room.tree.doc.on('update', tell);
      room.board.doc.on('update', tell);
      return () => {
        room.tree.doc.off('update', tell);
        room.board.doc.off('update', tell);
      };
    },
    [room],
  );
  useSyncExternalStore(subscribe, () => versions.get(room) ?? 0);
}
