import { openTree, seedUpdate, type DossierId } from '@meemaak/model';
import {
  KEEP_ALIVE_MESSAGE,
  MESSAGE_KINDS,
  encodeSyncMessage,
  type RoomAddress,
} from '@meemaak/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { enter as enterRoom } from '../testing/enter.ts';
import { appendUpdates, openRelay, openRoom, type OpenRelay } from '../testing/open-relay.ts';
import type { Room } from './room.ts';

const address: RoomAddress = { dossierId: 'proef' as DossierId, document: 'tree' };

let relay: OpenRelay;
beforeEach(async () => {
  relay = openRelay();
  await appendUpdates(relay, address, [seedUpdate('tree')], 'seed');
});
afterEach(() => relay.close());

function enter(room: Room, name: string) {
  const heard = enterRoom(room, `p-${name}`);
  const write = (update: Uint8Array) =>
    room.receive(heard.channel, encodeSyncMessage('update', update));
  return { ...heard, write };
}

/** What somebody at this client id writes: entry after entry. */
function writer(clientId: number) {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  return (key: string) => {
    const before = Y.encodeStateVector(doc);
    openTree(doc).pos.set(key, 1);
    return Y.encodeStateAsUpdate(doc, before);
  };
}

/** [M-03]: fifteen bytes that take the next thousand million places of somebody. */
function silencing(clientId: number, clock: number): Uint8Array {
  const bytes: number[] = [];
  const varUint = (value: number) => {
    let rest = value;
    while (rest > 127) {
      bytes.push(128 + (rest % 128));
      rest = Math.floor(rest / 128);
    }
    bytes.push(rest);
  };
  for (const value of [1, 1, clientId, clock]) varUint(value);
  bytes.push(0);
  varUint(1_000_000);
  varUint(0);
  return new Uint8Array(bytes);
}

const awareness = (clientId: number, state: object) => {
  const json = [...new TextEncoder().encode(JSON.stringify(state))];
  const update = [1, clientId, 1, json.length, ...json];
  return new Uint8Array([MESSAGE_KINDS.awareness, update.length, ...update]);
};

describe('a client id', () => {
  it('[T17] [X04] belongs to whoever wrote under it first, also after a restart', async () => {
    const room = openRoom(relay.openRooms(), address);
    const fatma = enter(room, 'fatma');
    const write = writer(77);
    fatma.write(write('a'));
    await room.settle();
    const early = enter(room, 'forger');
    early.write(silencing(77, 1));
    expect(early.closed).toEqual(['updateRefused']);
    const again = openRoom(relay.openRooms(), address);
    const forger = enter(again, 'forger');
    forger.write(silencing(77, 1));
    expect(forger.closed).toEqual(['updateRefused']);
    const back = enter(again, 'fatma');
    back.write(write('b'));
    await again.settle();
    expect(back.closed).toEqual([]);
    expect(
      relay.sql.prepare('SELECT client_id, participant_id FROM client_ids').all(),
    ).toContainEqual({
      client_id: 77,
      participant_id: 'p-fatma',
    });
  });

  it('[T22] belongs to whoever showed themselves under it first, before they wrote anything', async () => {
    const room = openRoom(relay.openRooms(), address);
    const fatma = enter(room, 'fatma');
    room.receive(fatma.channel, awareness(77, { face: 'tree' }));
    const forger = enter(room, 'forger');
    forger.write(writer(77)('mine now'));
    expect(forger.closed).toEqual(['updateRefused']);
    const other = enter(room, 'other');
    room.receive(other.channel, awareness(77, { face: 'board' }));
    fatma.write(writer(77)('a'));
    await room.settle();
    expect(fatma.closed).toEqual([]);
    // "Who is here?" Nobody else, and not the other one under Fatma's id.
    room.receive(fatma.channel, new Uint8Array([MESSAGE_KINDS.queryAwareness]));
    const shown = fatma.messages.filter(([kind]) => kind === MESSAGE_KINDS.awareness);
    expect(shown).toEqual([KEEP_ALIVE_MESSAGE]);
  });

  it('[F23] may be one of many of the same person: every window has its own', async () => {
    const room = openRoom(relay.openRooms(), address);
    const windows = [77, 78, 79].map((clientId) => {
      const window = enter(room, 'fatma');
      window.write(writer(clientId)(`at-${clientId}`));
      return window;
    });
    // A closed window's unsent work comes in by another one.
    windows[0]?.write(writer(80)('from the copy on this device'));
    await room.settle();
    expect(windows.map(({ closed }) => closed)).toEqual([[], [], []]);
  });

  it("[T17] of the server, or of the seed, is nobody else's", async () => {
    const room = openRoom(relay.openRooms(), address);
    const forger = enter(room, 'forger');
    forger.write(silencing(1, 2));
    expect(forger.closed).toEqual(['updateRefused']);
    relay.writer.flush();
    const own = relay.sql
      .prepare("SELECT client_id FROM client_ids WHERE participant_id = 'server'")
      .get();
    const second = enter(room, 'forger');
    second.write(silencing(Number(own?.['client_id']), 0));
    expect(second.closed).toEqual(['updateRefused']);
  });

  it('[T19] is one of at most 512 a day of one participant, also after a restart', async () => {
    const room = openRoom(relay.openRooms(), address);
    const many = enter(room, 'many');
    for (let at = 0; at < 512; at += 1) many.write(writer(1_000 + at)(`k${at}`));
    await room.settle();
    expect(many.closed).toEqual([]);
    many.write(writer(9_000)('one more'));
    expect(many.closed).toEqual(['updateRefused']);
    const again = openRoom(relay.openRooms(), address);
    const later = enter(again, 'many');
    later.write(writer(9_001)('after a restart'));
    expect(later.closed).toEqual(['updateRefused']);
    const other = enter(again, 'other');
    other.write(writer(9_002)('somebody else'));
    expect(other.closed).toEqual([]);
    await again.settle();
  });

  it('is never refused to who came every day for years', async () => {
    const add = relay.sql.prepare('INSERT INTO client_ids VALUES (?, ?, ?, ?)');
    const twoMonthsAgo = Date.now() - 60 * 24 * 60 * 60 * 1_000;
    relay.sql.exec('BEGIN');
    for (let at = 0; at < 5_000; at += 1) add.run('proef', 10_000 + at, 'p-loyal', twoMonthsAgo);
    relay.sql.exec('COMMIT');
    const room = openRoom(relay.openRooms(), address);
    const loyal = enter(room, 'loyal');
    loyal.write(writer(77)('again'));
    await room.settle();
    expect(loyal.closed).toEqual([]);
    expect(loyal.acks).toEqual([1]);
  });
});
