import { treeEdges, type BoardElement, type Box, type NodeId } from '@meemaak/model';
import { useMemo } from 'react';
import { useRoom } from '../../rooms/use-room.tsx';

/** The lines between cards, from the tree. The treegrid tells their meaning in words. */
export function TreeEdgeLines({ elements }: { readonly elements: readonly BoardElement[] }) {
  const { treeIndex } = useRoom();
  const edges = useMemo(() => {
    const boxes = new Map<NodeId, Box>();
    for (const element of elements) {
      if (element.kind === 'card') boxes.set(element.nodeId, element.bounds);
    }
    return treeEdges(boxes, (nodeId) => treeIndex.node(nodeId)?.parentId);
  }, [elements, treeIndex]);
  return (
    <svg className="tree-edge-lines" aria-hidden>
      {edges.map(({ childId, curve: [start, leave, arrive, end] }) => (
        <path
          key={childId}
          d={`M${start.x} ${start.y}C${leave.x} ${leave.y} ${arrive.x} ${arrive.y} ${end.x} ${end.y}`}
        />
      ))}
    </svg>
  );
}
