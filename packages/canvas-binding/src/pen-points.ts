/** The points of a stroke of the pen. A record holds them packed: base64 of the first point and of the
 *  steps from each to the next. tldraw's validator takes any text for it; its unpacker throws. */
import { b64Vecs, WeakCache, type TLDrawShapeSegment } from 'tldraw';

/** Drawing starts a new shape after 600 points; long straight lines are cut into many. */
const MAX_POINTS = 10_000;
/** As tldraw cuts a straight line. */
const STRAIGHT_STEP_PX = 16;
/** From 0 to 1, where it is told; packed as steps, it may drift a little. */
const MAX_PRESSURE = 10;
const MAX_PACKED_LENGTH = 16 + 8 * MAX_POINTS;

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Unscaled. NaN and Infinity where a point is no point. */
interface Extent {
  readonly count: number;
  /** How far the furthest point lies from the first line and column. */
  readonly x: number;
  readonly y: number;
  /** Lengths of the straight segments together. */
  readonly straightX: number;
  readonly straightY: number;
}

const nowhere: Extent = { count: NaN, x: NaN, y: NaN, straightX: NaN, straightY: NaN };

/** Segments are replaced, not changed, and asked about at every step of a drag. */
const extents = new WeakCache<readonly TLDrawShapeSegment[], Extent>();

interface Stroke {
  readonly segments: readonly TLDrawShapeSegment[];
  readonly scaleX: number;
  readonly scaleY: number;
}

/** Can it be unpacked, to at least one point and not too many, none further away than `reach`? Total. */
export function penFits({ segments, scaleX, scaleY }: Stroke, reach: number): boolean {
  const { count, x, y, straightX, straightY } = extents.get(segments, () => measure(segments));
  const [growX, growY] = [Math.abs(scaleX), Math.abs(scaleY)];
  const steps = (straightX * growX + straightY * growY) / STRAIGHT_STEP_PX;
  return count > 0 && count + steps <= MAX_POINTS && x * growX <= reach && y * growY <= reach;
}

function measure(segments: readonly TLDrawShapeSegment[]): Extent {
  let { count, x, y, straightX, straightY } = { count: 0, x: 0, y: 0, straightX: 0, straightY: 0 };
  for (const segment of segments) {
    const points = unpack(segment);
    count += points?.length ?? NaN;
    // Before anything is done with them: also a thousand segments are not to take long.
    if (points === undefined || count > MAX_POINTS) return nowhere;
    for (const point of points) {
      x = Math.max(x, Math.abs(point.x));
      y = Math.max(y, Math.abs(point.y));
      // A stroke without end in its width has no outline.
      if (!(Math.abs(point.z ?? 0) <= MAX_PRESSURE)) return nowhere;
    }
    const [start, end] = points;
    if (segment.type === 'straight' && start !== undefined && end !== undefined) {
      straightX += Math.abs(end.x - start.x);
      straightY += Math.abs(end.y - start.y);
    }
  }
  return { count, x, y, straightX, straightY };
}

function unpack({ path, dim }: TLDrawShapeSegment) {
  // Where the browser does not unpack base64 itself, tldraw makes points out of any letters.
  if (path.length > MAX_PACKED_LENGTH || !base64.test(path)) return undefined;
  try {
    return b64Vecs.decodePoints(path, dim);
  } catch {
    return undefined;
  }
}
