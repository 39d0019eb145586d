import type { NodeId, TreeNode } from '@meemaak/model';
import { useCallback, useSyncExternalStore } from 'react';
import { useRoom } from '../../rooms/use-room.tsx';

/** Follows one node of the tree; undefined while it is archived or not here. */
export function useNode(nodeId: NodeId): TreeNode | undefined {
  const { treeIndex } = useRoom();
  const subscribe = useCallback(
    (listener: () => void) => treeIndex.subscribeNode(nodeId, listener),
    [treeIndex, nodeId],
  );
  return useSyncExternalStore(subscribe, () => treeIndex.node(nodeId));
}
