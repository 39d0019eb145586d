import { seedUpdate, openTree, type DossierId } from '@meemaak/model';
import { encodeSyncMessage, type RoomAddress } from '@meemaak/protocol';
import { handMadeUpdate, nestedList } from '@meemaak/test-kit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { askEverything, documentOf, enter, finish } from '../testing/enter.ts';
import { appendUpdates, openRelay, openRoom, type OpenRelay } from '../testing/open-relay.ts';
import type { Room } from './room.ts';
import { proveState } from './storage/stored-document.ts';

const address: RoomAddress = { dossierId: 'proef' as DossierId, document: 'tree' };

let relay: OpenRelay;
beforeEach(() => {
  relay = openRelay();
});
afterEach(() => relay.close());

const openAgain = () => openRoom(relay.openRooms(), address);
const snapshot = (state: Uint8Array, seq: number, readableSeq: number) =>
  relay.log.storeSnapshot({ address, state, seq, steps: 0, readableSeq });

/** Five entries in the log, after the seed. */
async function appendFive(): Promise<void> {
  const doc = new Y.Doc();
  const updates = [seedUpdate('tree')];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (const key of ['a', 'b', 'c', 'd', 'e']) openTree(doc).pos.set(key, 1);
  await appendUpdates(relay, address, updates);
}

/** Until it knows whether what is on disk can be read. */
async function proved(room: Room): Promise<Room> {
  await vi.waitUntil(() => room.isDone);
  return room;
}

/** Until what is under way is on disk and told. */
const settled = (room: Room) => room.settle().then(() => Promise.resolve());

/** What a joiner is given. */
function contents(room: Room): Y.Doc {
  const joiner = enter(room);
  askEverything(room, joiner);
  return documentOf(joiner);
}

const keysOf = (doc: Y.Doc) => [...openTree(doc).pos.keys()].toSorted();

function updateMessage(key: string): Uint8Array {
  const doc = new Y.Doc();
  openTree(doc).pos.set(key, 1);
  return encodeSyncMessage('update', Y.encodeStateAsUpdate(doc));
}

const rowsOf = (table: string) =>
  relay.sql.prepare(`SELECT seq, bytes, length, checksum FROM ${table} ORDER BY seq`).all();

describe('a document with a damaged record', () => {
  const damages: Record<string, string> = {
    'a flipped byte': `UPDATE updates SET bytes = CAST(x'0707' || substr(bytes, 3) AS BLOB) WHERE seq = 4`,
    'a cut record': 'UPDATE updates SET bytes = substr(bytes, 1, 5) WHERE seq = 4',
    'a wrong checksum': 'UPDATE updates SET checksum = checksum + 1 WHERE seq = 4',
    'a missing record': 'DELETE FROM updates WHERE seq = 4',
  };

  for (const [damage, sql] of Object.entries(damages)) {
    it(`[F36] opens for reading from the last good state after ${damage}, and is never written over`, async () => {
      await appendFive();
      relay.sql.exec(sql);
      const rows = rowsOf('updates');
      const rooms = relay.openRooms();
      const room = openRoom(rooms, address);
      expect(room.damaged).toBe(true);
      expect(keysOf(contents(room))).toEqual(['a', 'b']);
      const writer = enter(room);
      room.receive(writer.channel, updateMessage('new'));
      expect(keysOf(contents(room))).toEqual(['a', 'b']);
      await rooms.closeAll('restarting');
      expect(writer.acks).toEqual([]);
      expect(rowsOf('updates')).toEqual(rows);
      expect(rowsOf('snapshots')).toEqual([]);
    });
  }

  it('[F36] takes bytes that were stored whole but are no update as damage', async () => {
    await appendFive();
    await appendUpdates(relay, address, [new Uint8Array([1, 2, 3])]);
    const room = openAgain();
    expect(room.damaged).toBe(true);
    expect(keysOf(contents(room))).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('[F36] is never empty and writable: without any record it is damaged', () => {
    expect(openAgain().damaged).toBe(true);
  });

  it('[F36] knows by a broken snapshot that what it covered is gone', async () => {
    await appendFive();
    await snapshot(seedUpdate('tree'), 3, 0);
    await snapshot(seedUpdate('tree'), 6, 3);
    relay.sql.exec('UPDATE snapshots SET checksum = 0 WHERE seq = 6');
    expect(relay.log.load(address).damaged).toBe(false);
    relay.sql.exec('DELETE FROM updates');
    expect(relay.log.load(address).damaged).toBe(true);
  });
});

/** Whole to the checksum, and of no use: a value nested deeper than reading can go. */
function unreadableState(): Uint8Array {
  const deep = { parent: 'pos', key: 'deep', content: nestedList(200_000) };
  return handMadeUpdate({ client: 7, clock: 0, items: [deep] });
}

/** The state after the first `count` updates of `appendFive`. */
function stateAfter(count: number): Uint8Array {
  const doc = new Y.Doc();
  for (const update of relay.log.load(address).updates.slice(0, count))
    Y.applyUpdate(doc, update.bytes);
  return Y.encodeStateAsUpdate(doc);
}

describe('a snapshot with a good checksum that does not open', () => {
  const all = ['a', 'b', 'c', 'd', 'e'];

  it('[F36] [X05] gives way to the one before it and the log: whole, written, and put right', async () => {
    await appendFive();
    await snapshot(stateAfter(3), 3, 0);
    await snapshot(unreadableState(), 6, 3);
    const rooms = relay.openRooms();
    const room = openRoom(rooms, address);
    const early = enter(room);
    await proved(room);
    // What they may have been given was no use.
    expect(early.closed).toEqual(['internalError']);
    expect(room.damaged).toBe(false);
    expect(keysOf(contents(room))).toEqual(all);
    const writer = enter(room);
    room.receive(writer.channel, updateMessage('f'));
    await settled(room);
    expect(writer.acks).toEqual([1]);
    await rooms.closeAll('restarting');
    expect(relay.log.load(address)).toMatchObject({ startSeq: 6, tailLength: 1 });
    // What the unreadable one was said to cover is still there.
    expect(relay.log.load(address, 6)).toMatchObject({ startSeq: 3, seq: 7, damaged: false });
    expect(keysOf(contents(await proved(openAgain())))).toEqual([...all, 'f']);
  });

  it('[F36] [X05] gives way to the log when it is the only one', async () => {
    await appendFive();
    await snapshot(unreadableState(), 6, 0);
    const room = await proved(openAgain());
    expect(room.damaged).toBe(false);
    expect(keysOf(contents(room))).toEqual(all);
  });

  it('[F36] [X05] never ends in an empty document: what the log lacks then, is shown until there, for reading', async () => {
    await appendFive();
    await snapshot(stateAfter(3), 3, 0);
    await snapshot(unreadableState(), 6, 3);
    relay.sql.exec('DELETE FROM updates WHERE seq = 5');
    const room = await proved(openAgain());
    expect(room.damaged).toBe(true);
    expect(keysOf(contents(room))).toEqual(['a', 'b', 'c']);
  });

  it('[X05] nor does an update that cannot be read again: it shows what came before', async () => {
    await appendFive();
    await appendUpdates(relay, address, [unreadableState()]);
    const room = await proved(openAgain());
    expect(room.damaged).toBe(true);
    expect(keysOf(contents(room))).toEqual(all);
  });

  it('[F36] is never stored: what a document cannot give back stays in the log', () => {
    const doc = new Y.Doc();
    openTree(doc).pos.set('a', 1);
    expect(proveState(doc)?.bytes).toEqual(Y.encodeStateAsUpdate(doc));
    let deep: unknown[] = [];
    for (let level = 0; level < 200_000; level += 1) deep = [deep];
    openTree(doc).pos.set('deep', deep);
    expect(() => proveState(doc)).toThrow(/call stack/);
  });
});

describe('a disk that is full', () => {
  it('[F05] acknowledges and shows nothing, says "later", and goes on from what is on disk', async () => {
    await appendFive();
    const rooms = relay.openRooms();
    const room = openRoom(rooms, address);
    const writer = enter(room);
    const reader = enter(room);
    const { page_count: pages } = relay.sql.prepare('PRAGMA page_count').get() ?? {};
    relay.sql.exec(`PRAGMA max_page_count = ${Number(pages)}`);
    const told = reader.messages.length;
    const doc = new Y.Doc();
    openTree(doc).pos.set('large', 'x'.repeat(50_000));
    const message = encodeSyncMessage('update', Y.encodeStateAsUpdate(doc));
    await finish(room.receive(writer.channel, message));
    await settled(room);
    expect(writer.closed).toEqual(['storageUnavailable']);
    expect(reader.closed).toEqual(['storageUnavailable']);
    expect(writer.acks).toEqual([]);
    expect(reader.messages).toHaveLength(told);
    await expect(relay.writer.run('storage.probe', undefined)).rejects.toThrow(/full/);

    relay.sql.exec('PRAGMA max_page_count = 1000000');
    await relay.writer.run('storage.probe', undefined);
    const again = openRoom(rooms, address);
    expect(again).not.toBe(room);
    expect(keysOf(contents(again))).toEqual(['a', 'b', 'c', 'd', 'e']);
  });
});

describe('an idle room', () => {
  it('[F39] is one and the same for all who ask, put away when empty, and loaded whole again', async () => {
    await appendFive();
    const rooms = relay.openRooms();
    const room = openRoom(rooms, address);
    expect(rooms.open(address)).toBe(room);
    const { channel } = enter(room);
    room.receive(channel, updateMessage('f'));
    rooms.leave(room, channel);
    const after = openRoom(rooms, address);
    // Somebody came back in time: the same room, with the update that was still under way.
    expect(after).toBe(room);
    const back = enter(after);
    rooms.leave(after, back.channel);
    while (rooms.size > 0) await new Promise((resolve) => setTimeout(resolve, 1));
    const loaded = openRoom(rooms, address);
    expect(loaded).not.toBe(room);
    expect(keysOf(contents(loaded))).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });
});
