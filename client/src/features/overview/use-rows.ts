import { namedNodes } from '@meemaak/narrative';
import type { NodeId, TreeNode } from '@meemaak/model';
import { useMemo, useSyncExternalStore } from 'react';
import { useRoom, useWatch } from '../../rooms/use-room.tsx';

/** All nodes in sight, as they change. */
export function useRows(): readonly TreeNode[] {
  const { treeIndex } = useRoom();
  return useSyncExternalStore(
    (listener) => treeIndex.subscribe(listener),
    () => treeIndex.rows(),
  );
}

/** The nodes that the narrative names, as it changes; undefined: the text is not here yet. */
export function useNamedNodes(): ReadonlySet<NodeId> | undefined {
  const room = useRoom();
  const { body } = room.narrative;
  const { loaded } = useWatch(room.documentState('narrative'));
  const names = useSyncExternalStore(
    (listener) => {
      body.observeDeep(listener);
      return () => body.unobserveDeep(listener);
    },
    () => [...namedNodes(body)].join(' '),
  );
  // `names` is what makes the set out of date.
  return useMemo(
    () => (loaded && names.length >= 0 ? namedNodes(body) : undefined),
    [loaded, names, body],
  );
}
