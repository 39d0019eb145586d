import { cardRecordId, placeCard, writeRecord, type NodeId } from '@meemaak/model';
import {
  createShapeId,
  createUserId,
  PageRecordType,
  toRichText,
  UserRecordType,
  type Editor,
  type TLShape,
  type TLShapeId,
} from 'tldraw';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import {
  act,
  createPeople,
  createPerson,
  createSeededDoc,
  type Person,
} from './headless-editor.ts';
import type { CardShape } from './shapes.ts';
import { crashOf } from './tldraw-inside.ts';

const [one, two, three, frame, otherFrame, arrow] = [
  'one',
  'two',
  'three',
  'frame',
  'other-frame',
  'arrow',
].map((name) => createShapeId(name)) as [
  TLShapeId,
  TLShapeId,
  TLShapeId,
  TLShapeId,
  TLShapeId,
  TLShapeId,
];

let company: ReturnType<typeof createPeople>;
let [a, b]: readonly [Person, Person] = [] as never;

beforeEach(() => {
  company = createPeople();
  [a, b] = company.people;
});

afterEach(() => {
  for (const person of company.people) person.leave();
});

function draw(person: Person, id: TLShapeId, shape: Partial<TLShape> = {}): void {
  act(person, (editor) => editor.createShape({ id, type: 'geo', x: 0, y: 0, ...shape }));
}

function drawFrame(person: Person, id: TLShapeId, x = 0): void {
  draw(person, id, { type: 'frame', x, props: { w: 300, h: 300 } } as Partial<TLShape>);
}

function recolour(editor: Editor, id: TLShapeId, color: 'red' | 'green' | 'blue'): void {
  editor.updateShape({ id, type: 'geo', props: { color } });
}

function move(editor: Editor, id: TLShapeId, x: number, y = 0): void {
  const shape = editor.getShape(id);
  if (shape !== undefined) editor.updateShape({ id, type: shape.type, x, y });
}

function tie(person: Person, toId: TLShapeId, terminal: 'start' | 'end'): void {
  act(person, (editor) =>
    editor.createBinding({ type: 'arrow', fromId: arrow, toId, props: { terminal } }),
  );
}

/** What both see, which must be the same. */
function seen(id: TLShapeId): TLShape | undefined {
  expect(b.editor.getShape(id)).toEqual(a.editor.getShape(id));
  return a.editor.getShape(id);
}

function expectSameBoard(): void {
  expect(b.store.serialize('document')).toEqual(a.store.serialize('document'));
  expect(a.binding.audit() + b.binding.audit()).toBe(0);
}

function isCard(shape: TLShape): shape is CardShape {
  return shape.type === 'card';
}

describe('two people at the same time', () => {
  beforeEach(() => {
    draw(a, one);
    company.part();
  });

  afterEach(() => expectSameBoard());

  it('A moves while B recolours: both stay', () => {
    act(a, (editor) => move(editor, one, 300));
    act(b, (editor) => recolour(editor, one, 'red'));
    company.meet();
    expect(seen(one)).toMatchObject({ x: 300, props: { color: 'red' } });
  });

  it('A resizes while B moves: both stay', () => {
    act(a, (editor) => editor.updateShape({ id: one, type: 'geo', props: { w: 500 } }));
    act(b, (editor) => move(editor, one, 300, 40));
    company.meet();
    expect(seen(one)).toMatchObject({ x: 300, y: 40, props: { w: 500 } });
  });

  it('A and B both move: it lies where one of them put it, never at the x of one and the y of the other', () => {
    act(a, (editor) => move(editor, one, 300, 30));
    act(b, (editor) => move(editor, one, 500, 50));
    company.meet();
    expect([
      [300, 30],
      [500, 50],
    ]).toContainEqual([seen(one)?.x, seen(one)?.y]);
  });

  it('A deletes while B edits: it stays deleted', () => {
    act(a, (editor) => editor.deleteShape(one));
    act(b, (editor) => recolour(editor, one, 'red'));
    company.meet();
    expect(seen(one)).toBeUndefined();
    expect(a.board.records.has(one)).toBe(false);
  });

  it('each adds a key of meta: both are there', () => {
    act(a, (editor) => editor.updateShape({ id: one, type: 'geo', meta: { fromA: 1 } }));
    act(b, (editor) => editor.updateShape({ id: one, type: 'geo', meta: { fromB: 2 } }));
    company.meet();
    expect(seen(one)?.meta).toEqual({ fromA: 1, fromB: 2 });
  });

  it('both type in one box: one whole text stays', () => {
    const [textA, textB] = [toRichText('Van A'), toRichText('Van B')];
    act(a, (editor) => editor.updateShape({ id: one, type: 'geo', props: { richText: textA } }));
    act(b, (editor) => editor.updateShape({ id: one, type: 'geo', props: { richText: textB } }));
    company.meet();
    const props = { ...seen(one)?.props };
    expect([textA, textB]).toContainEqual('richText' in props ? props.richText : undefined);
  });

  it('both put the same node on the board: one card', () => {
    const place = { nodeId: 'effect' as NodeId, y: 0, w: 200, h: 100, index: 'a5' };
    placeCard(a.board, { ...place, x: 10 }, 'a');
    placeCard(b.board, { ...place, x: 20 }, 'b');
    company.meet();
    const cards = a.editor.getCurrentPageShapes().filter(isCard);
    expect(cards.map(({ id }) => id)).toEqual([cardRecordId(place.nodeId)]);
  });
});

describe('[trap: cycle] two frames put into each other', () => {
  it('hang in one tree again, the smallest on the page, and both can go on working', () => {
    drawFrame(a, frame);
    drawFrame(a, otherFrame, 400);
    draw(a, one, { parentId: frame, x: 10 });
    company.part();
    act(a, (editor) => editor.reparentShapes([frame], otherFrame));
    act(b, (editor) => editor.reparentShapes([otherFrame], frame));
    company.meet();
    expect(seen(frame)?.parentId).toBe('page:page');
    expect(seen(otherFrame)?.parentId).toBe(frame);
    for (const { editor } of company.people) {
      expect(editor.getShapePageBounds(one)).toBeDefined();
      editor.selectAll().duplicateShapes(editor.getSelectedShapeIds());
    }
    company.meet();
    expectSameBoard();
  });

  it('also when one of the two has not written yet', () => {
    vi.useFakeTimers();
    drawFrame(a, frame);
    drawFrame(a, otherFrame, 400);
    act(a, (editor) => move(editor, frame, 1));
    a.editor.reparentShapes([frame], otherFrame);
    act(b, (editor) => editor.reparentShapes([otherFrame], frame));
    expect(a.editor.getShapePageBounds(otherFrame)).toBeDefined();
    company.meet();
    expectSameBoard();
    vi.useRealTimers();
  });
});

it('[trap: same index] two first shapes in an empty frame: duplicating, grouping and moving them works', () => {
  drawFrame(a, frame);
  company.part();
  draw(a, one, { parentId: frame, x: 10 });
  draw(b, two, { parentId: frame, x: 20 });
  expect(a.editor.getShape(one)?.index).toBe(b.editor.getShape(two)?.index);
  company.meet();
  expect(seen(one)?.index).not.toBe(seen(two)?.index);
  act(a, (editor) => editor.duplicateShapes([one, two]));
  act(a, (editor) => editor.groupShapes([one, two], { groupId: three }));
  act(b, (editor) => editor.reparentShapes([three], editor.getCurrentPageId()));
  draw(b, createShapeId('between'), { parentId: frame });
  for (const { editor } of company.people) expect(crashOf(editor)).toBeNull();
  expectSameBoard();
});

describe('[trap: parent deleted]', () => {
  it('a shape put into a frame that somebody deletes lies on the page, for both', () => {
    drawFrame(a, frame);
    company.part();
    act(a, (editor) => editor.deleteShape(frame));
    draw(b, one, { parentId: frame, x: 10 });
    company.meet();
    expect(seen(one)?.parentId).toBe('page:page');
    expectSameBoard();
  });

  it('once moved by hand it stays on the page, though the frame comes back', () => {
    drawFrame(a, frame, 1000);
    company.part();
    act(a, (editor) => editor.deleteShape(frame));
    draw(b, one, { parentId: frame, x: 10 });
    company.meet();
    act(b, (editor) => move(editor, one, 50));
    act(a, (editor) => editor.undo());
    expect(seen(frame)).toBeDefined();
    expect(seen(one)).toMatchObject({ parentId: 'page:page', x: 50 });
    expectSameBoard();
  });
});

describe('[trap: binding to a deleted shape]', () => {
  beforeEach(() => {
    for (const id of [one, two, three]) draw(a, id);
    draw(a, arrow, { type: 'arrow' });
  });

  it('is drawn by nobody, also not by who comes later', () => {
    company.part();
    act(a, (editor) => editor.deleteShape(one));
    tie(b, one, 'end');
    company.meet();
    const late = createPerson(a.doc);
    for (const { editor } of [a, b, late]) {
      expect(editor.getBindingsFromShape(arrow, 'arrow')).toEqual([]);
    }
    late.leave();
    expectSameBoard();
  });

  it('one end tied to two shapes is drawn to one, and free of both when it is let go', () => {
    company.part();
    tie(a, one, 'end');
    tie(b, two, 'end');
    company.meet();
    const ties = a.editor.getBindingsFromShape(arrow, 'arrow');
    expect(ties).toHaveLength(1);
    expect(b.editor.getBindingsFromShape(arrow, 'arrow')).toEqual(ties);
    act(b, (editor) => editor.deleteBindings(ties));
    expect(a.editor.getBindingsFromShape(arrow, 'arrow')).toEqual([]);
    expectSameBoard();
  });

  it('deleting what it is tied to leaves the other tie', () => {
    company.part();
    tie(a, one, 'end');
    tie(b, two, 'end');
    company.meet();
    const [drawn] = a.editor.getBindingsFromShape(arrow, 'arrow');
    const other = drawn?.toId === one ? two : one;
    act(b, (editor) => drawn && editor.deleteShape(drawn.toId));
    expect(a.editor.getBindingsFromShape(arrow, 'arrow')).toMatchObject([{ toId: other }]);
    expectSameBoard();
  });
});

describe('[trap: one bad record poisons a batch]', () => {
  const sound = { typeName: 'shape', type: 'card', parentId: 'page:page', index: 'a1', meta: {} };
  const card = { ...sound, x: 5, y: 0, rotation: 0, isLocked: false, opacity: 1 };
  const props = { nodeId: 'node-good', w: 10, h: 10 };
  const bad: [string, unknown][] = [
    ['an unknown shape type', { ...card, type: 'poem' }],
    ['an embed, which reaches out', { ...card, type: 'embed', props: { url: '', w: 1, h: 1 } }],
    ['an unknown property', { ...card, props: { ...props, shout: true } }],
    ['a bad size', { ...card, props: { ...props, w: -1 } }],
    ['no index', { ...card, index: '' }],
    ['no place', { ...card, x: undefined }],
    ['a place out of this world', { ...card, x: 1e300 }],
    ['a card of another node', { ...card, props }],
    ['a copy of a page', { ...card, typeName: 'page' }],
    ['a person', { ...card, typeName: 'user', name: 'Fatima' }],
    ['a type that nobody knows', { ...card, typeName: 'poem' }],
    [
      'a picture from elsewhere [T31]',
      { typeName: 'asset', type: 'image', props: { src: 'https://elsewhere.example/a.png' } },
    ],
    ['big numbers', { ...card, meta: { big: 10n } }],
    ['bytes', { ...card, meta: { bytes: [new Uint8Array(2)] } }],
    ['a nest without end [X05]', { ...card, meta: { deep: nest(1_000) } }],
    ['a key that is a trap', { ...card, props: JSON.parse('{"__proto__": {"w": 1}}') }],
  ];

  it.each(bad)(
    '%s is set aside and counted; the good of the same batch is drawn',
    (_what, record) => {
      const counts: number[] = [];
      const late = createPerson(a.doc, { onQuarantine: (count) => counts.push(count) });
      a.doc.transact(() => {
        writeRecord(a.board, { ...(record as object), id: 'shape:card-bad' });
        writeRecord(a.board, { ...card, id: 'shape:card-node-good', props });
      });
      for (const { editor, store } of [a, b, late]) {
        expect(editor.getCurrentPageShapes().map(({ id }) => id)).toEqual(['shape:card-node-good']);
        expect(store.allRecords().some(({ id }) => id === 'shape:card-bad')).toBe(false);
      }
      expect(counts).toEqual([0, 1]);
      expect(a.board.records.has('shape:card-bad')).toBe(true);
      a.board.records.delete('shape:card-bad');
      expect(counts).toEqual([0, 1, 0]);
      late.leave();
    },
  );

  it.each([
    ['a number', 7],
    ['a plain object', { typeName: 'shape' }],
    ['a text', new Y.Text('shape')],
    ['a record whose props are a list', new Y.Map([['props', new Y.Array()]])],
  ])('%s instead of a record is set aside too', (_what, value) => {
    a.board.records.set('shape:odd', value);
    draw(a, one);
    expect(seen(one)).toBeDefined();
    expectSameBoard();
  });

  it('a record that becomes bad is taken away, and is back when it is good again', () => {
    draw(a, one);
    const shared = a.board.records.get(one) as Y.Map<unknown>;
    shared.set('opacity', 'half');
    expect(seen(one)).toBeUndefined();
    shared.set('opacity', 0.5);
    expect(seen(one)?.opacity).toBe(0.5);
  });
});

function nest(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
}

describe('[trap: side effects during a remote merge]', () => {
  it('what others do makes no work here: nothing is written, nothing can be undone', () => {
    draw(a, one);
    draw(a, two, { x: 300 });
    draw(a, arrow, { type: 'arrow' });
    tie(a, one, 'start');
    tie(a, two, 'end');
    const written: unknown[] = [];
    b.doc.on('update', (_update, origin) => origin !== 'wire' && written.push(origin));
    drawFrame(a, frame);
    act(a, (editor) => editor.groupShapes([one, two], { groupId: three }));
    act(a, (editor) => editor.reparentShapes([three], frame));
    act(a, (editor) => editor.deleteShape(one));
    expect(written).toEqual([]);
    expect(b.editor.getCanUndo()).toBe(false);
    expectSameBoard();
  });

  it('a group that two people emptied is not drawn, and what is left of it is not lost', () => {
    for (const id of [one, two]) draw(a, id, { x: 100 });
    act(a, (editor) => editor.groupShapes([one, two], { groupId: three }));
    draw(a, frame, { type: 'frame' });
    const place = a.editor.getShapePageBounds(two);
    // As if it came from two people: a group of three, of which each took one.
    a.board.records.delete(one);
    expect(seen(three)).toBeUndefined();
    expect(seen(two)?.parentId).toBe('page:page');
    expect(b.editor.getShapePageBounds(two)).toEqual(place);
    act(b, (editor) => editor.duplicateShapes([two]));
    expectSameBoard();
  });

  it('lets go of what is gone, and of nothing else', () => {
    draw(a, one);
    draw(a, two);
    b.editor.select(one, two);
    b.editor.setHoveredShape(one);
    act(a, (editor) => editor.deleteShape(one));
    expect(b.editor.getSelectedShapeIds()).toEqual([two]);
    expect(b.editor.getHoveredShapeId()).toBeNull();
  });

  it('stops writing in what is gone', () => {
    draw(a, one);
    b.editor.select(one);
    b.editor.setEditingShape(one);
    expect(b.editor.isIn('select.editing_shape')).toBe(true);
    act(a, (editor) => editor.deleteShape(one));
    expect(b.editor.getEditingShapeId()).toBeNull();
    expect(b.editor.isIn('select.idle')).toBe(true);
    expectSameBoard();
  });

  it('keeps what can be redone, whatever others do meanwhile', () => {
    draw(b, two);
    act(b, (editor) => move(editor, two, 50));
    act(b, (editor) => editor.undo());
    b.editor.select(two);
    draw(a, one);
    act(a, (editor) => editor.deleteShape(one));
    act(b, (editor) => editor.redo());
    expect(seen(two)?.x).toBe(50);
  });
});

describe('[trap: both clients seed the page]', () => {
  it('nobody makes a page or a document record, also not on an empty document', () => {
    const empty = createPerson(new Y.Doc());
    draw(empty, one);
    expect([...empty.board.records.keys()]).toEqual([one]);
    expect(empty.editor.getCurrentPageId()).toBe('page:page');
    empty.leave();
  });

  it('a page of somebody’s own is taken away again', () => {
    a.editor.createPage({ name: 'Mijn eigen pagina' });
    a.binding.flush();
    expect(a.editor.getPages().map(({ id }) => id)).toEqual(['page:page']);
    expectSameBoard();
  });

  it('renaming the one page reaches everybody', () => {
    act(a, (editor) => editor.renamePage(editor.getCurrentPageId(), 'Woonagenda'));
    expect(b.editor.getCurrentPage().name).toBe('Woonagenda');
    const other = PageRecordType.createId('other');
    expect(b.store.has(other)).toBe(false);
  });
});

describe('[trap: user records]', () => {
  it('nobody’s name reaches the document, not by typing and not by hand', () => {
    draw(a, one, { type: 'note' });
    act(a, (editor) => {
      editor.updateShape({ id: one, type: 'note', props: { richText: toRichText('Hoi') } });
      editor.store.put([UserRecordType.create({ id: createUserId('fatima'), name: 'Fatima' })]);
    });
    expect(JSON.stringify(a.board.records.toJSON())).not.toContain('user:');
    expect(JSON.stringify(a.board.records.toJSON())).not.toContain('Fatima');
    expect(a.board.records.toJSON()[one].props.textLastEditedBy ?? null).toBeNull();
  });
});

describe('what is not for the board', () => {
  it('a copy of a card is taken away again: a node has one card', () => {
    const nodeId = 'effect' as NodeId;
    placeCard(a.board, { nodeId, x: 0, y: 0, w: 200, h: 100, index: 'a1' }, 'a');
    act(a, (editor) =>
      editor.duplicateShapes([createShapeId(cardRecordId(nodeId).slice('shape:'.length))]),
    );
    expect(a.editor.getCurrentPageShapes()).toHaveLength(1);
    expectSameBoard();
  });

  it('[T31] a picture from elsewhere is not written and not kept', () => {
    const asset = {
      id: 'asset:far' as never,
      typeName: 'asset' as const,
      type: 'image' as const,
      meta: {},
      props: {
        w: 1,
        h: 1,
        name: '',
        isAnimated: false,
        mimeType: null,
        src: 'https://far.example/',
      },
    };
    act(a, (editor) => editor.createAssets([asset]));
    expect(a.editor.getAssets()).toEqual([]);
    const own = {
      ...asset,
      id: 'asset:own' as never,
      props: { ...asset.props, src: `asset:${'1a2b3c4d'.repeat(8)}` },
    };
    act(a, (editor) => editor.createAssets([own]));
    expect(b.editor.getAssets()).toEqual([own]);
  });

  it('what lies out of this world is put back', () => {
    draw(a, one, { x: 7 });
    act(a, (editor) => move(editor, one, 1e12));
    expect(seen(one)?.x).toBe(7);
  });
});

describe('[trap: read-only]', () => {
  it('nothing is written, whatever the store is told, and what was done is put back', () => {
    draw(a, one, { x: 7 });
    let mayWrite = false;
    const reader = createPerson(createSeededDoc(), { mayWrite: () => mayWrite });
    Y.applyUpdate(reader.doc, Y.encodeStateAsUpdate(a.doc), 'wire');
    const before = Y.encodeStateAsUpdate(reader.doc);
    reader.editor.updateInstanceState({ isReadonly: true });
    const shape = reader.editor.getShape(one);
    if (shape !== undefined) reader.store.put([{ ...shape, x: 99 }]);
    reader.store.remove([one]);
    reader.editor.updateInstanceState({ isReadonly: false });
    draw(reader, two);
    reader.binding.flush();
    expect(Y.encodeStateAsUpdate(reader.doc)).toEqual(before);
    expect(reader.editor.getCurrentPageShapes()).toEqual([shape]);
    mayWrite = true;
    draw(reader, two);
    expect(reader.board.records.has(two)).toBe(true);
    reader.leave();
  });
});

describe('what the fuzz found', () => {
  it('[seed 1009] a shape that is drawn above another with the same index still moves for everybody', () => {
    company.part();
    draw(a, one);
    draw(b, two);
    company.meet();
    for (const x of [10, 20, 30]) {
      act(a, (editor) => move(editor, one, x));
      act(b, (editor) => move(editor, two, x));
      expect([seen(one)?.x, seen(two)?.x]).toEqual([x, x]);
    }
    expectSameBoard();
  });

  it('[seed 109] of a copied group what is for the board stays, and nothing hangs in what is gone', () => {
    placeCard(
      a.board,
      { nodeId: 'node-1' as NodeId, x: 0, y: 0, w: 200, h: 100, index: 'a1' },
      'a',
    );
    draw(a, one, { x: 300 });
    const card = createShapeId('card-node-1');
    act(a, (editor) => editor.groupShapes([one, card], { groupId: three }));
    act(a, (editor) => editor.duplicateShapes([three]));
    const [copy, ...more] = a.editor
      .getCurrentPageShapes()
      .filter(({ id }) => ![one, card, three].includes(id));
    expect(more).toEqual([]);
    expect(copy).toMatchObject({ type: 'geo', x: 300, parentId: 'page:page' });
    expectSameBoard();
  });

  it('[seed 5] a group dissolves though somebody took the place of what an undo brings back', () => {
    for (const id of [one, two]) draw(a, id, { x: 10 });
    act(a, (editor) => editor.groupShapes([one, two], { groupId: three }));
    act(a, (editor) => editor.ungroupShapes([three]));
    draw(b, frame, { index: 'a1' as TLShape['index'] });
    act(a, (editor) => editor.undo());
    act(a, (editor) => editor.deleteShape(one));
    act(a, (editor) => editor.undo());
    act(b, (editor) => editor.duplicateShapes(editor.getCurrentPageShapes().map(({ id }) => id)));
    expect(seen(three)).toBeDefined();
    expectSameBoard();
  });
});
