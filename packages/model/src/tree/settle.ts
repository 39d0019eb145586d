/** Making what is shown the thing that is stored. A node on a fallback is a latent surprise: when
 *  somebody later moves another node of its circle, it would jump. The server settles a moment after
 *  a conflict; a client that moves something settles in the same transaction. What people see never
 *  changes by it. */
import type { TreeDocument } from '../documents/tree-document.ts';
import type { NodeId } from '../ids.ts';
import { LONG_ORDER_KEY, spacedOrderKeys } from './order-key.ts';
import type { Position } from './position.ts';
import { setPositions, shapeOf, type TreeShape } from './tree-shape.ts';

/** What settling wrote down. */
export interface Settlement {
  /** Nodes whose latest move could not stand; their movers deserve to be told. */
  readonly displacedIds: readonly NodeId[];
  /** Nodes that only got a shorter order key. */
  readonly respacedIds: readonly NodeId[];
}

/** Writes every displaced node where it is shown, and spaces lists with long keys anew.
 *  Doing it twice is doing it once. */
export function settle(tree: TreeDocument, origin: unknown): Settlement {
  const shape = shapeOf(tree);
  const displaced = settledPositions(shape);
  const respaced = respacedPositions(shape, displaced);
  if (displaced.size + respaced.size > 0) {
    tree.doc.transact(() => setPositions(tree, new Map([...displaced, ...respaced])), origin);
  }
  return { displacedIds: [...displaced.keys()], respacedIds: [...respaced.keys()] };
}

/** The displaced nodes at the places where they are shown. Counters stay those of the old places:
 *  writing down is no newer intent than the move that made the place. */
export function settledPositions(shape: TreeShape): Map<NodeId, Position> {
  const settled = new Map<NodeId, Position>();
  for (const nodeId of shape.displacedIds) {
    const place = shape.place(nodeId);
    if (place === undefined) continue;
    const { parentId, orderKey, counter, fallback } = place;
    // `history` starts at fallback 1: what lies behind the shown place remains.
    const history = shape.position(nodeId)?.history.slice(fallback) ?? [];
    settled.set(nodeId, { parentId, orderKey, counter: Math.max(counter, 0), history });
  }
  return settled;
}

function respacedPositions(
  shape: TreeShape,
  settled: ReadonlyMap<NodeId, Position>,
): Map<NodeId, Position> {
  const respaced = new Map<NodeId, Position>();
  const keyOf = (nodeId: NodeId) => shape.place(nodeId)?.orderKey ?? '';
  for (const parentId of [null, ...shape.nodeIds()]) {
    const siblingIds = shape.childIds(parentId);
    if (!siblingIds.some((nodeId) => keyOf(nodeId).length > LONG_ORDER_KEY)) continue;
    const keys = spacedOrderKeys(siblingIds.length);
    for (const [index, nodeId] of siblingIds.entries()) {
      const position = settled.get(nodeId) ?? shape.position(nodeId);
      const orderKey = keys[index];
      if (position === undefined || orderKey === undefined) continue;
      respaced.set(nodeId, { ...position, orderKey });
    }
  }
  return respaced;
}
