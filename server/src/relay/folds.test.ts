import { openTree, seedUpdate, type DossierId } from '@meemaak/model';
import { encodeSyncMessage, type RoomAddress } from '@meemaak/protocol';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { askEverything, documentOf, enter } from '../testing/enter.ts';
import { appendUpdates, openRelay, openRoom, type OpenRelay } from '../testing/open-relay.ts';

const address: RoomAddress = { dossierId: 'proef' as DossierId, document: 'tree' };
/** More than make a fold. */
const MANY = 1_300;

let relay: OpenRelay;
beforeEach(async () => {
  relay = openRelay();
  await appendUpdates(relay, address, [seedUpdate('tree')]);
});
afterEach(() => relay.close());

it('[F37] gives who comes late a snapshot and what came since, however long the evening was', async () => {
  const room = openRoom(relay.openRooms(), address);
  const writer = enter(room);
  askEverything(room, writer);
  const copy = documentOf(writer);
  copy.on('update', (update: Uint8Array) =>
    room.receive(writer.channel, encodeSyncMessage('update', update)),
  );
  for (let at = 0; at < MANY; at += 1) {
    openTree(copy).pos.set(`n${at}`, { p: '', o: 'a', c: at, h: [] });
    await room.settle();
  }
  await vi.waitUntil(() => relay.log.load(address).startSeq > MANY / 2);
  openTree(copy).pos.set('last', { p: '', o: 'a', c: MANY, h: [] });
  await room.settle();

  const late = enter(room, 'p-late');
  askEverything(room, late);
  const seen = documentOf(late);
  expect(Y.encodeStateVector(seen)).toEqual(Y.encodeStateVector(copy));
  expect(openTree(seen).pos.size).toBe(MANY + 1);
  expect(room.pieces().length).toBeLessThan(MANY / 2);
  expect(late.messages.length).toBeLessThan(MANY / 2 + 10);
});
