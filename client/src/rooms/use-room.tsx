import { createContext, useCallback, useContext, useSyncExternalStore } from 'react';
import type { DossierRoom, Watchable } from './dossier-room.ts';

export const RoomContext = createContext<DossierRoom | undefined>(undefined);

/** The open dossier. Only below the dossier page. */
export function useRoom(): DossierRoom {
  const room = useContext(RoomContext);
  if (room === undefined) throw new Error('useRoom needs an open dossier above it.');
  return room;
}

/** Follows a watchable's value. */
export function useWatch<Value>(watchable: Watchable<Value>): Value {
  // The same function for the same watchable: another one would subscribe anew on every render.
  const subscribe = useCallback(
    (listener: () => void) => watchable.subscribe(listener),
    [watchable],
  );
  return useSyncExternalStore(subscribe, () => watchable.get());
}
