/** Places on the board: an endless sheet, x to the right, y down, in pixels at 100 %. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A corner and a turn: where the top left of something lies, and how far it is turned clockwise
 *  around that corner, in radians. */
export interface Place extends Point {
  readonly rotation: number;
}

/** An upright rectangle. */
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** Where a point lies on the board that lies at `point` as seen from `place`. */
export function pointFrom(place: Place, point: Point): Point {
  const cos = Math.cos(place.rotation);
  const sin = Math.sin(place.rotation);
  return {
    x: place.x + point.x * cos - point.y * sin,
    y: place.y + point.x * sin + point.y * cos,
  };
}

/** The place on the board of something that lies at `inner` within something at `outer`. */
export function placeWithin(outer: Place, inner: Place): Place {
  return { ...pointFrom(outer, inner), rotation: outer.rotation + inner.rotation };
}

/** The smallest box around points; undefined for none. */
export function boxAround(points: readonly Point[]): Box | undefined {
  if (points.length === 0) return undefined;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** The upright box around a rectangle of this size that lies, perhaps turned, at `place`. */
export function boxAt(place: Place, width: number, height: number): Box {
  if (place.rotation === 0) return { x: place.x, y: place.y, width, height };
  const corners = [
    { x: 0, y: 0 },
    { x: width, y: 0 },
    { x: width, y: height },
    { x: 0, y: height },
  ].map((corner) => pointFrom(place, corner));
  return boxAround(corners) ?? { x: place.x, y: place.y, width, height };
}

/** The smallest box around boxes; undefined for none. */
export function boxAroundBoxes(boxes: readonly Box[]): Box | undefined {
  return boxAround(
    boxes.flatMap(({ x, y, width, height }) => [
      { x, y },
      { x: x + width, y: y + height },
    ]),
  );
}

export function centreOf(box: Box): Point {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
