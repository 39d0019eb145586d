import { openBoard, placeCard, writeRecord, type NodeId, type PlainRecord } from '@meemaak/model';
import { seedExampleDossier } from '@meemaak/example-dossier';
import {
  b64Vecs,
  createShapeId,
  GeoShapeGeoStyle,
  toRichText,
  type Editor,
  type TLRecord,
  type TLShapeId,
} from 'tldraw';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { fitsCanvas } from './fits-canvas.ts';
import { act, createPeople, createPerson, type Person } from './headless-editor.ts';

const [one, two] = [createShapeId('one'), createShapeId('two')];

let company: ReturnType<typeof createPeople>;
let [a, b]: readonly [Person, Person] = [] as never;

beforeEach(() => {
  company = createPeople();
  [a, b] = company.people;
});

afterEach(() => {
  for (const person of company.people) person.leave();
});

/** As the document would hold it: sound but for what is given. */
function record(type: string, props: object, over: object = {}): TLRecord {
  const place = { x: 5, y: 0, rotation: 0, parentId: 'page:page', index: 'a1' };
  const shape = { typeName: 'shape', id: two, type, isLocked: false, opacity: 1, meta: {} };
  const defaults = a.editor.shapeUtils[type]?.getDefaultProps();
  return { ...shape, ...place, props: { ...defaults, ...props }, ...over } as unknown as TLRecord;
}

const richTextOf = (...content: unknown[]) => ({ richText: { type: 'doc', content } });
const paragraph = (...content: unknown[]) => ({ type: 'paragraph', content });
const words = (text: unknown, ...marks: unknown[]) => ({ type: 'text', text, marks });
const strokes = (...paths: string[]) => ({
  segments: paths.map((path) => ({ type: 'free', path })),
});
const pen = (...points: [number, number][]) =>
  b64Vecs.encodePoints(points.map(([x, y]) => ({ x, y })));
const straight = (x: number) => ({ segments: [{ type: 'straight', path: pen([0, 0], [x, 0]) }] });
const line = (...points: [string, number, number][]) => ({
  points: Object.fromEntries(
    points.map(([index, x, y], at) => [`${at}`, { id: `${at}`, index, x, y }]),
  ),
});
const crop = (left: number, right: number) => ({
  crop: { topLeft: { x: left, y: 0 }, bottomRight: { x: right, y: 1 } },
});
const bytes = (...values: number[]) => btoa(String.fromCharCode(...values));

const hostile: [string, string, object, object?][] = [
  ['a text of an unknown kind', 'note', richTextOf({ type: 'poem' })],
  ['a block of code, which our text does not have', 'note', richTextOf({ type: 'codeBlock' })],
  ['a text node without text', 'note', richTextOf(paragraph({ type: 'text' }))],
  ['a text node of no letters', 'note', richTextOf(paragraph(words('')))],
  ['a text node of numbers', 'text', richTextOf(paragraph(words(5)))],
  ['words beside a paragraph', 'note', richTextOf(words('los'))],
  ['nothing, a word and a number for text', 'geo', richTextOf(null, 'x', 5)],
  ['a paragraph for a whole text', 'note', { richText: { type: 'paragraph', content: [] } }],
  ['a text within a text', 'arrow', richTextOf({ type: 'doc', content: [] })],
  ['an unknown mark', 'note', richTextOf(paragraph(words('x', { type: 'glow' })))],
  [
    'marks that are a word',
    'note',
    richTextOf(paragraph({ type: 'text', text: 'x', marks: 'glow' })),
  ],
  ['a mark that is nothing', 'arrow', richTextOf(paragraph(words('x', null)))],
  [
    'a link to a number',
    'text',
    richTextOf(paragraph(words('x', { type: 'link', attrs: { href: 5 } }))),
  ],
  ['a name out of a prototype', 'note', richTextOf({ type: '__proto__' }, { type: 'constructor' })],
  ['a note of 360 kB', 'note', { richText: toRichText('woord '.repeat(60_000)) }],
  ['20,000 empty paragraphs', 'note', { richText: toRichText('\n'.repeat(20_000)) }],
  ['a note of 5,001 letters', 'note', { richText: toRichText('a b '.repeat(1_250)) }],
  ['a label of 5,001 letters', 'arrow', { richText: toRichText('a b '.repeat(1_250)) }],
  ['a word of 5,000 letters', 'geo', { richText: toRichText('w'.repeat(5_000)) }],
  [
    'a word of 2,000 letters, half of it bold',
    'text',
    richTextOf(paragraph(words('w'.repeat(1_000)), words('w'.repeat(1_000), { type: 'bold' }))),
  ],
  ['a stroke without segments', 'draw', strokes()],
  ['a stroke of no points', 'draw', strokes('')],
  ['a stroke that is not base64', 'draw', strokes('!!!not base64')],
  ['a stroke of half a point', 'draw', strokes('AAAA')],
  ['a stroke and a half', 'draw', strokes(bytes(...Array.from({ length: 14 }, () => 0)))],
  [
    'a stroke of numbers that are none',
    'draw',
    strokes(bytes(...Array.from({ length: 24 }, () => 255))),
  ],
  ['a stroke to the moon', 'draw', strokes(pen([1e12, 0], [0, 0]))],
  ['a stroke that is scaled to the moon', 'draw', { ...strokes(pen([10, 10])), scaleX: 1e9 }],
  ['a straight line cut into millions', 'draw', { ...straight(50_000), scaleX: -1e6 }],
  ['a stroke of 20,000 points', 'draw', strokes(pen(...anyPoints(20_000)))],
  ['a stroke in 20,000 parts', 'draw', strokes(...anyPoints(20_000).map((point) => pen(point)))],
  ['a marker without segments', 'highlight', strokes()],
  ['a marker that is not base64', 'highlight', strokes('AAAA AAAA AAAA AAAA')],
  [
    'a stroke pressed without end [seed 1707237697]',
    'highlight',
    strokes('AACAPwAAgD8AAAAAAAAAvAB8'),
  ],
  ['a line without points', 'line', { points: {} }],
  ['a line of one point', 'line', line(['a1', 0, 0])],
  ['a line of two points in one place in the order', 'line', line(['a1', 0, 0], ['a1', 9, 9])],
  ['a line to the moon', 'line', line(['a1', 0, 0], ['a2', 1e200, 0])],
  ['a cloud of a million px', 'geo', { geo: 'cloud', w: 1e6, h: 1e6 }],
  ['a cloud of thousands of bumps', 'geo', { geo: 'cloud', w: 1e5, h: 1e5 }],
  ['a cloud as thin as a thread', 'geo', { geo: 'cloud', w: 1e5, h: 1 }],
  ['a cloud grown tall', 'geo', { geo: 'cloud', w: 100, h: 100, growY: 1e5 }],
  ['a box without end', 'geo', { w: 1e300, h: 1e300 }],
  ['a box grown without end', 'geo', { growY: 1e300 }],
  ['a note grown without end', 'note', { growY: 1e300 }],
  ['a note that is nearly nothing', 'note', { scale: 1e-300 }],
  ['a text as large as the sky', 'text', { scale: 1e12 }],
  ['letters without end', 'note', { fontSizeAdjustment: 1e300 }],
  ['an arrow bent beyond reason', 'arrow', { bend: 1e15 }],
  ['an arrow to the moon', 'arrow', { end: { x: 1e300, y: 1 } }],
  ['an elbow beyond reason', 'arrow', { kind: 'elbow', elbowMidPoint: 1e300 }],
  ['a frame without end', 'frame', { w: 1e300, h: 1e300 }],
  ['a name of a million letters', 'frame', { name: 'N'.repeat(1_000_000) }],
  ['a picture cropped to nothing', 'image', crop(0.5, 0.5)],
  ['a picture cropped inside out', 'image', crop(1, 0)],
  ['a place out of this world', 'note', {}, { x: 1e300 }],
  ['a turn that has no end', 'note', {}, { rotation: 1e300 }],
];

function anyPoints(count: number): [number, number][] {
  return Array.from({ length: count }, (_, at) => [at % 100, at % 77]);
}

describe('[T21] [trap: one bad record poisons a batch] what tldraw accepts and cannot draw', () => {
  it.each(hostile)(
    '%s is set aside, for everybody, and stays in the document',
    (_what, type, props, over) => {
      const bad = record(type, props, over);
      const { schema } = a.store;
      expect(() => schema.validateRecord(a.store, bad, 'tests', null)).not.toThrow();
      const counts: number[] = [];
      const late = createPerson(a.doc, { onQuarantine: (count) => counts.push(count) });
      a.doc.transact(() => {
        writeRecord(a.board, bad as unknown as PlainRecord);
        writeRecord(a.board, { ...record('geo', {}), id: one });
      });
      for (const { editor } of [a, b, late]) {
        expect(editor.getCurrentPageShapes().map(({ id }) => id)).toEqual([one]);
      }
      expect(counts).toEqual([0, 1]);
      expect(b.board.records.has(two)).toBe(true);
      late.leave();
    },
  );

  it.each<[string, Partial<TLRecord>]>([
    [
      'a tie that hangs beside its shape',
      { typeName: 'binding', props: { normalizedAnchor: { x: 1e300, y: 0 } } } as never,
    ],
    [
      'a picture without end',
      { typeName: 'asset', type: 'image', props: { w: 1e300, h: 1, name: '' } } as never,
    ],
    ['a grid of no size', { typeName: 'document', name: '', gridSize: 1e-9 } as never],
    ['a page with a book for a name', { typeName: 'page', name: 'N'.repeat(1_000_000) }],
  ])('%s is set aside too', (_what, bad) => {
    expect(fitsCanvas(bad as TLRecord)).toBe(false);
  });
});

const geos = [
  'rectangle',
  'ellipse',
  'triangle',
  'diamond',
  'pentagon',
  'hexagon',
  'octagon',
  'star',
  'rhombus',
  'rhombus-2',
  'oval',
  'trapezoid',
  'arrow-right',
  'arrow-left',
  'arrow-up',
  'arrow-down',
  'x-box',
  'check-box',
  'cloud',
  'heart',
] as const;
const tools = ['draw', 'highlight', 'line', 'arrow', 'note', 'frame', 'text'] as const;

describe('what our own tools make is drawn', () => {
  it.each([...tools, ...geos])('%s', (tool) => {
    // A click, a slip of the hand, a stroke, and one across six screens.
    for (const length of [0, 3, 400, 9_000]) act(a, (editor) => drawByHand(editor, tool, length));
    const made = a.editor.getCurrentPageShapes();
    expect(made.length).toBeGreaterThan(0);
    for (const shape of made) expect(fitsCanvas(shape), JSON.stringify(shape)).toBe(true);
    for (const { id } of made) expect(b.editor.getShape(id)).toEqual(a.editor.getShape(id));
  });
});

/** Presses, moves in a curve and lets go, as the tool's own state machine sees it. */
function drawByHand(editor: Editor, tool: string, length: number): void {
  const geo = geos.find((name) => name === tool);
  if (geo !== undefined) editor.setStyleForNextShapes(GeoShapeGeoStyle, geo);
  editor.setCurrentTool(geo === undefined ? tool : 'geo');
  const send = (name: 'pointer_down' | 'pointer_move' | 'pointer_up', x: number) =>
    editor.dispatch({
      type: 'pointer',
      target: 'canvas',
      name,
      point: { x, y: 50 + Math.sin(x) * 30 + x / 3, z: 0.5 },
      pointerId: 1,
      button: 0,
      isPen: false,
      shiftKey: false,
      altKey: false,
      ctrlKey: false,
      metaKey: false,
      accelKey: false,
    });
  send('pointer_move', 10);
  send('pointer_down', 10);
  for (let step = 1; step <= 20; step += 1) {
    send('pointer_move', 10 + (length * step) / 20);
    editor.emit('tick', 16);
  }
  send('pointer_up', 10 + length);
  // A text without words goes when it is left.
  const richText = toRichText('Zo willen wij wonen');
  const id = editor.getEditingShapeId();
  if (id !== null && tool === 'text') editor.updateShape({ id, type: tool, props: { richText } });
  editor.cancel();
}

it.each<[string, string]>([
  ['ten pages', 'woord '.repeat(3_000)],
  ['a very long address', `https://rozenbuurt.example/${'a'.repeat(800)}`],
  ['five pages of Chinese', '我们想这样住在这个街区'.repeat(500)],
])('%s in a box are drawn', (_what, text) => {
  expect(fitsCanvas(record('geo', { richText: toRichText(text) }))).toBe(true);
});

describe('an honest board keeps all its records', () => {
  it('the example dossier', () => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, seedExampleDossier().board);
    expect(setAsideAt(doc)).toEqual([]);
  });

  it('500 notes, boxes, strokes, texts, frames, cards and tied arrows', () => {
    a.editor.run(() => Array.from({ length: 500 }, (_, at) => drawNth(a, at)));
    a.binding.flush();
    expect(a.board.records.size).toBeGreaterThan(550);
    expect(setAsideAt(a.doc)).toEqual([]);
  });

  /** Ids of the document that somebody who opens it does not see. */
  function setAsideAt(doc: Y.Doc): string[] {
    const counts: number[] = [];
    const person = createPerson(doc, { onQuarantine: (count) => counts.push(count) });
    const drawn = person.store.serialize('document');
    const missing = [...openBoard(doc).records.keys()].filter((id) => !Object.hasOwn(drawn, id));
    expect(counts).toEqual([missing.length]);
    person.leave();
    return missing;
  }

  function drawNth({ editor, board }: Person, at: number): void {
    const place = { x: (at % 40) * 250, y: Math.floor(at / 40) * 250 };
    const richText = toRichText('Mijn rollator past net niet in de lift.');
    const [last] = editor.getCurrentPageShapesSorted().slice(-1);
    const id = createShapeId(`nth-${at}`);
    const types = ['note', 'note', 'geo', 'draw', 'text', 'arrow', 'frame', 'card'] as const;
    const type = types[at % types.length] ?? 'note';
    if (type === 'card') {
      const nodeId = `node-${at}` as NodeId;
      placeCard(board, { nodeId, ...place, w: 200, h: 100, index: `a1${at}1` }, 'tree');
    } else if (type === 'draw') {
      editor.createShape({ id, type, ...place, props: strokes(pen(...anyPoints(60))) } as never);
    } else if (type === 'frame') editor.createShape({ id, type, ...place });
    else editor.createShape({ id, type, ...place, props: { richText } });
    if (type === 'arrow' && last !== undefined) {
      const props = { terminal: 'end' } as const;
      editor.createBinding({ type, fromId: id, toId: last.id, props });
    }
  }
});

describe('what our own person makes too much of', () => {
  const written = (id: TLShapeId) => readText(a.board.records.get(id));

  function readText(shared: unknown): string {
    return JSON.stringify(shared).match(/(?:woord )+/)?.[0] ?? '';
  }

  function wordsOn(person: Person, id: TLShapeId): string {
    return readText(person.editor.getShape(id));
  }

  function expectSameBoard(): void {
    expect(b.store.serialize('document')).toEqual(a.store.serialize('document'));
    expect(a.binding.audit() + b.binding.audit()).toBe(0);
    for (const shape of a.editor.getCurrentPageShapes()) expect(fitsCanvas(shape)).toBe(true);
  }

  afterEach(expectSameBoard);

  it('50,000 letters pasted into a note are cut, on the own screen as on that of others', () => {
    act(a, (editor) => editor.createShape({ id: one, type: 'note' }));
    const richText = toRichText('woord '.repeat(50_000 / 6));
    act(a, (editor) => editor.updateShape({ id: one, type: 'note', props: { richText } }));
    expect(wordsOn(a, one).length).toBeGreaterThan(4_900);
    expect(wordsOn(a, one).length).toBeLessThanOrEqual(5_000);
    expect([wordsOn(b, one), written(one)]).toEqual([wordsOn(a, one), wordsOn(a, one)]);
  });

  it('whoever loses words or a shape to the limits is told, and nobody for what fits', () => {
    const losses: string[] = [];
    const c = createPerson(a.doc, { onLoss: (loss) => losses.push(loss) });
    act(c, (editor) => editor.createShape({ id: one, type: 'note' }));
    act(a, (editor) => editor.createShape({ id: two, type: 'note' }));
    expect(losses).toEqual([]);
    const richText = toRichText('woord '.repeat(50_000 / 6));
    act(c, (editor) => editor.updateShape({ id: one, type: 'note', props: { richText } }));
    expect(losses).toEqual(['cut']);
    act(c, (editor) => editor.updateShape({ id: one, type: 'note', x: 1e9 }));
    expect(losses).toEqual(['cut', 'refused']);
    c.leave();
    act(a, (editor) => editor.deleteShapes([one, two]));
  });

  it('more words on top of that go nowhere, and are not left on the own screen', () => {
    const full = toRichText('woord '.repeat(50_000 / 6));
    act(a, (editor) => editor.createShape({ id: one, type: 'text', props: { richText: full } }));
    const kept = wordsOn(b, one);
    const more = toRichText(`${kept}${'woord '.repeat(20)}`);
    act(a, (editor) => editor.updateShape({ id: one, type: 'text', props: { richText: more } }));
    expect([wordsOn(a, one), wordsOn(b, one)]).toEqual([kept, kept]);
  });

  it('a list is cut without breaking it', () => {
    const item = { type: 'listItem', content: [paragraph(words('woord '.repeat(30)))] };
    const list = { type: 'bulletList', content: Array.from({ length: 200 }, () => item) };
    act(a, (editor) =>
      editor.createShape({ id: one, type: 'geo', props: richTextOf(list) } as never),
    );
    expect(JSON.stringify(b.editor.getShape(one)).match(/listItem/g)?.length).toBeGreaterThan(100);
  });

  it.each<[string, object]>([
    ['a drag to out of this world', { x: 1e6 }],
    ['a box pulled too large', { props: { w: 1e6 } }],
    ['a box that becomes too long a cloud', { props: { geo: 'cloud', w: 9_000, h: 9 } }],
  ])('%s goes back to where it was', (_what, change) => {
    act(a, (editor) => editor.createShape({ id: one, type: 'geo', x: 7 }));
    const before = a.editor.getShape(one);
    act(a, (editor) => editor.updateShape({ id: one, type: 'geo', ...change }));
    expect(a.editor.getShape(one)).toEqual(before);
    act(a, (editor) => editor.updateShape({ id: one, type: 'geo', x: 30 }));
    expect(b.editor.getShape(one)).toMatchObject({ x: 30 });
  });

  it('what is new and cannot be drawn is taken away again, with what hangs on it', () => {
    act(a, (editor) => {
      editor.createShape({ id: one, type: 'geo', props: { geo: 'cloud', w: 1e5, h: 9 } });
      editor.createShape({ id: two, type: 'arrow' });
      editor.createBinding({ type: 'arrow', fromId: two, toId: one, props: { terminal: 'end' } });
    });
    expect(a.editor.getCurrentPageShapes().map(({ id }) => id)).toEqual([two]);
    expect(a.editor.getBindingsFromShape(two, 'arrow')).toEqual([]);
  });

  it('undo takes back what was cut, and redo gives it again', () => {
    const richText = toRichText('woord woord');
    act(a, (editor) => editor.createShape({ id: one, type: 'note', props: { richText } }));
    const full = toRichText('woord '.repeat(50_000 / 6));
    act(a, (editor) => editor.updateShape({ id: one, type: 'note', props: { richText: full } }));
    const cut = wordsOn(a, one);
    for (let time = 0; time < 2; time += 1) {
      a.editor.undo();
      a.binding.flush();
      expect(a.editor.getShape(one)?.props).toMatchObject({ richText });
      a.editor.redo();
      a.binding.flush();
      expect(wordsOn(b, one)).toBe(cut);
    }
  });

  it('[X05] a list in a list without end is not written, and not left on the own screen', () => {
    act(a, (editor) => editor.createShape({ id: one, type: 'note' }));
    let nest: unknown = paragraph(words('diep'));
    for (let level = 0; level < 40; level += 1) {
      nest = { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph(), nest] }] };
    }
    act(a, (editor) =>
      editor.updateShape({ id: one, type: 'note', props: richTextOf(nest) } as never),
    );
    expect(JSON.stringify(a.editor.getShape(one))).not.toContain('diep');
  });
});
