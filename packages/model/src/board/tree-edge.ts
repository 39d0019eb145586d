/** The lines between cards. They are not stored: they follow from the tree and from where cards lie. */
import type { NodeId } from '../ids.ts';
import { centreOf, type Box, type Point } from './place.ts';

/** A line from a parent's card to a child's, as a cubic curve: start, two handles, end. */
export interface TreeEdge {
  readonly parentId: NodeId;
  readonly childId: NodeId;
  readonly curve: readonly [Point, Point, Point, Point];
}

/** Room enough beside each other for a line from side to side. */
const ENOUGH_PX = 24;

/** The edges between nodes that both have a card. Boxes are on the board. */
export function treeEdges(
  boxes: ReadonlyMap<NodeId, Box>,
  parentOf: (nodeId: NodeId) => NodeId | null | undefined,
): readonly TreeEdge[] {
  const edges: TreeEdge[] = [];
  for (const [childId, childBox] of boxes) {
    const parentId = parentOf(childId) ?? undefined;
    const parentBox = parentId === undefined ? undefined : boxes.get(parentId);
    if (parentId === undefined || parentBox === undefined) continue;
    edges.push({ parentId, childId, curve: edgeCurve(parentBox, childBox) });
  }
  return edges;
}

/** From side to side when there is room between them, as the tree's own drawing has it, else from
 *  bottom to top; it leaves and arrives square to the sides. */
export function edgeCurve(from: Box, to: Box): TreeEdge['curve'] {
  const [a, b] = [centreOf(from), centreOf(to)];
  const gapX = Math.max(to.x - (from.x + from.width), from.x - (to.x + to.width));
  const gapY = Math.max(to.y - (from.y + from.height), from.y - (to.y + to.height));
  if (gapX >= Math.min(gapY, ENOUGH_PX)) {
    const side = b.x >= a.x ? 1 : -1;
    const start = { x: a.x + (side * from.width) / 2, y: a.y };
    const end = { x: b.x - (side * to.width) / 2, y: b.y };
    const reach = side * Math.max(8, Math.abs(end.x - start.x) / 2);
    return [start, { x: start.x + reach, y: start.y }, { x: end.x - reach, y: end.y }, end];
  }
  const side = b.y >= a.y ? 1 : -1;
  const start = { x: a.x, y: a.y + (side * from.height) / 2 };
  const end = { x: b.x, y: b.y - (side * to.height) / 2 };
  const reach = side * Math.max(8, Math.abs(end.y - start.y) / 2);
  return [start, { x: start.x, y: start.y + reach }, { x: end.x, y: end.y - reach }, end];
}
