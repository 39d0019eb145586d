import { writeRecord } from '@meemaak/model';
import { createShapeId, type Editor, type TLPointerEventInfo } from 'tldraw';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import type { BoardBindingOptions } from './bind-board.ts';
import { act, createPerson, createSeededDoc, type Person } from './headless-editor.ts';
import { atomically } from './tldraw-inside.ts';

const one = createShapeId('one');
let isPointerDown = false;
let me: Person;
let writtenCount = 0;

beforeEach(() => {
  vi.useFakeTimers();
  isPointerDown = false;
  me = join();
  act(me, (editor) => editor.createShape({ id: one, type: 'geo', x: 0, y: 0 }));
  vi.advanceTimersByTime(100);
  writtenCount = 0;
});

afterEach(() => {
  me.leave();
  Reflect.deleteProperty(globalThis, '__FORCE_RAF_IN_TESTS__');
  vi.useRealTimers();
});

function join(options: Partial<BoardBindingOptions> = {}): Person {
  const doc = createSeededDoc();
  doc.on('update', () => (writtenCount += 1));
  return createPerson(doc, { isPointerDown: () => isPointerDown, ...options });
}

function move(editor: Editor, x: number): void {
  editor.updateShape({ id: one, type: 'geo', x, y: 0 });
}

function writtenX(): number {
  return me.board.records.toJSON()[one].pos[0];
}

/** As somebody else would: from outside, not through the binding. */
function recolourFromOutside(color: string): void {
  const shared = me.board.records.get(one) as Y.Map<Y.Map<unknown>>;
  me.doc.transact(() => shared.get('props')?.set('color', color), 'elsewhere');
}

describe('what the person does is written', () => {
  it('at once when nothing was written just before', () => {
    move(me.editor, 10);
    expect(writtenX()).toBe(10);
  });

  it('at most every 66 ms while the hand moves, and always the last of it', () => {
    for (let step = 1; step <= 120; step += 1) {
      move(me.editor, step);
      vi.advanceTimersByTime(1000 / 60);
    }
    vi.advanceTimersByTime(66);
    expect(writtenX()).toBe(120);
    expect(writtenCount).toBeLessThanOrEqual(Math.ceil(2000 / 66) + 2);
    expect(writtenCount).toBeGreaterThan(20);
  });

  it.each<[string, () => void]>([
    ['the pointer goes up', () => void window.dispatchEvent(new Event('pointerup'))],
    ['the pointer is taken away', () => void window.dispatchEvent(new Event('pointercancel'))],
    ['the page is left', () => void window.dispatchEvent(new Event('pagehide'))],
    ['the page is closed', () => void window.dispatchEvent(new Event('beforeunload'))],
    ['the tab is hidden', () => void document.dispatchEvent(new Event('visibilitychange'))],
    ['it is asked for', () => me.binding.flush()],
    ['the binding lets go', () => me.binding.unbind()],
  ])('at once when %s', (_when, happens) => {
    move(me.editor, 10);
    move(me.editor, 20);
    expect(writtenX()).toBe(10);
    happens();
    vi.advanceTimersByTime(0);
    expect(writtenX()).toBe(20);
  });

  it('[trap: listeners wait for a frame] also in a hidden tab, which has no frames', () => {
    Reflect.set(globalThis, '__FORCE_RAF_IN_TESTS__', true);
    vi.stubGlobal('requestAnimationFrame', () => 0);
    move(me.editor, 10);
    expect(writtenX()).toBe(0);
    document.dispatchEvent(new Event('visibilitychange'));
    expect(writtenX()).toBe(10);
    move(me.editor, 20);
    recolourFromOutside('red');
    expect(me.editor.getShape(one)).toMatchObject({ x: 20, props: { color: 'red' } });
    vi.unstubAllGlobals();
  });

  it('only what changed, and nothing when nothing did', () => {
    const keys: string[] = [];
    me.board.records.observeDeep((events) => {
      for (const { changes } of events) keys.push(...changes.keys.keys());
    });
    act(me, (editor) => move(editor, 10));
    act(me, (editor) => editor.updateShape({ id: one, type: 'geo', props: { color: 'red' } }));
    expect(keys).toEqual(['pos', 'color']);
    act(me, (editor) => move(editor, 10));
    expect(writtenCount).toBe(2);
  });

  it('and leaves nothing behind: two thousand drags cost no more than one', () => {
    act(me, (editor) => move(editor, 1));
    const before = Y.encodeStateAsUpdate(me.doc).length;
    for (let x = 1; x <= 2_000; x += 1) act(me, (editor) => move(editor, x));
    expect(Y.encodeStateAsUpdate(me.doc).length - before).toBeLessThan(64);
  });

  it('never after the binding has let go', () => {
    me.binding.unbind();
    move(me.editor, 10);
    window.dispatchEvent(new Event('pagehide'));
    vi.advanceTimersByTime(10_000);
    expect(writtenX()).toBe(0);
    recolourFromOutside('red');
    expect(me.editor.getShape(one)).toMatchObject({ props: { color: 'black' } });
  });
});

describe('what is dragged', () => {
  function pointer(name: TLPointerEventInfo['name'], x: number, altKey = false): void {
    const keys = { shiftKey: false, ctrlKey: false, metaKey: false, accelKey: false, altKey };
    me.editor.dispatch({
      type: 'pointer',
      target: 'canvas',
      name,
      point: { x, y: 50, z: 0.5 },
      pointerId: 1,
      button: 0,
      isPen: false,
      ...keys,
    });
    me.editor.emit('tick', 16);
    vi.advanceTimersByTime(100);
  }

  beforeEach(() => {
    me.doc.transact(() => writeRecord(me.board, cardRecord(1)), 'elsewhere');
    pointer('pointer_move', 60);
    pointer('pointer_down', 60);
  });

  it('is written on the way, and where it ends', () => {
    pointer('pointer_move', 90);
    const before = me.board.records.toJSON()['shape:card-node-1'].pos;
    pointer('pointer_move', 160);
    pointer('pointer_up', 160);
    const after = me.board.records.toJSON()['shape:card-node-1'].pos;
    expect([before[0], after[0]]).toEqual([31, 101]);
  });

  it('can be deleted by somebody else: the hand is empty then, and goes on', () => {
    pointer('pointer_move', 90);
    me.doc.transact(() => me.board.records.delete('shape:card-node-1'), 'elsewhere');
    pointer('pointer_move', 120);
    pointer('pointer_up', 120);
    expect(me.editor.isIn('select.idle')).toBe(true);
    expect(me.editor.getCurrentPageShapes().map(({ id }) => id)).toEqual([one]);
  });

  it('can be a copy of a card, which is not for the board: nothing comes of it', () => {
    pointer('pointer_move', 90, true);
    pointer('pointer_move', 120, true);
    pointer('pointer_up', 120, true);
    expect(me.editor.isIn('select.idle')).toBe(true);
    expect(me.editor.getShape(createShapeId('card-node-1'))?.x).toBe(1);
    expect(me.editor.getCurrentPageShapes()).toHaveLength(2);
  });
});

describe('what somebody else does', () => {
  it('does not pull away what the hand holds: what is not yet written lies over it', () => {
    move(me.editor, 10);
    move(me.editor, 20);
    recolourFromOutside('red');
    expect(me.editor.getShape(one)).toMatchObject({ x: 20, props: { color: 'red' } });
    expect(writtenX()).toBe(10);
    vi.advanceTimersByTime(66);
    expect(writtenX()).toBe(20);
  });

  it('takes away what the hand holds when they delete it', () => {
    move(me.editor, 10);
    move(me.editor, 20);
    me.doc.transact(() => me.board.records.delete(one), 'elsewhere');
    expect(me.editor.getShape(one)).toBeUndefined();
    vi.advanceTimersByTime(66);
    expect(me.board.records.has(one)).toBe(false);
  });

  it('that comes while tldraw is in the middle of something, is drawn when that is done', async () => {
    atomically(me.store, () => {
      move(me.editor, 10);
      recolourFromOutside('red');
    });
    await Promise.resolve();
    me.binding.flush();
    expect(me.editor.getShape(one)).toMatchObject({ x: 10, props: { color: 'red' } });
    expect(writtenX()).toBe(10);
  });
});

describe('the audit', () => {
  /** Something in the store that the document knows nothing of. */
  function drift(): void {
    const shape = me.editor.getShape(one);
    if (shape === undefined) throw new Error('It is not there.');
    me.store.mergeRemoteChanges(() => {
      me.store.put([
        { ...shape, x: 777 },
        { ...shape, id: createShapeId('stray'), index: 'a9' as never },
      ]);
    });
  }

  it('puts right what differs from the document, and says how much', () => {
    drift();
    expect(me.binding.audit()).toBe(2);
    expect(me.editor.getShape(one)?.x).toBe(0);
    expect(me.editor.getCurrentPageShapes()).toHaveLength(1);
    expect(me.binding.audit()).toBe(0);
  });

  it('comes by itself when the board rests, and waits while the pointer is down', () => {
    recolourFromOutside('red');
    drift();
    isPointerDown = true;
    vi.advanceTimersByTime(10_000);
    expect(me.editor.getShape(one)?.x).toBe(777);
    isPointerDown = false;
    vi.advanceTimersByTime(2_100);
    expect(me.editor.getShape(one)?.x).toBe(0);
  });

  it('goes through a large board in pieces, and through all of it', () => {
    me.doc.transact(() => {
      for (let at = 0; at < 1_000; at += 1) writeRecord(me.board, cardRecord(at));
    }, 'elsewhere');
    const ids = me.editor.getCurrentPageShapes().map(({ id }) => id);
    expect(ids).toHaveLength(1_001);
    me.store.mergeRemoteChanges(() => {
      for (const id of ids) me.store.update(id, (shape) => ({ ...shape, x: -1 }));
    });
    vi.advanceTimersByTime(3_000);
    expect(me.editor.getCurrentPageShapes().filter(({ x }) => x === -1)).toEqual([]);
  });
});

function cardRecord(at: number) {
  const nodeId = `node-${at}`;
  return {
    id: `shape:card-${nodeId}`,
    typeName: 'shape',
    type: 'card',
    parentId: 'page:page',
    index: 'a1',
    x: at,
    y: at,
    rotation: 0,
    isLocked: false,
    opacity: 1,
    props: { nodeId, w: 200, h: 100 },
    meta: {},
  };
}
