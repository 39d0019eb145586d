/** Readers of what is drawn with a stroke: lines, arrows, pens. Their points come out on the board. */
import type { ArrowElement, DrawElement, LineElement } from './element.ts';
import { decodePenPath } from './pen-path.ts';
import { boxAround, pointFrom, type Point } from './place.ts';
import { coordinateOr, isCoordinate, isJsonObject, textOr } from './record-fields.ts';
import {
  isDashed,
  isFilled,
  readBase,
  readWeight,
  readWords,
  type PlacedShape,
} from './shape-base.ts';

const MAX_PEN_POINTS = 20_000;

export function readLine(shape: PlacedShape): LineElement | undefined {
  const { fields } = shape;
  const stored = fields.prop('points');
  if (!isJsonObject(stored)) return undefined;
  const points = Object.values(stored)
    .filter((point) => isJsonObject(point))
    .toSorted((a, b) => compareText(textOr(a['index'], ''), textOr(b['index'], '')))
    .map((point) => readPoint(point))
    .filter((point) => point !== undefined);
  const stroke = readStroke(shape, points);
  if (stroke === undefined) return undefined;
  return { ...stroke, kind: 'line', isCurved: fields.prop('spline') === 'cubic' };
}

/** As it was last drawn; `arrow-ends` moves the ends that are tied to something. */
export function readArrow(shape: PlacedShape): ArrowElement | undefined {
  const { fields } = shape;
  const start = readPoint(fields.prop('start'));
  const end = readPoint(fields.prop('end'));
  const stroke = readStroke(shape, start && end ? [start, end] : []);
  if (stroke === undefined) return undefined;
  return {
    ...stroke,
    kind: 'arrow',
    ...readWords(fields),
    isCurved: false,
    hasHeadAtStart: textOr(fields.prop('arrowheadStart'), 'none') !== 'none',
    hasHeadAtEnd: textOr(fields.prop('arrowheadEnd'), 'arrow') !== 'none',
    fromId: undefined,
    toId: undefined,
  };
}

export function readDraw(shape: PlacedShape): DrawElement | undefined {
  const { fields } = shape;
  const scaleX = coordinateOr(fields.prop('scaleX'), 1);
  const scaleY = coordinateOr(fields.prop('scaleY'), 1);
  const points = readPenPoints(fields.prop('segments')).map(({ x, y }) => ({
    x: x * scaleX,
    y: y * scaleY,
  }));
  const [first] = points;
  // A dot is a stroke that goes nowhere.
  const stroke = readStroke(shape, points.length === 1 && first ? [first, first] : points);
  if (stroke === undefined) return undefined;
  return {
    ...stroke,
    kind: 'draw',
    isHighlight: fields.scalar('type') === 'highlight',
    isFilled: fields.prop('isClosed') === true && isFilled(fields),
  };
}

function readPenPoints(segments: unknown): Point[] {
  const points: Point[] = [];
  if (!Array.isArray(segments)) return points;
  for (const segment of segments) {
    if (points.length > MAX_PEN_POINTS) break;
    if (!isJsonObject(segment) || typeof segment['path'] !== 'string') continue;
    for (const point of decodePenPath(segment['path'], segment['dim'] === 2 ? 2 : 3) ?? []) {
      if (isCoordinate(point.x) && isCoordinate(point.y)) points.push(point);
    }
  }
  return points;
}

/** Points within the shape become points on the board. */
function readStroke(shape: PlacedShape, inner: readonly Point[]) {
  const points = inner.map((point) => pointFrom(shape.place, point));
  const box = boxAround(points);
  if (box === undefined || points.length < 2) return undefined;
  return {
    ...readBase({ ...shape, place: { x: box.x, y: box.y, rotation: 0 } }, box),
    width: box.width,
    height: box.height,
    points,
    weight: readWeight(shape.fields),
    isDashed: isDashed(shape.fields),
  };
}

function readPoint(value: unknown): Point | undefined {
  if (!isJsonObject(value)) return undefined;
  const { x, y } = value;
  return isCoordinate(x) && isCoordinate(y) ? { x, y } : undefined;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
