/** From what people stored to the tree everybody sees.
 *
 *   stored                     A moves B under C while, elsewhere, B2 moves C under B:
 *                              each move is fine, together they are a circle.
 *    top                             top                        top
 *    ├── B                            ╎                          ├── C   <- kept: the older move's end
 *    └── C            merge ->   B ──> C ──> B   resolve ->      │   └── B
 *                                (hangs on nothing)
 *   1. Everybody stands at their latest place.
 *   2. Walk up from each node. Reaching the top: fine, for good.
 *   3. Meeting the walk's own path: a circle. Its newest move (highest counter, then id) gives way:
 *      that node goes to its next earlier place, and the walk goes on from there.
 *   4. A place under an unknown parent is passed over. Behind all places waits the top.
 *
 *  Every replica gets the same tree whatever the order of walking: circles never share a node, so
 *  breaking one leaves the other as it was. It ends: a node only ever steps back, and the top is
 *  on no circle. Source: research/crdt-model, 3.3. */
import type { NodeId } from '../ids.ts';
import type { Place, Position } from './position.ts';

/** Where a node is shown. `fallback` 0: where its last mover put it; higher: that many places back. */
export interface ShownPlace extends Place {
  readonly fallback: number;
}

/** No meeting makes a larger circle. Whoever does is put at the top at once: stepping back place by
 *  place around thousands of nodes would keep every screen busy for minutes. */
const LARGEST_CIRCLE = 64;

/** The tree that everybody sees, archived nodes included. Total for any positions; every node
 *  reaches the top exactly once. */
export function resolve(positions: ReadonlyMap<NodeId, Position>): Map<NodeId, ShownPlace> {
  const shown = new Map<NodeId, ShownPlace>();
  for (const nodeId of positions.keys()) shown.set(nodeId, placeFrom(positions, nodeId, 0));

  const reachesTop = new Set<NodeId>();
  for (const start of positions.keys()) {
    const path: NodeId[] = [];
    const onPath = new Set<NodeId>();
    let nodeId: NodeId | null = start;
    while (nodeId !== null && !reachesTop.has(nodeId)) {
      if (onPath.has(nodeId)) {
        const circle = path.slice(path.lastIndexOf(nodeId));
        nodeId = newestMove(circle, shown);
        const next = circle.length > LARGEST_CIRCLE ? Infinity : fallbackOf(nodeId, shown) + 1;
        shown.set(nodeId, placeFrom(positions, nodeId, next));
        // Go on from the node that gave way: the path up to it still holds.
        for (const left of path.splice(path.lastIndexOf(nodeId))) onPath.delete(left);
      }
      path.push(nodeId);
      onPath.add(nodeId);
      nodeId = shown.get(nodeId)?.parentId ?? null;
    }
    for (const passed of path) reachesTop.add(passed);
  }
  return shown;
}

/** The node's first place, from `fallback` on, whose parent exists. */
function placeFrom(
  positions: ReadonlyMap<NodeId, Position>,
  nodeId: NodeId,
  fallback: number,
): ShownPlace {
  const position = positions.get(nodeId);
  const places = position === undefined ? [] : [position, ...position.history];
  for (const [index, { parentId, orderKey, counter }] of places.entries()) {
    const exists = parentId === null || positions.has(parentId);
    if (index >= fallback && exists) return { parentId, orderKey, counter, fallback: index };
  }
  const orderKey = position?.orderKey ?? '';
  return { parentId: null, orderKey, counter: -1, fallback: places.length };
}

/** Who gives way: dropping the newest move keeps the structure that people already knew. */
function newestMove(circle: readonly NodeId[], shown: ReadonlyMap<NodeId, ShownPlace>): NodeId {
  return circle.reduce((newest, nodeId) => {
    const difference = counterOf(nodeId, shown) - counterOf(newest, shown);
    return difference > 0 || (difference === 0 && nodeId > newest) ? nodeId : newest;
  });
}

function counterOf(nodeId: NodeId, shown: ReadonlyMap<NodeId, ShownPlace>): number {
  return shown.get(nodeId)?.counter ?? -1;
}

function fallbackOf(nodeId: NodeId, shown: ReadonlyMap<NodeId, ShownPlace>): number {
  return shown.get(nodeId)?.fallback ?? 0;
}
