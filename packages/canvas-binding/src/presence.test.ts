import type { ParticipantId } from '@meemaak/model';
import { createShapeId } from 'tldraw';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { boardSeed, createPerson, type Person } from './headless-editor.ts';
import {
  showPresentOnBoard,
  watchBoardPresence,
  type BoardPresence,
  type PresentOnBoard,
} from './presence.ts';

let me: Person;

beforeEach(() => {
  vi.useFakeTimers();
  const doc = new Y.Doc();
  Y.applyUpdate(doc, boardSeed());
  me = createPerson(doc);
});

afterEach(() => {
  me.leave();
  vi.useRealTimers();
});

function present(presence: unknown, clientId = 7): PresentOnBoard {
  return {
    clientId,
    participantId: 'fatima-01' as ParticipantId,
    name: 'Fatima',
    colour: '#006699',
    presence,
  };
}

function shownPresences() {
  return me.store.allRecords().filter((record) => record.typeName === 'instance_presence');
}

describe('what we show of ourselves', () => {
  it('[trap: pointer record] is told at once, also to nobody, then at most every 80 ms, and last how it is', () => {
    const told: BoardPresence[] = [];
    const stop = watchBoardPresence(me.store, (presence) => told.push(presence));
    expect(told).toHaveLength(1);
    for (let step = 0; step < 100; step += 1) {
      me.editor.updateInstanceState({ chatMessage: `step ${step}` });
      vi.advanceTimersByTime(10);
    }
    vi.advanceTimersByTime(80);
    expect(told.length).toBeGreaterThan(10);
    expect(told.length).toBeLessThanOrEqual(1 + Math.ceil(1080 / 80));
    expect(told.at(-1)?.chatMessage).toBe('step 99');
    stop();
    me.editor.updateInstanceState({ chatMessage: 'after the end' });
    vi.advanceTimersByTime(200);
    expect(told.at(-1)?.chatMessage).toBe('step 99');
  });

  it('[trap: selection in presence] is small, also with a thousand shapes selected and a long scribble', () => {
    const ids = Array.from({ length: 1000 }, () => createShapeId());
    me.editor.createShapes(ids.map((id) => ({ id, type: 'geo' })));
    me.editor.select(...ids);
    me.editor.setCamera({ x: -1234.56789, y: 0.123456, z: 1 }, { immediate: true });
    me.editor.updateInstanceState({
      scribbles: [
        {
          id: 'laser',
          points: ids.map((_, at) => ({ x: at / 3, y: at / 7, z: 0.5 })),
          size: 4,
          color: 'laser',
          opacity: 0.7,
          state: 'active',
          delay: 0,
          shrink: 0.05,
          taper: true,
        },
      ],
    });
    let shown: BoardPresence | undefined;
    watchBoardPresence(me.store, (presence) => (shown = presence))();
    expect(shown?.selectedShapeIds).toHaveLength(50);
    expect(shown?.camera).toEqual({ x: -1235, y: 0, z: 1 });
    expect(JSON.stringify(shown).length).toBeLessThan(4000);
  });
});

describe('what others show', () => {
  it('[T22] carries the name, colour and person that the server gave, whatever is sent', () => {
    const forged = {
      cursor: { x: 1, y: 2, type: 'default', rotation: 0 },
      userName: 'Somebody else',
      userId: 'user:somebody',
      color: 'red; background: url(//evil)',
      id: 'instance_presence:1',
      currentPageId: 'page:other',
    };
    showPresentOnBoard(me.store, [present(forged)]);
    expect(shownPresences()).toMatchObject([
      {
        id: 'instance_presence:7',
        userId: 'user:fatima-01',
        userName: 'Fatima',
        color: '#006699',
        currentPageId: 'page:page',
        cursor: { x: 1, y: 2 },
      },
    ]);
  });

  it('comes back as it was sent, and goes when they go', () => {
    let sent: BoardPresence | undefined;
    watchBoardPresence(me.store, (presence) => (sent = presence))();
    showPresentOnBoard(me.store, [present(structuredClone(sent)), present({}, 8)]);
    expect(shownPresences()).toHaveLength(2);
    expect(shownPresences()[0]).toMatchObject(sent ?? { sent: 'nothing' });
    showPresentOnBoard(me.store, [present({}, 8)]);
    expect(shownPresences().map(({ id }) => id)).toEqual(['instance_presence:8']);
    showPresentOnBoard(me.store, []);
    expect(shownPresences()).toEqual([]);
  });

  it.each([
    undefined,
    null,
    'here',
    [],
    { cursor: { x: 'left', y: 0, type: 'default', rotation: 0 } },
    { cursor: { x: Number.NaN, y: 0, type: 'default', rotation: 0 } },
    { cursor: { x: 1e300, y: 0, type: 'default', rotation: 0 } },
    { selectedShapeIds: Array.from({ length: 1000 }, (_, at) => `shape:${at}`) },
    { selectedShapeIds: ['page:page'] },
    { scribbles: [{}] },
    { chatMessage: 'a'.repeat(100_000) },
    { brush: { a: { b: { c: { d: { e: { f: 1 } } } } } } },
    { camera: new Uint8Array(3) },
  ])('[T22] is never a fault here, whatever it is (%#)', (presence) => {
    showPresentOnBoard(me.store, [present(presence), present({}, 8)]);
    expect(shownPresences().map(({ id }) => id)).toContain('instance_presence:8');
    for (const { cursor, selectedShapeIds, chatMessage } of shownPresences()) {
      expect(cursor).toBeNull();
      expect(selectedShapeIds).toEqual([]);
      expect(chatMessage).toBe('');
    }
  });

  it('never reaches the document or the undo history', () => {
    const before = Y.encodeStateAsUpdate(me.doc);
    const undoCount = me.editor.getCanUndo();
    showPresentOnBoard(me.store, [present({})]);
    me.binding.flush();
    expect(Y.encodeStateAsUpdate(me.doc)).toEqual(before);
    expect(me.editor.getCanUndo()).toBe(undoCount);
  });
});
