import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  openBoard,
  seedBoardRecords,
  writeRecord,
  type BoardDocument,
} from '../documents/board-document.ts';
import { elementText, type BoardElement } from './element.ts';
import { readElements } from './read-elements.ts';
import { inReadingOrder } from './reading-order.ts';

function newBoard(): BoardDocument {
  const board = openBoard(new Y.Doc());
  seedBoardRecords(board);
  return board;
}

interface ShapeParts {
  readonly x?: number;
  readonly y?: number;
  readonly rotation?: number;
  readonly parentId?: string;
  readonly index?: string;
}

function put(
  board: BoardDocument,
  id: string,
  type: string,
  props: Record<string, unknown>,
  { x = 0, y = 0, rotation = 0, parentId = 'page:page', index = 'a1' }: ShapeParts = {},
): void {
  writeRecord(board, {
    id: `shape:${id}`,
    typeName: 'shape',
    type,
    x,
    y,
    rotation,
    parentId,
    index,
    opacity: 1,
    props,
    meta: {},
  });
}

function richText(...lines: string[]) {
  const content = lines.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] }));
  return { type: 'doc', content };
}

function find(board: BoardDocument, id: string): BoardElement | undefined {
  return readElements(board).elements.find((element) => element.recordId === `shape:${id}`);
}

describe('reading a board', () => {
  it('gives each kind its words, size and place', () => {
    const board = newBoard();
    put(
      board,
      'note',
      'note',
      { richText: richText('Stiller', 'wonen'), growY: 20 },
      { x: 5, y: 6 },
    );
    put(board, 'card', 'card', { nodeId: 'effect-buren', w: 260, h: 120 }, { x: 300 });
    put(board, 'box', 'geo', {
      geo: 'ellipse',
      w: 80,
      h: 40,
      fill: 'solid',
      richText: richText('Ja'),
    });
    const note = find(board, 'note');
    expect(note).toMatchObject({ kind: 'note', text: 'Stiller\nwonen', width: 200, height: 220 });
    expect(note?.bounds).toEqual({ x: 5, y: 6, width: 200, height: 220 });
    expect(find(board, 'card')).toMatchObject({ kind: 'card', nodeId: 'effect-buren', width: 260 });
    expect(find(board, 'box')).toMatchObject({ form: 'ellipse', isFilled: true, text: 'Ja' });
    expect(readElements(board).unreadableCount).toBe(0);
  });

  it('adds up frames and groups, turns included, and names the frame', () => {
    const board = newBoard();
    const quarter = Math.PI / 2;
    put(
      board,
      'frame',
      'frame',
      { w: 400, h: 300, name: 'Wonen' },
      { x: 100, y: 50, rotation: quarter },
    );
    put(board, 'group', 'group', {}, { x: 10, y: 0, parentId: 'shape:frame' });
    put(board, 'note', 'note', {}, { x: 5, y: 20, parentId: 'shape:group' });
    const note = find(board, 'note');
    expect(note?.frameId).toBe('shape:frame');
    expect(note?.place.x).toBeCloseTo(80);
    expect(note?.place.y).toBeCloseTo(65);
    expect(note?.place.rotation).toBeCloseTo(quarter);
    expect(readElements(board)).toMatchObject({ unreadableCount: 0 });
  });

  it('paints by index within each parent, what lies in a frame after the frame', () => {
    const board = newBoard();
    put(board, 'top', 'note', {}, { index: 'a3' });
    put(board, 'frame', 'frame', { w: 10, h: 10 }, { index: 'a2' });
    put(board, 'inside', 'note', {}, { index: 'a9', parentId: 'shape:frame' });
    put(board, 'under', 'note', {}, { index: 'a1' });
    expect(readElements(board).elements.map((element) => element.recordId)).toEqual([
      'shape:under',
      'shape:frame',
      'shape:inside',
      'shape:top',
    ]);
  });

  it('keeps both of two frames that lie in each other, and what lies in a frame that is gone', () => {
    const board = newBoard();
    put(board, 'b', 'frame', { w: 10, h: 10 }, { x: 1, parentId: 'shape:a' });
    put(board, 'a', 'frame', { w: 10, h: 10 }, { x: 100, parentId: 'shape:b' });
    put(board, 'orphan', 'note', {}, { x: 7, parentId: 'shape:gone' });
    const { elements, unreadableCount } = readElements(board);
    expect(elements).toHaveLength(3);
    expect(unreadableCount).toBe(0);
    expect(find(board, 'a')?.place.x).toBe(100);
    expect(find(board, 'b')?.place.x).toBe(101);
  });

  it('ties an arrow to the edges of what it points at', () => {
    const board = newBoard();
    put(board, 'left', 'geo', { w: 100, h: 100 });
    put(board, 'right', 'geo', { w: 100, h: 100 }, { x: 300 });
    put(board, 'arrow', 'arrow', { start: { x: 0, y: 0 }, end: { x: 1, y: 1 }, bend: 0 });
    for (const [terminal, toId] of [
      ['start', 'shape:left'],
      ['end', 'shape:right'],
    ]) {
      const id = `binding:${terminal}`;
      const props = { terminal, normalizedAnchor: { x: 0.1, y: 0.1 }, isPrecise: false };
      writeRecord(board, { id, typeName: 'binding', fromId: 'shape:arrow', toId, props, meta: {} });
    }
    expect(find(board, 'arrow')).toMatchObject({
      points: [
        { x: 100, y: 50 },
        { x: 300, y: 50 },
      ],
      fromId: 'shape:left',
      toId: 'shape:right',
    });
  });

  it('takes the source of a picture from its asset', () => {
    const board = newBoard();
    put(board, 'image', 'image', { w: 10, h: 10, assetId: 'asset:1', altText: 'De straat' });
    expect(find(board, 'image')).toMatchObject({ source: undefined, altText: 'De straat' });
    const props = { src: '/api/dossiers/rozenbuurt/assets/abc' };
    writeRecord(board, { id: 'asset:1', typeName: 'asset', type: 'image', props, meta: {} });
    expect(find(board, 'image')).toMatchObject({ source: props.src });
  });

  it('skips and counts what it cannot read', () => {
    const board = newBoard();
    put(board, 'video', 'video', { w: 10, h: 10 });
    put(board, 'toString', 'toString', {});
    put(board, 'flat', 'geo', { w: 0, h: 10 });
    put(board, 'far', 'note', {}, { x: 1e12 });
    board.records.set('shape:text', 'no record');
    board.records.set('user:me', new Y.Map([['typeName', 'user']]));
    expect(readElements(board)).toEqual({ elements: [], unreadableCount: 6 });
  });
});

describe('a hostile board', () => {
  const kinds = ['card', 'note', 'text', 'geo', 'frame', 'line', 'arrow', 'draw', 'image', 'group'];
  const keys = [
    'nodeId w h richText segments points start end scale growY',
    'size color geo bend assetId name terminal normalizedAnchor src',
  ].flatMap((names) => names.split(' '));
  const shared = fc.constantFrom(
    () => new Y.Map([['x', 1]]),
    () => new Y.Text('x'),
    () => Y.Array.from([1]),
    () => new Y.XmlElement('p'),
  );
  const plain = fc.oneof(
    fc.jsonValue(),
    fc.double(),
    fc.constantFrom(
      'shape:0',
      'shape:1',
      'shape:2',
      'page:page',
      undefined,
      null,
      new Uint8Array(3),
    ),
    fc.constant({ toString: 5, valueOf: 6 }),
    fc.constant(richText('woorden')),
    fc.constant([{ type: 'free', path: 'AAAAAAAAAABASgBCgEcAyQ==', dim: 2 }]),
    fc.constant([1, 2, 0]),
  );
  const slot = fc.oneof(
    { weight: 5, arbitrary: plain.map((value) => () => value) },
    { weight: 1, arbitrary: shared },
  );
  const hostileRecord = fc.record({
    typeName: fc.constantFrom('shape', 'shape', 'shape', 'binding', 'asset', 'user'),
    type: fc.constantFrom(...kinds),
    scalars: fc.dictionary(
      fc.constantFrom('pos', 'parentId', 'index', 'opacity', 'type', 'fromId', 'toId', 'props'),
      slot,
      { maxKeys: 3 },
    ),
    props: fc.dictionary(fc.constantFrom(...keys), slot, { maxKeys: 8 }),
  });

  it('[T23] never throws, whatever lies in any slot, and counts no record twice', () => {
    let [readable, unreadable] = [0, 0];
    const seed = Date.now() % 1_000_000;
    fc.assert(
      fc.property(fc.array(hostileRecord, { maxLength: 6 }), (records) => {
        const board = newBoard();
        records.forEach(({ typeName, type, scalars, props }, at) => {
          const shape = new Y.Map<unknown>();
          board.records.set(`shape:${at}`, shape);
          shape.set('typeName', typeName);
          shape.set('type', type);
          shape.set('pos', [at, at, 0]);
          const own = new Y.Map<unknown>();
          shape.set('props', own);
          own.set('w', 10);
          own.set('h', 10);
          for (const [key, make] of Object.entries(props)) own.set(key, make());
          for (const [key, make] of Object.entries(scalars)) shape.set(key, make());
        });
        const reading = readElements(board);
        for (const element of inReadingOrder(reading.elements)) {
          elementText(element);
          expect(Object.values(element.bounds).every(Number.isFinite)).toBe(true);
        }
        readable += reading.elements.length;
        unreadable += reading.unreadableCount;
        expect(reading.elements.length + reading.unreadableCount).toBeLessThanOrEqual(
          records.length,
        );
      }),
      { numRuns: 3_000, seed },
    );
    console.info(`seed ${seed}: ${readable} readable, ${unreadable} unreadable records`);
    expect(readable).toBeGreaterThan(100);
    expect(unreadable).toBeGreaterThan(100);
  });

  it('[X05] reads 5,000 frames that each lie in the one before', () => {
    const board = newBoard();
    board.doc.transact(() => {
      for (let depth = 0; depth < 5_000; depth += 1) {
        const parentId = depth === 0 ? 'page:page' : `shape:${depth - 1}`;
        put(board, String(depth), 'frame', { w: 10, h: 10 }, { x: 1, parentId });
      }
    });
    const { elements } = readElements(board);
    expect(elements).toHaveLength(5_000);
    expect(inReadingOrder(elements).at(-1)?.place.x).toBe(5_000);
  });
});
