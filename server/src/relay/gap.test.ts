import { openNarrative, seedUpdate, type DossierId } from '@meemaak/model';
import { encodeSyncMessage, type RoomAddress } from '@meemaak/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { documentOf, enter, askEverything, type Heard } from '../testing/enter.ts';
import { appendUpdates, openRelay, openRoom, type OpenRelay } from '../testing/open-relay.ts';
import type { Room } from './room.ts';

const address: RoomAddress = { dossierId: 'proef' as DossierId, document: 'narrative' };

let relay: OpenRelay;
let room: Room;
let writer: Heard;
let copy: Y.Doc;
beforeEach(async () => {
  relay = openRelay();
  await appendUpdates(relay, address, [seedUpdate('narrative')]);
  room = openRoom(relay.openRooms(), address);
  writer = enter(room);
  askEverything(room, writer);
  copy = documentOf(writer);
  // What they had is told by now: every question from here on is a second one.
  say('step2', Y.encodeStateAsUpdate(copy));
  writer.messages.length = 0;
});
afterEach(async () => {
  await room.settle();
  relay.close();
});

function say(kind: 'step2' | 'update', update: Uint8Array): void {
  room.receive(writer.channel, encodeSyncMessage(kind, update));
}

/** One line more; what changed. */
function type(): Uint8Array {
  const before = Y.encodeStateVector(copy);
  const { body } = openNarrative(copy);
  body.insert(body.length, [new Y.XmlElement('paragraph')]);
  return Y.encodeStateAsUpdate(copy, before);
}

const lines = (doc: Y.Doc) => openNarrative(doc).body.length;
const linesHere = async () => {
  await room.settle();
  const reader = enter(room, 'p-reader');
  askEverything(room, reader);
  return lines(documentOf(reader));
};
const questions = () => writer.messages.filter(([kind, sort]) => kind === 0 && sort === 0).length;

describe('a message that leans on what did not come', () => {
  it('[F18] is asked for once, whatever comes meanwhile, and nothing is acknowledged before the answer', async () => {
    const first = type();
    say('update', type());
    expect(questions()).toBe(1);
    say('update', first);
    expect(questions()).toBe(1);
    expect(await linesHere()).toBe(1);
    expect(writer.acks).toEqual([1]);
    say('step2', Y.encodeStateAsUpdate(copy));
    expect(await linesHere()).toBe(2);
    expect(writer.acks).toEqual([1, 4]);
    expect(questions()).toBe(1);
  });

  it('[F18] is asked for again when it came between the question and an answer that is without it', async () => {
    type();
    say('update', type());
    const answer = Y.encodeStateAsUpdate(copy);
    // Said after the answer, and heard before it.
    say('update', type());
    say('step2', answer);
    expect(await linesHere()).toBe(lines(copy) - 1);
    expect(questions()).toBe(2);
    // A peer counts in the order in which it spoke: it must not take the lost one for kept.
    expect(writer.acks).toEqual([1]);
    say('step2', Y.encodeStateAsUpdate(copy));
    expect(await linesHere()).toBe(lines(copy));
    expect(questions()).toBe(2);
    expect(writer.acks).toEqual([1, 5]);
  });
});
