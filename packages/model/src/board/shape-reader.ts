/** One reader per kind of shape: from a record's fields to an element. Each is total: what cannot be
 *  drawn (no place, no size, no points) is undefined; a lesser fault takes the fallback.
 *  Sizes and letter sizes are those of tldraw 5.4.2. */
import { isId, type NodeId } from '../ids.ts';
import { GEO_FORMS, type BoardElement, type StrokeWeight } from './element.ts';
import { isCoordinate, lengthOr, oneOf, textOr } from './record-fields.ts';
import {
  isDashed,
  isFilled,
  readBase,
  readWeight,
  readWords,
  type PlacedShape,
} from './shape-base.ts';
import { readArrow, readDraw, readLine } from './stroke-reader.ts';

const NOTE_SIDE = 200;
const letterSizes: Record<StrokeWeight, number> = { s: 18, m: 22, l: 26, xl: 32 };
const looseLetterSizes: Record<StrokeWeight, number> = { s: 18, m: 24, l: 36, xl: 44 };

const shapeReaders: Readonly<Record<string, (shape: PlacedShape) => BoardElement | undefined>> = {
  card: readCard,
  note: readNote,
  text: readText,
  geo: readGeo,
  frame: readFrame,
  line: readLine,
  arrow: readArrow,
  draw: readDraw,
  highlight: readDraw,
  image: readImage,
};

/** The element that a shape is; undefined when it is of no kind of ours or cannot be drawn. */
export function readShape(shape: PlacedShape): BoardElement | undefined {
  const type = shape.fields.scalar('type');
  if (typeof type !== 'string' || !Object.hasOwn(shapeReaders, type)) return undefined;
  return shapeReaders[type]?.(shape);
}

function readCard(shape: PlacedShape): BoardElement | undefined {
  const nodeId = shape.fields.prop('nodeId');
  const size = readSize(shape);
  if (!isId<NodeId>(nodeId) || size === undefined) return undefined;
  return { ...readBase(shape, size), kind: 'card', nodeId };
}

function readNote(shape: PlacedShape): BoardElement {
  const { fields } = shape;
  const scale = lengthOr(fields.prop('scale'), 1);
  const growth = lengthOr(fields.prop('growY'), 0);
  const size = { width: NOTE_SIDE * scale, height: (NOTE_SIDE + growth) * scale };
  const fontSizePx =
    letterSizes[readWeight(fields)] * scale * lengthOr(fields.prop('fontSizeAdjustment'), 1);
  return { ...readBase(shape, size), kind: 'note', ...readWords(fields), fontSizePx };
}

function readText(shape: PlacedShape): BoardElement {
  const { fields } = shape;
  const scale = lengthOr(fields.prop('scale'), 1);
  const fontSizePx = looseLetterSizes[readWeight(fields)] * scale;
  const words = readWords(fields);
  const lines = words.text.split('\n');
  const isFreeWidth = fields.prop('autoSize') !== false;
  const longest = Math.max(...lines.map((line) => line.length));
  const width = isFreeWidth
    ? Math.max(20, longest * fontSizePx * 0.55)
    : lengthOr(fields.prop('w'), 200) * scale;
  const rows = lines.reduce(
    (count, line) => count + Math.max(1, Math.ceil((line.length * fontSizePx * 0.55) / width)),
    0,
  );
  const size = { width, height: rows * fontSizePx * 1.35 };
  return { ...readBase(shape, size), kind: 'text', ...words, fontSizePx, isFreeWidth };
}

function readGeo(shape: PlacedShape): BoardElement | undefined {
  const { fields } = shape;
  const size = readSize(shape);
  if (size === undefined) return undefined;
  const height = size.height + lengthOr(fields.prop('growY'), 0);
  const scale = lengthOr(fields.prop('scale'), 1);
  return {
    ...readBase(shape, { width: size.width, height }),
    kind: 'geo',
    ...readWords(fields),
    form: oneOf(GEO_FORMS, fields.prop('geo'), 'rectangle'),
    fontSizePx: letterSizes[readWeight(fields)] * scale,
    isFilled: isFilled(fields),
    isDashed: isDashed(fields),
    weight: readWeight(fields),
  };
}

function readFrame(shape: PlacedShape): BoardElement | undefined {
  const size = readSize(shape);
  if (size === undefined) return undefined;
  return { ...readBase(shape, size), kind: 'frame', name: textOr(shape.fields.prop('name'), '') };
}

function readImage(shape: PlacedShape): BoardElement | undefined {
  const size = readSize(shape);
  if (size === undefined) return undefined;
  const altText = textOr(shape.fields.prop('altText'), '');
  // The source is on the asset's record: `readElements` fills it in.
  return { ...readBase(shape, size), kind: 'image', source: undefined, altText };
}

function readSize({ fields }: PlacedShape) {
  const width = fields.prop('w');
  const height = fields.prop('h');
  if (!isCoordinate(width) || !isCoordinate(height) || width <= 0 || height <= 0) return undefined;
  return { width, height };
}
