import { createShapeId, type Editor, type TLShapeId } from 'tldraw';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { act, createHeadlessStore, createPeople, type Person } from './headless-editor.ts';
import { crashOf } from './tldraw-inside.ts';
import { undoOnlyOwnWork } from './undo-own-work.ts';

const one = createShapeId('one');
const two = createShapeId('two');
const frame = createShapeId('frame');
const group = createShapeId('group');
const arrow = createShapeId('arrow');

let company: ReturnType<typeof createPeople>;
let a: Person;
let b: Person;

beforeEach(() => {
  company = createPeople();
  [a, b] = company.people;
});

afterEach(() => {
  expectSameBoard();
  for (const person of company.people) person.leave();
});

function expectSameBoard(): void {
  expect(b.store.serialize('document')).toEqual(a.store.serialize('document'));
  expect(a.binding.audit() + b.binding.audit()).toBe(0);
  for (const { editor } of company.people) expect(crashOf(editor)).toBeNull();
}

function draw({ person, id, x = 0, parentId }: Drawing): void {
  const parent = parentId === undefined ? {} : { parentId };
  act(person, (editor) => editor.createShape({ id, type: 'geo', x, y: 0, ...parent }));
}

interface Drawing {
  readonly person: Person;
  readonly id: TLShapeId;
  readonly x?: number;
  readonly parentId?: TLShapeId;
}

function drawFrame(person: Person, x = 0): void {
  const props = { w: 300, h: 300 };
  act(person, (editor) => editor.createShape({ id: frame, type: 'frame', x, y: 0, props }));
}

function recolour(color: 'red' | 'green' | 'blue') {
  return (editor: Editor) => editor.updateShape({ id: one, type: 'geo', props: { color } });
}

function move(x: number) {
  return (editor: Editor) => editor.updateShape({ id: one, type: 'geo', x });
}

const undo = (editor: Editor) => editor.undo();
const redo = (editor: Editor) => editor.redo();

describe('[trap: undo restores the whole record] undo touches only own work', () => {
  beforeEach(() => draw({ person: a, id: one }));

  it('B’s colour stays when A takes back a move', () => {
    act(a, move(300));
    act(b, recolour('red'));
    act(a, undo);
    expect(a.editor.getShape(one)).toMatchObject({ x: 0, props: { color: 'red' } });
    act(a, redo);
    expect(a.editor.getShape(one)).toMatchObject({ x: 300, props: { color: 'red' } });
  });

  it('what B has done to the same thing since stays as B left it', () => {
    act(a, recolour('red'));
    act(b, recolour('green'));
    act(a, undo);
    expect(a.editor.getShape(one)).toMatchObject({ props: { color: 'green' } });
    act(a, redo);
    expect(a.editor.getShape(one)).toMatchObject({ props: { color: 'green' } });
  });

  it('each takes back their own, in any order', () => {
    act(a, move(300));
    act(b, recolour('red'));
    act(a, (editor) => editor.updateShape({ id: one, type: 'geo', props: { w: 500 } }));
    act(b, undo);
    act(a, undo);
    act(a, undo);
    expect(a.editor.getShape(one)).toMatchObject({ x: 0, props: { color: 'black', w: 100 } });
    act(b, redo);
    expect(a.editor.getShape(one)).toMatchObject({ x: 0, props: { color: 'red' } });
  });

  it('an own meta key goes, somebody else’s stays', () => {
    act(a, (editor) => editor.updateShape({ id: one, type: 'geo', meta: { fromA: 1 } }));
    act(b, (editor) => editor.updateShape({ id: one, type: 'geo', meta: { fromB: 2 } }));
    act(a, undo);
    expect(a.editor.getShape(one)?.meta).toEqual({ fromB: 2 });
  });
});

describe('[trap: undo resurrects] undo resurrects nothing', () => {
  it('a shape that B deleted stays deleted when A takes back a move', () => {
    draw({ person: a, id: one });
    act(a, move(300));
    act(b, (editor) => editor.deleteShape(one));
    act(a, undo);
    expect(a.editor.getShape(one)).toBeUndefined();
    expect(a.board.records.has(one)).toBe(false);
    act(a, redo);
    expect(a.editor.getShape(one)).toBeUndefined();
  });

  it('what A deleted comes back for A, and for B', () => {
    draw({ person: a, id: one });
    act(a, (editor) => editor.deleteShape(one));
    act(a, undo);
    expect(b.editor.getShape(one)).toBeDefined();
    act(a, redo);
    expect(b.editor.getShape(one)).toBeUndefined();
  });

  it('taking back a tie to what is gone brings nothing', () => {
    draw({ person: a, id: one });
    act(a, (editor) => editor.createShape({ id: arrow, type: 'arrow' }));
    const tie = { type: 'arrow', fromId: arrow, toId: one, props: { terminal: 'end' } } as const;
    act(a, (editor) => editor.createBinding(tie));
    act(a, (editor) => editor.deleteBindings(editor.getBindingsFromShape(arrow, 'arrow')));
    act(b, (editor) => editor.deleteShape(one));
    act(a, undo);
    expect(a.editor.getBindingsFromShape(arrow, 'arrow')).toEqual([]);
  });
});

describe('undo fits into what is there now', () => {
  it('[trap: same index] a place in the order that somebody has taken since is not taken back', () => {
    drawFrame(a);
    draw({ person: a, id: one, parentId: frame });
    act(a, (editor) => editor.deleteShape(one));
    draw({ person: b, id: two, parentId: frame });
    const before = b.editor.getShape(two);
    act(a, undo);
    expect(b.editor.getShape(two)).toEqual(before);
    expect(a.editor.getShape(one)?.index).not.toBe(before?.index);
    act(a, (editor) => editor.duplicateShapes([one, two]));
  });

  it('[trap: cycle] a frame does not go back into what lies in it now', () => {
    drawFrame(a);
    draw({ person: a, id: one });
    const other = createShapeId('other-frame');
    const props = { w: 300, h: 300 };
    act(a, (editor) => editor.createShape({ id: other, type: 'frame', x: 400, props }));
    act(a, (editor) => editor.reparentShapes([frame], other));
    act(a, (editor) => editor.reparentShapes([frame], editor.getCurrentPageId()));
    act(b, (editor) => editor.reparentShapes([other], frame));
    act(a, undo);
    expect(a.editor.getShape(frame)?.parentId).toBe('page:page');
    expect(a.editor.getShape(other)?.parentId).toBe(frame);
  });

  it('[trap: parent deleted] what comes back without its frame lies on the page', () => {
    drawFrame(a, 500);
    draw({ person: a, id: one, parentId: frame, x: 10 });
    act(a, (editor) => editor.deleteShape(one));
    act(b, (editor) => editor.deleteShape(frame));
    act(a, undo);
    expect(a.editor.getShape(one)?.parentId).toBe('page:page');
  });

  it('a frame that holds somebody else’s shape now is not taken away with it', () => {
    drawFrame(a);
    draw({ person: b, id: two, parentId: frame });
    act(a, undo);
    expect(b.editor.getShape(two)?.parentId).toBe(frame);
    expect(a.editor.getShape(frame)).toBeDefined();
  });

  it('a shape goes back to its frame together with its place there, or not at all', () => {
    drawFrame(a, 500);
    draw({ person: a, id: one, parentId: frame, x: 10 });
    act(a, (editor) => editor.reparentShapes([one], editor.getCurrentPageId()));
    act(b, move(900));
    act(a, undo);
    expect(a.editor.getShape(one)).toMatchObject({ parentId: 'page:page', x: 900 });
  });

  it('grouping is taken back though B has moved a member', () => {
    draw({ person: a, id: one });
    draw({ person: a, id: two, x: 200 });
    act(a, (editor) => editor.groupShapes([one, two], { groupId: group }));
    act(b, move(40));
    const place = a.editor.getShapePageBounds(one);
    act(a, undo);
    expect(a.editor.getShape(two)?.parentId).toBe('page:page');
    expect(a.editor.getShapePageBounds(one)).toEqual(place);
  });
});

it('[seed 465] a group that comes back to hold one shape only, dissolves at once', () => {
  draw({ person: a, id: one });
  draw({ person: a, id: two, x: 400 });
  act(a, (editor) => editor.createShape({ id: arrow, type: 'arrow' }));
  act(a, (editor) => editor.groupShapes([one, arrow], { groupId: group }));
  act(a, (editor) => editor.ungroupShapes([group]));
  const tie = { type: 'arrow', fromId: arrow, toId: two, props: { terminal: 'end' } } as const;
  act(b, (editor) => editor.createBinding(tie));
  a.editor.undo();
  expect(a.editor.getShape(arrow)?.parentId).toBe('page:page');
  expect(a.editor.getShape(group)).toBeUndefined();
  expect(a.editor.getShape(one)?.parentId).toBe('page:page');
  a.binding.flush();
});

describe('tldraw’s own history goes on as it was', () => {
  beforeEach(() => draw({ person: a, id: one }));

  it('what is abandoned halfway goes back to where it started', () => {
    const mark = a.editor.markHistoryStoppingPoint('drag');
    for (const x of [10, 20, 30]) move(x)(a.editor);
    a.editor.bailToMark(mark);
    a.binding.flush();
    expect(b.editor.getShape(one)?.x).toBe(0);
    expect(a.editor.getCanRedo()).toBe(false);
  });

  it('many steps squashed into one are one step back', () => {
    const mark = a.editor.markHistoryStoppingPoint('drag');
    for (const x of [10, 20, 30]) act(a, move(x));
    a.editor.squashToMark(mark);
    act(a, undo);
    expect(b.editor.getShape(one)?.x).toBe(0);
    act(a, redo);
    expect(b.editor.getShape(one)?.x).toBe(30);
  });

  it('the selection comes back as it was', () => {
    a.editor.select(one);
    act(a, (editor) => editor.deleteShapes([one]));
    act(a, undo);
    expect(a.editor.getSelectedShapeIds()).toEqual([one]);
  });

  it('[trap: Y.UndoManager] whatever is taken back, no key is left without a value', () => {
    for (const color of ['red', 'green', 'blue'] as const) {
      company.part();
      act(a, recolour(color));
      act(b, recolour('blue'));
      company.meet();
      act(a, undo);
      act(b, undo);
      const shape = a.editor.getShape(one);
      expect(Object.values({ ...shape, ...shape?.props })).not.toContain(undefined);
    }
  });

  it('is tldraw’s again when the binding lets go', () => {
    const store = createHeadlessStore();
    const isReplaced = () => Object.hasOwn(store, 'applyDiff');
    const stop = undoOnlyOwnWork(store);
    expect(isReplaced()).toBe(true);
    stop();
    expect(isReplaced()).toBe(false);
  });
});
