import { useEffect, useState } from 'react';
import type { DocumentState } from '../rooms/dossier-room.ts';
import { useRoom, useWatch } from '../rooms/use-room.tsx';

/** Should the board's large chunk be fetched? On a narrow screen when its tab is opened, on a wide
 *  one once narrative and tree are usable and the browser has nothing better to do. Never undone. */
export function useBoardWanted(isWide: boolean, isAsked: boolean): boolean {
  const room = useRoom();
  const [isWanted, setWanted] = useState(false);
  const narrative = useWatch(room.documentState('narrative'));
  const tree = useWatch(room.documentState('tree'));
  const isDue = isWide && isSettled(narrative) && isSettled(tree);
  useEffect(() => (isDue ? whenIdle(() => setWanted(true)) : undefined), [isDue]);
  if (isAsked && !isWanted) setWanted(true);
  return isWanted || isAsked;
}

/** It is there, or it will never be. */
function isSettled({ loaded, damaged }: DocumentState): boolean {
  return loaded || damaged;
}

/** Calls back once, when the browser is idle; returns how to call it off. */
function whenIdle(callback: () => void): () => void {
  // Safari has no requestIdleCallback.
  if (!('requestIdleCallback' in globalThis)) {
    const timer = setTimeout(callback, 500);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(callback, { timeout: 3000 });
  return () => cancelIdleCallback(handle);
}
