/** Tells in words, now and then, that others changed the tree: a screen reader must not have to
 *  follow every keystroke of a roomful of people. */
import { useEffect, useState } from 'react';
import type * as Y from 'yjs';
import { useRoom } from '../../rooms/use-room.tsx';

const TELL_EVERY_MS = 5_000;

/** How many changes by others were told last, and a number that differs each time. */
export interface OthersChanges {
  readonly count: number;
  readonly told: number;
}

export function useOthersChanges(isLoaded: boolean): OthersChanges {
  const room = useRoom();
  const [changes, setChanges] = useState<OthersChanges>({ count: 0, told: 0 });
  useEffect(() => {
    if (!isLoaded) return undefined;
    let waiting = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = (): void => {
      timer = undefined;
      const count = waiting;
      waiting = 0;
      setChanges(({ told }) => ({ count, told: told + 1 }));
    };
    const onChange = (_update: Uint8Array, _origin: unknown, _doc: Y.Doc, by: Y.Transaction) => {
      if (by.local) return;
      waiting += 1;
      timer ??= setTimeout(tell, TELL_EVERY_MS);
    };
    room.tree.doc.on('update', onChange);
    return () => {
      clearTimeout(timer);
      room.tree.doc.off('update', onChange);
    };
  }, [room, isLoaded]);
  return changes;
}
