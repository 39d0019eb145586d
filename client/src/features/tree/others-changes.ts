/** Tells in words, now and then, that others changed the tree: a screen reader must not have to
 *  follow every keystroke of a roomful of people. */
import { useEffect, useState } from 'react';
import type * as Y from 'yjs';
import { useRoom } from '../../rooms/use-room.tsx';

const TELL_EVERY_MS = 5_000;

/** At how many nodes others changed something, told at most every five seconds; 0 in between, so
 *  that the same number twice is told twice. */
export function useOthersChanges(isLoaded: boolean): number {
  const { tree } = useRoom();
  const [told, setTold] = useState(0);
  useEffect(() => {
    if (!isLoaded) return undefined;
    const changed = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = (): void => {
      timer = undefined;
      setTold(changed.size);
      changed.clear();
    };
    const note = (events: readonly Y.YEvent<Y.AbstractType<unknown>>[], by: Y.Transaction) => {
      if (by.local) return;
      for (const nodeId of events.flatMap(nodeIdsOf)) changed.add(nodeId);
      if (timer !== undefined) return;
      setTold(0);
      timer = setTimeout(tell, TELL_EVERY_MS);
    };
    const maps = [tree.pos, tree.nodes, tree.arch];
    for (const map of maps) map.observeDeep(note);
    return () => {
      clearTimeout(timer);
      for (const map of maps) map.unobserveDeep(note);
    };
  }, [tree, isLoaded]);
  return told;
}

/** All three maps have node ids for keys. */
function nodeIdsOf({ path, changes }: Y.YEvent<Y.AbstractType<unknown>>): readonly string[] {
  const [nodeId] = path;
  return nodeId === undefined ? [...changes.keys.keys()] : [String(nodeId)];
}
