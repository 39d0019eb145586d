import { openNarrative, seedUpdate, type DossierId } from '@meemaak/model';
import { encodeSyncMessage, type RoomAddress } from '@meemaak/protocol';
import * as decoding from 'lib0/decoding';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { askEverything, documentOf, enter, finish, type Heard } from '../testing/enter.ts';
import { appendUpdates, openRelay, openRoom, type OpenRelay } from '../testing/open-relay.ts';
import type { Room } from './room.ts';

const address: RoomAddress = { dossierId: 'proef' as DossierId, document: 'narrative' };

let relay: OpenRelay;
beforeEach(async () => {
  relay = openRelay();
  await appendUpdates(relay, address, [seedUpdate('narrative')]);
});
afterEach(() => relay.close());

/** Of what is there now. */
function copyOf(room: Room): Y.Doc {
  const joiner = enter(room, 'p-copy');
  askEverything(room, joiner);
  room.leave(joiner.channel);
  return documentOf(joiner);
}

/** Many lists, each with lines: a list without lines is one that editors take away. */
function pasteLists(doc: Y.Doc, count: number): Uint8Array {
  const before = Y.encodeStateVector(doc);
  const lists = Array.from({ length: count }, (_, at) => {
    const words = new Y.XmlText(`Punt ${at} van onze lijst.`);
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [words]);
    const line = new Y.XmlElement('listItem');
    line.insert(0, [paragraph]);
    const list = new Y.XmlElement('bulletList');
    list.insert(0, [line]);
    return list;
  });
  openNarrative(doc).body.insert(0, lists);
  return Y.encodeStateAsUpdate(doc, before);
}

/** How many lists there are; throws at one without lines. */
function countLists(doc: Y.Doc): number {
  const lists = openNarrative(doc)
    .body.toArray()
    .filter((block) => block instanceof Y.XmlElement && block.nodeName === 'bulletList');
  for (const list of lists) {
    if (!(list instanceof Y.XmlElement) || list.length === 0) throw new Error('An empty list.');
    const [line] = list.toArray();
    if (!(line instanceof Y.XmlElement) || line.length === 0) throw new Error('An empty line.');
  }
  return lists.length;
}

/** The state vector with which the relay asked what they have. */
function questionTo({ messages }: Heard): Uint8Array {
  const question = messages.find(([kind, sort]) => kind === 0 && sort === 0);
  if (question === undefined) throw new Error('They were not asked.');
  return decoding.readVarUint8Array(decoding.createDecoder(question.subarray(2)));
}

const listsSeenBy = (heard: Heard) => countLists(documentOf(heard, countLists));

describe('a large update', () => {
  it('[X13] is seen by nobody before all of it is there, and acknowledged once', async () => {
    const room = openRoom(relay.openRooms(), address);
    const writer = enter(room, 'p-writer');
    const watcher = enter(room, 'p-watcher');
    askEverything(room, watcher);
    const late: Heard[] = [];
    const pasted = pasteLists(copyOf(room), 900);
    expect(pasted.byteLength).toBeGreaterThan(16 * 1024);
    let parts = 0;
    await finish(room.receive(writer.channel, encodeSyncMessage('update', pasted)), () => {
      parts += 1;
      const joiner = enter(room, 'p-late');
      askEverything(room, joiner);
      late.push(joiner);
    });
    expect(parts).toBeGreaterThan(3);
    await room.settle();
    await Promise.resolve();
    expect(writer.acks).toEqual([1]);
    expect(listsSeenBy(watcher)).toBe(900);
    for (const joiner of late) expect(listsSeenBy(joiner)).toBe(900);
    const stored = relay.log.load(address).updates;
    expect(stored).toHaveLength(2);
    expect(Buffer.compare(stored[1]?.bytes ?? new Uint8Array(), pasted)).toBe(0);
  });

  it('[T39] keeps nobody waiting: what others write meanwhile is told before it', async () => {
    const room = openRoom(relay.openRooms(), address);
    const [writer, other, watcher] = ['p-writer', 'p-other', 'p-watcher'].map((who) =>
      enter(room, who),
    );
    if (writer === undefined || other === undefined || watcher === undefined) return;
    askEverything(room, watcher);
    const copy = copyOf(room);
    const pasted = pasteLists(copyOf(room), 900);
    const before = Y.encodeStateVector(copy);
    openNarrative(copy).body.insert(0, [new Y.XmlElement('paragraph')]);
    const typed = Y.encodeStateAsUpdate(copy, before);
    let isFirst = true;
    await finish(room.receive(writer.channel, encodeSyncMessage('update', pasted)), () => {
      if (isFirst) room.receive(other.channel, encodeSyncMessage('update', typed));
      isFirst = false;
    });
    await room.settle();
    const [, first, second] = relay.log.load(address).updates;
    expect(first?.bytes).toEqual(typed);
    expect(second?.bytes.byteLength).toBe(pasted.byteLength);
    expect(listsSeenBy(watcher)).toBe(900);
    expect(other.acks).toEqual([1]);
  });

  it('[F01] is never stored after what leans on it: another window that knows of it has to wait', async () => {
    const room = openRoom(relay.openRooms(), address);
    const writer = enter(room, 'p-writer');
    const other = enter(room, 'p-writer');
    const copy = copyOf(room);
    const pasted = pasteLists(copy, 900);
    const window = new Y.Doc();
    Y.applyUpdate(window, Y.encodeStateAsUpdate(copy));
    const before = Y.encodeStateVector(window);
    openNarrative(window).body.insert(900, [new Y.XmlElement('paragraph')]);
    const leaning = Y.encodeStateAsUpdate(window, before);
    let second: Promise<void> | undefined;
    let parts = 0;
    await finish(room.receive(writer.channel, encodeSyncMessage('update', pasted)), () => {
      parts += 1;
      // Some of it is in the document by now, and some is not.
      if (parts === 4)
        second = finish(room.receive(other.channel, encodeSyncMessage('update', leaning)));
    });
    expect(parts).toBeGreaterThan(4);
    await second;
    await room.settle();
    const [, first, last] = relay.log.load(address).updates;
    expect(first?.bytes.byteLength).toBe(pasted.byteLength);
    expect(last?.bytes).toEqual(leaning);
    expect([writer.acks, other.acks]).toEqual([[1], [1]]);
  });

  it('[T19] is also a small one that takes Yjs a long walk: three people on top of each other at one spot', async () => {
    const room = openRoom(relay.openRooms(), address);
    const base = copyOf(room);
    const updates = [10, 20, 30].map((clientId) => {
      const copy = new Y.Doc();
      copy.clientID = clientId;
      Y.applyUpdate(copy, Y.encodeStateAsUpdate(base));
      const before = Y.encodeStateVector(copy);
      const { body } = openNarrative(copy);
      for (let at = 0; at < 300; at += 1) body.insert(0, [new Y.XmlElement('paragraph')]);
      return Y.encodeStateAsUpdate(copy, before);
    });
    let turns = 0;
    for (const [at, update] of updates.entries()) {
      expect(update.byteLength).toBeLessThan(16 * 1024);
      const writer = enter(room, `p-${at}`);
      await finish(room.receive(writer.channel, encodeSyncMessage('update', update)), () => {
        turns += 1;
      });
      await room.settle();
      expect([writer.closed, writer.acks]).toEqual([[], [1]]);
    }
    expect(turns).toBeGreaterThan(3);
    expect(
      relay.log
        .load(address)
        .updates.slice(1)
        .map(({ bytes }) => bytes),
    ).toEqual(updates);
  });

  it('waits for another large one in the same document, and both arrive', async () => {
    const room = openRoom(relay.openRooms(), address);
    const writers = ['p-1', 'p-2'].map((who) => enter(room, who));
    const watcher = enter(room, 'p-watcher');
    askEverything(room, watcher);
    const copies = writers.map(() => pasteLists(copyOf(room), 500));
    await Promise.all(
      writers.map(({ channel }, at) =>
        finish(room.receive(channel, encodeSyncMessage('update', copies[at] ?? new Uint8Array()))),
      ),
    );
    await room.settle();
    expect(listsSeenBy(watcher)).toBe(1_000);
    expect(writers.map(({ acks }) => acks)).toEqual([[1], [1]]);
  });

  it.each([
    ['large', 500],
    ['small', 1],
  ])(
    '[T12] keeps a %s one of somebody else waiting, which is not begun when their right goes meanwhile',
    async (_size, count) => {
      const room = openRoom(relay.openRooms(), address);
      const [ofFatma, ofBram] = [enter(room, 'p-fatma'), enter(room, 'p-bram')];
      const paste = (copy: Y.Doc, lists: number) =>
        encodeSyncMessage('update', pasteLists(copy, lists));
      const fatmas = copyOf(room);
      const first = room.receive(ofFatma.channel, paste(fatmas, 500));
      await first?.next().value;
      first?.next();
      // Small, it waits because it leans on what is held.
      const brams = new Y.Doc();
      Y.applyUpdate(brams, Y.encodeStateAsUpdate(count === 1 ? fatmas : copyOf(room)));
      const second = room.receive(ofBram.channel, paste(brams, count));
      expect(second?.next().value).toBeInstanceOf(Promise);
      room.closeChannelsOf('p-bram', 'accessChanged');
      await finish(first);
      await finish(second);
      await room.settle();
      expect(countLists(copyOf(room))).toBe(500);
      expect(ofFatma.acks).toEqual([1]);
      expect(ofBram).toMatchObject({ acks: [], closed: ['accessChanged'] });
    },
  );

  it('[T24] ends at its first part that is refused, and its sender is told so', async () => {
    const room = openRoom(relay.openRooms(), address);
    const writer = enter(room, 'p-writer');
    const copy = copyOf(room);
    const before = Y.encodeStateVector(copy);
    pasteLists(copy, 500);
    copy.getMap('elders').set('a', 1);
    const update = Y.encodeStateAsUpdate(copy, before);
    await finish(room.receive(writer.channel, encodeSyncMessage('update', update)));
    await room.settle();
    expect(writer.closed).toEqual(['updateRefused']);
    expect(writer.acks).toEqual([]);
  });
});

describe('a document that is as large as it may be on disk', () => {
  const sends = async (room: Room, copy: Y.Doc, change: () => void) => {
    const writer = enter(room, 'p-writer');
    const before = Y.encodeStateVector(copy);
    change();
    const update = Y.encodeStateAsUpdate(copy, before);
    await finish(room.receive(writer.channel, encodeSyncMessage('update', update)));
    await room.settle();
    return writer;
  };

  it('[T39] takes nothing more but what takes away, and again once that is folded', async () => {
    const room = openRoom(relay.openRooms({ most: { structs: Infinity, bytes: 8_000 } }), address);
    const copy = copyOf(room);
    const { body } = openNarrative(copy);
    const paragraph = new Y.XmlElement('paragraph');
    await sends(room, copy, () => body.insert(0, [paragraph]));
    const writes = (length: number) => () =>
      paragraph.insert(0, [new Y.XmlText('a'.repeat(length))]);
    expect((await sends(room, copy, writes(6_000))).acks).toEqual([1]);
    const held = Y.encodeStateAsUpdate(copy);
    expect((await sends(room, copy, writes(3_000))).closed).toEqual(['documentFull']);

    const own = new Y.Doc();
    Y.applyUpdate(own, held);
    const [first] = openNarrative(own).body.toArray();
    if (!(first instanceof Y.XmlElement)) throw new Error('There is no paragraph.');
    expect((await sends(room, own, () => first.delete(0, 1))).acks).toEqual([1]);
    // The refusal has it folded.
    const before = Y.encodeStateAsUpdate(own);
    const more = () => first.insert(0, [new Y.XmlText('b'.repeat(3_000))]);
    await sends(room, own, more);
    await vi.waitUntil(() => room.isDone);
    const after = new Y.Doc();
    Y.applyUpdate(after, before);
    const [again] = openNarrative(after).body.toArray();
    if (!(again instanceof Y.XmlElement)) throw new Error('There is no paragraph.');
    const taken = await sends(room, after, () =>
      again.insert(0, [new Y.XmlText('b'.repeat(3_000))]),
    );
    expect(taken).toMatchObject({ acks: [1], closed: [] });
  });
});

describe('a document that holds as much as it may', () => {
  it('[T39] takes nothing more but what takes away, and then takes again', async () => {
    const room = openRoom(relay.openRooms({ most: { structs: 60, bytes: Infinity } }), address);
    const fill = enter(room, 'p-writer');
    const copy = copyOf(room);
    const send = async (sender: typeof fill, change: () => void) => {
      const before = Y.encodeStateVector(copy);
      change();
      const update = Y.encodeStateAsUpdate(copy, before);
      await finish(room.receive(sender.channel, encodeSyncMessage('update', update)));
      await room.settle();
    };
    const { body } = openNarrative(copy);
    const write = (count: number) => () =>
      copy.transact(() => {
        for (let at = 0; at < count; at += 1) body.insert(0, [new Y.XmlElement('paragraph')]);
      });
    await send(fill, write(50));
    expect(fill.acks).toEqual([1]);
    const held = Y.encodeStateAsUpdate(copy);
    await send(fill, write(20));
    expect(fill.closed).toEqual(['documentFull']);

    const back = enter(room, 'p-writer');
    Y.applyUpdate(copy, held);
    const own = new Y.Doc();
    Y.applyUpdate(own, held);
    const before = Y.encodeStateVector(own);
    openNarrative(own).body.delete(0, 40);
    const taking = Y.encodeStateAsUpdate(own, before);
    await finish(room.receive(back.channel, encodeSyncMessage('update', taking)));
    await room.settle();
    expect(back.acks).toEqual([1]);
    const now = Y.encodeStateVector(own);
    openNarrative(own).body.insert(0, [new Y.XmlElement('paragraph')]);
    const more = Y.encodeStateAsUpdate(own, now);
    await finish(room.receive(back.channel, encodeSyncMessage('update', more)));
    await room.settle();
    expect(back).toMatchObject({ acks: [1, 2], closed: [] });
  });
});

describe('a large document that nobody wrote yet', () => {
  const fill = async () => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, seedUpdate('narrative'));
    await appendUpdates(relay, address, [pasteLists(doc, 2_000)]);
    return doc;
  };

  it('wakes in turns at the first write, and loses nothing', async () => {
    const written = await fill();
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(written));
    const room = openRoom(relay.openRooms(), address);
    const writer = enter(room, 'p-writer');
    const before = Y.encodeStateVector(doc);
    openNarrative(doc).body.insert(0, [new Y.XmlElement('paragraph')]);
    const typed = Y.encodeStateAsUpdate(doc, before);
    const work = room.receive(writer.channel, encodeSyncMessage('update', typed));
    expect(work).toBeDefined();
    await finish(work);
    await room.settle();
    expect(writer.acks).toEqual([1]);
    expect(Y.encodeStateVector(copyOf(room))).toEqual(Y.encodeStateVector(doc));
  });

  it('[F20] is not woken by those who come back, whole or with a gap, and they get what they lack', async () => {
    const doc = await fill();
    const early = new Y.Doc();
    Y.applyUpdate(early, Y.encodeStateAsUpdate(doc));
    const whole = Y.encodeStateVector(doc);
    openNarrative(doc).body.delete(0, 1_000);
    openNarrative(doc).body.insert(0, [new Y.XmlElement('paragraph')]);
    await appendUpdates(relay, address, [Y.encodeStateAsUpdate(doc, whole)]);
    const room = openRoom(relay.openRooms(), address);
    for (const copy of [early, doc]) {
      const back = enter(room, 'p-back');
      await finish(
        room.receive(back.channel, encodeSyncMessage('step1', Y.encodeStateVector(copy))),
      );
      const after = documentOf(back, () => {}, copy);
      expect(Y.encodeStateAsUpdate(after)).toEqual(Y.encodeStateAsUpdate(doc));
      // What they give then says nothing new, and is acknowledged at once.
      const asked = questionTo(back);
      const answer = encodeSyncMessage('step2', Y.encodeStateAsUpdate(after, asked));
      expect(room.receive(back.channel, answer)).toBeUndefined();
      expect(back.acks).toEqual([1]);
    }
  });

  it('[F20] wakes when many different copies come back, and each gets what it lacks', async () => {
    const doc = await fill();
    const room = openRoom(relay.openRooms(), address);
    const copies = Array.from({ length: 6 }, (_, at) => {
      const copy = new Y.Doc();
      Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
      openNarrative(copy).body.insert(at, [new Y.XmlElement('paragraph')]);
      return copy;
    });
    await Promise.all(
      copies.map(async (copy, at) => {
        const back = enter(room, `p-${at}`);
        await finish(
          room.receive(back.channel, encodeSyncMessage('step1', Y.encodeStateVector(copy))),
        );
        const mine = Y.encodeStateAsUpdate(copy, questionTo(back));
        await finish(room.receive(back.channel, encodeSyncMessage('step2', mine)));
        await room.settle();
        expect(back.acks).toEqual([1]);
      }),
    );
    const after = copyOf(room);
    for (const copy of copies) Y.applyUpdate(copy, Y.encodeStateAsUpdate(after));
    expect(copies.map((copy) => openNarrative(copy).body.length)).toEqual(
      Array.from({ length: 6 }, () => openNarrative(doc).body.length + 6),
    );
  });
});
