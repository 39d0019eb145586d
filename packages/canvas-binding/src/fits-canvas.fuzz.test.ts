/** Records that tldraw's validators accept, whatever else is wrong with them. What we say can be drawn,
 *  is: its geometry comes, in bounds and of a size that a board can bear, and its words become HTML.
 *  Prints what was generated; `npm run test:fuzz board` makes more. */
import { openBoard, writeRecord, type PlainRecord } from '@meemaak/model';
import fc from 'fast-check';
import {
  b64Vecs,
  createShapeId,
  renderHtmlFromRichText,
  renderPlaintextFromRichText,
  toRichText,
  type Editor,
  type TLRecord,
  type TLShapeId,
} from 'tldraw';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { fitsCanvas } from './fits-canvas.ts';
import { createPerson, createSeededDoc, type Person } from './headless-editor.ts';
import { crashOf } from './tldraw-inside.ts';

const runs = 100 * Number(process.env['FUZZ_SEEDS'] ?? 20);
/** Of one shape. A curve that circles the largest board has 40,000. */
const MAX_VERTICES = 100_000;

const types = [
  'arrow',
  'card',
  'draw',
  'frame',
  'geo',
  'highlight',
  'image',
  'line',
  'note',
  'text',
] as const;
const box = createShapeId('box');
/** Named as a card must be; the others may have any name. */
const subject = createShapeId('card-subject');

const length = fc.oneof(
  { weight: 4, arbitrary: fc.double({ min: 1, max: 2_000, noNaN: true }) },
  { weight: 2, arbitrary: fc.constantFrom(0, 0.1, 0.5, 1, 8, 1e3, 1e4, 99_999) },
  { weight: 1, arbitrary: fc.constantFrom(1e-300, 1e-9, 1e5, 1e6, 1e15, 1e300, -1, -1e5) },
  { weight: 1, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
);
const scale = fc.oneof(fc.constantFrom(1, 1, 1, 0.05, 20, -1), length);
const pressure = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(0, 0.5, 1, 9) },
  { weight: 1, arbitrary: length },
);
const point = fc.record({ x: length, y: length });
const index = fc.constantFrom('a1', 'a2', 'a3', 'a4', 'a5', 'a6');

const attributes = fc.option(
  fc.dictionary(fc.constantFrom('href', 'level', 'start', 'dir'), fc.jsonValue({ maxDepth: 1 })),
  { nil: undefined },
);
const mark = fc.record({
  type: fc.constantFrom('bold', 'italic', 'code', 'link', 'highlight', 'glow'),
  attrs: attributes,
});
const { node } = fc.letrec((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    fc.constant({ type: 'paragraph' }),
    fc.record({
      type: fc.constant('text'),
      text: fc.constantFrom('Hallo', 'a', ' ', ''),
      marks: fc.option(fc.array(mark, { maxLength: 2 }), { nil: undefined }),
    }),
    fc.record({
      type: fc.constantFrom(
        'paragraph',
        'heading',
        'bulletList',
        'orderedList',
        'listItem',
        'hardBreak',
        'codeBlock',
        'doc',
      ),
      attrs: attributes,
      content: fc.array(tie('node'), { maxLength: 3 }),
    }),
    fc.jsonValue({ maxDepth: 1 }),
  ),
}));
const paragraph = fc.record({
  type: fc.constant('paragraph'),
  content: fc.array(
    fc.record({
      type: fc.constant('text'),
      text: fc.constantFrom('Hallo', 'a'),
      marks: fc.array(mark, { maxLength: 1 }),
    }),
    { maxLength: 3 },
  ),
});
const richText = fc.oneof(
  fc.string({ maxLength: 300 }).map((text) => toRichText(text)),
  fc.record({ type: fc.constant('doc'), content: fc.array(paragraph, { maxLength: 3 }) }),
  fc.record({
    type: fc.constantFrom('doc', 'paragraph'),
    content: fc.array(node, { maxLength: 3 }),
  }),
);
const path = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .array(fc.record({ x: length, y: length, z: pressure }), { maxLength: 8 })
      .map((points) => b64Vecs.encodePoints(points)),
  },
  { weight: 1, arbitrary: fc.base64String({ maxLength: 64 }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 20 }) },
);
const segment = fc.record(
  { type: fc.constantFrom('free', 'straight'), path, dim: fc.constantFrom(2, 3) },
  { requiredKeys: ['type', 'path'] },
);

/** For the types that have such a property. */
const oddValues = {
  w: length,
  h: length,
  growY: length,
  scale,
  scaleX: scale,
  scaleY: scale,
  bend: length,
  labelPosition: length,
  elbowMidPoint: length,
  fontSizeAdjustment: length,
  start: point,
  end: point,
  kind: fc.constantFrom('arc', 'elbow'),
  geo: fc.constantFrom(
    'cloud',
    'rectangle',
    'ellipse',
    'star',
    'oval',
    'heart',
    'arrow-up',
    'x-box',
    'check-box',
    'hexagon',
    'trapezoid',
    'rhombus',
  ),
  dash: fc.constantFrom('draw', 'dashed', 'dotted', 'solid', 'none'),
  fill: fc.constantFrom('none', 'solid', 'pattern'),
  size: fc.constantFrom('s', 'm', 'l', 'xl'),
  spline: fc.constantFrom('line', 'cubic'),
  flipX: fc.boolean(),
  flipY: fc.boolean(),
  autoSize: fc.boolean(),
  isPen: fc.boolean(),
  isClosed: fc.boolean(),
  isComplete: fc.boolean(),
  richText,
  name: fc.string({ maxLength: 100 }),
  segments: fc.array(segment, { maxLength: 4 }),
  points: fc
    .array(fc.record({ id: fc.string(), index, x: length, y: length }), { maxLength: 6 })
    .map((list) => Object.fromEntries(list.entries())),
  crop: fc.record({ topLeft: point, bottomRight: point, isCircle: fc.boolean() }),
};
/** A dozen at most, of which a type has a few: with more nearly nothing would fit. */
const oddProps = fc
  .subarray(Object.keys(oddValues) as (keyof typeof oddValues)[], { minLength: 1, maxLength: 12 })
  .chain((keys) => fc.record(Object.fromEntries(keys.map((key) => [key, oddValues[key]]))));
const oddPlace = fc.record({ x: length, y: length, rotation: length }, { requiredKeys: [] });
const tie = fc.record({
  terminal: fc.constantFrom('start', 'end'),
  normalizedAnchor: point,
  isExact: fc.boolean(),
  isPrecise: fc.boolean(),
  snap: fc.constantFrom('center', 'edge-point', 'edge', 'none'),
});

const honestStroke = [
  { type: 'free', path: b64Vecs.encodePoints([0, 5, 30, 31].map((x) => ({ x, y: x * 2 }))) },
];

let person: Person;

/** Fails where a browser's does: at an arc of less than nothing. */
class PathOfNothing {
  arc(_x: number, _y: number, radius: number): void {
    if (radius < 0) throw new RangeError('An arc of less than nothing.');
  }
  ellipse(_x: number, _y: number, radiusX: number, radiusY: number): void {
    this.arc(0, 0, Math.min(radiusX, radiusY));
  }
  arcTo(_x1: number, _y1: number, _x2: number, _y2: number, radius: number): void {
    this.arc(0, 0, radius);
  }
  addPath(): void {}
  bezierCurveTo(): void {}
  quadraticCurveTo(): void {}
  closePath(): void {}
  lineTo(): void {}
  moveTo(): void {}
  rect(): void {}
  roundRect(): void {}
}

beforeAll(() => {
  vi.stubGlobal('Path2D', PathOfNothing);
  person = createPerson(createSeededDoc());
  person.editor.createShape({ id: box, type: 'geo', x: 300, y: 200 });
  person.binding.flush();
});

afterAll(() => {
  person.leave();
  vi.unstubAllGlobals();
});

it(`[T21] what fits is drawn without a fault and within reason, ${runs} times`, () => {
  const counts = { made: 0, accepted: 0, fitting: 0 };
  const fittingByType: Record<string, number> = Object.fromEntries(types.map((type) => [type, 0]));
  let mostVertices = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...types),
      oddProps,
      oddPlace,
      fc.array(tie, { maxLength: 2 }),
      (type, props, place, ties) => {
        const shape = shapeWith(person.editor, type, props, place);
        counts.made += 1;
        if (!isAccepted(shape)) return;
        counts.accepted += 1;
        writeAll([shape, ...(type === 'arrow' ? ties.map(bindingWith) : [])]);
        const isDrawn = person.editor.getShape(subject) !== undefined;
        expect(isDrawn).toBe(fitsCanvas(shape));
        if (isDrawn) {
          counts.fitting += 1;
          fittingByType[type] = (fittingByType[type] ?? 0) + 1;
          mostVertices = Math.max(mostVertices, layOut(person.editor, subject));
        }
      },
    ),
    { numRuns: runs },
  );
  console.log(JSON.stringify({ ...counts, fittingByType, mostVertices }));
  expect(counts.accepted).toBeGreaterThan(counts.fitting);
  for (const count of Object.values(fittingByType)) expect(count).toBeGreaterThan(0);
  expect(mostVertices).toBeLessThan(MAX_VERTICES);
  expect(crashOf(person.editor)).toBeNull();
});

function shapeWith(editor: Editor, type: string, props: object, place: object): TLRecord {
  const defaults = { ...editor.shapeUtils[type]?.getDefaultProps() };
  const own = Object.entries(props).filter(([key]) => Object.hasOwn(defaults, key));
  if ('segments' in defaults) Object.assign(defaults, { segments: honestStroke });
  const fixed = type === 'card' ? { nodeId: 'subject' } : {};
  const shape = { typeName: 'shape', id: subject, type, x: 0, y: 0, rotation: 0, index: 'a2' };
  const rest = { parentId: 'page:page', isLocked: false, opacity: 1, meta: {} };
  const all = { ...defaults, ...Object.fromEntries(own), ...fixed };
  return asSent({ ...shape, ...rest, ...place, props: all });
}

/** Plain JSON, as it comes over the line. */
function asSent(record: object): TLRecord {
  return JSON.parse(JSON.stringify(record)) as TLRecord;
}

function bindingWith(props: object, at: number): TLRecord {
  const ends = { fromId: subject, toId: box };
  const binding = { typeName: 'binding', id: `binding:${at}`, type: 'arrow', meta: {} };
  return asSent({ ...binding, ...ends, props });
}

function isAccepted(record: TLRecord): boolean {
  try {
    person.store.schema.validateRecord(person.store, record, 'tests', null);
    return true;
  } catch {
    return false;
  }
}

function writeAll(records: readonly TLRecord[]): void {
  const board = openBoard(person.doc);
  person.doc.transact(() => {
    for (const id of board.records.keys()) {
      if (id === subject || id.startsWith('binding:')) board.records.delete(id);
    }
    for (const record of records) writeRecord(board, record as unknown as PlainRecord);
  });
}

/** Asks all that the canvas asks of a shape to draw, choose and point at it; returns how many vertices
 *  its outline has. */
function layOut(editor: Editor, id: TLShapeId): number {
  const geometry = editor.getShapeGeometry(id);
  const { x, y, w, h } = geometry.bounds;
  for (const number of [x, y, w, h]) expect(Number.isFinite(number)).toBe(true);
  editor.getShapePageBounds(id);
  editor.getShapeHandles(id);
  editor.getShapeAtPoint({ x: 5, y: 5 }, { hitInside: true, margin: 5 });
  const shape = editor.getShape(id);
  if (shape === undefined) throw new Error('It was drawn a moment ago.');
  editor.getShapeUtil(shape).getIndicatorPath(shape);
  editor.getShapeUtil(shape).getText(shape);
  if ('richText' in shape.props) {
    renderHtmlFromRichText(editor, shape.props.richText);
    renderPlaintextFromRichText(editor, shape.props.richText);
  }
  return geometry.vertices.length;
}
