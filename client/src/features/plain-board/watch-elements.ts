import { readElements, type BoardReading } from '@meemaak/model';
import type { DossierRoom } from '../../rooms/dossier-room.ts';

/** At most this often: somebody who drags a card at the other side sends fifteen changes a second. */
const REFRESH_MS = 100;

/** For `useSyncExternalStore`: both keep their identity. */
export interface WatchedElements {
  readonly get: () => BoardReading;
  readonly subscribe: (listener: () => void) => () => void;
}

/** What lies on the board, without the cards of nodes that are archived or not here. */
export function watchElements(room: Pick<DossierRoom, 'board' | 'treeIndex'>): WatchedElements {
  const { board, treeIndex } = room;
  let reading: BoardReading | undefined;
  const read = (): BoardReading => {
    const { elements, unreadableCount } = readElements(board);
    const shown = elements.filter(
      (element) => element.kind !== 'card' || treeIndex.node(element.nodeId) !== undefined,
    );
    return { elements: shown, unreadableCount };
  };
  return {
    get: () => (reading ??= read()),
    subscribe(listener) {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const refresh = (): void => {
        timer ??= setTimeout(() => {
          timer = undefined;
          reading = undefined;
          listener();
        }, REFRESH_MS);
      };
      // Nobody told us what changed while nobody was listening.
      reading = undefined;
      board.records.observeDeep(refresh);
      const unsubscribe = treeIndex.subscribe(refresh);
      return () => {
        clearTimeout(timer);
        board.records.unobserveDeep(refresh);
        unsubscribe();
      };
    },
  };
}
