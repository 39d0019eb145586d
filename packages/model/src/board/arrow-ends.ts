/** Where an arrow begins and ends, once it is tied to things: an end points at its thing and stops at
 *  its edge, so it follows when the thing is moved. A simpler rule than the canvas's own (upright
 *  boxes, the middle of the bend), for views that only show. */
import type { ArrowElement, BoardElement } from './element.ts';
import { boxAround, centreOf, type Box, type Point } from './place.ts';

/** One end of an arrow, tied to a thing. */
export interface ArrowTie {
  readonly target: BoardElement;
  /** Where in the target it points: 0 to 1 along each side; undefined means its middle. */
  readonly anchor: Point | undefined;
}

/** `bend`: how far the middle lies beside the straight line, in pixels, to the right going forward. */
export function tieArrow(
  arrow: ArrowElement,
  ties: { readonly start?: ArrowTie | undefined; readonly end?: ArrowTie | undefined },
  bend: number,
): ArrowElement {
  const [first, last] = [arrow.points[0], arrow.points.at(-1)];
  if (first === undefined || last === undefined) return arrow;
  const aimStart = ties.start ? aimAt(ties.start) : first;
  const aimEnd = ties.end ? aimAt(ties.end) : last;
  const start = ties.start ? edgeTowards(ties.start.target.bounds, aimStart, aimEnd) : first;
  const end = ties.end ? edgeTowards(ties.end.target.bounds, aimEnd, aimStart) : last;
  const isCurved = Math.abs(bend) > 1;
  const points = isCurved ? [start, middleOfBend(start, end, bend), end] : [start, end];
  const box = boxAround(points) ?? arrow.bounds;
  return {
    ...arrow,
    points,
    isCurved,
    place: { x: box.x, y: box.y, rotation: 0 },
    width: box.width,
    height: box.height,
    bounds: box,
    fromId: ties.start?.target.recordId,
    toId: ties.end?.target.recordId,
  };
}

function aimAt({ target, anchor }: ArrowTie): Point {
  const { bounds } = target;
  if (anchor === undefined) return centreOf(bounds);
  return { x: bounds.x + anchor.x * bounds.width, y: bounds.y + anchor.y * bounds.height };
}

function middleOfBend(start: Point, end: Point, bend: number): Point {
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  const length = Math.hypot(dx, dy) || 1;
  return {
    x: (start.x + end.x) / 2 + (dy / length) * -bend,
    y: (start.y + end.y) / 2 + (dx / length) * bend,
  };
}

/** The last point inside `box` on the way from `inside` to `outside`; `inside` itself when the way
 *  never leaves the box. */
export function edgeTowards(box: Box, inside: Point, outside: Point): Point {
  const [dx, dy] = [outside.x - inside.x, outside.y - inside.y];
  const reach = Math.min(
    stepsUntil(dx, inside.x, box.x, box.x + box.width),
    stepsUntil(dy, inside.y, box.y, box.y + box.height),
  );
  if (!(reach >= 0) || reach >= 1) return inside;
  return { x: inside.x + dx * reach, y: inside.y + dy * reach };
}

function stepsUntil(delta: number, from: number, low: number, high: number): number {
  if (delta === 0) return Infinity;
  return ((delta > 0 ? high : low) - from) / delta;
}
