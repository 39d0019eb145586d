import { openNarrative, seedUpdate, type DossierId } from '@meemaak/model';
import type { RoomAddress } from '@meemaak/protocol';
import { Random, handMadeUpdate, letters, type HandMadeRow } from '@meemaak/test-kit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { askEverything, documentOf, enter, finish, syncMessage } from '../testing/enter.ts';
import { appendUpdates, openRelay, openRoom, type OpenRelay } from '../testing/open-relay.ts';
import type { Room } from './room.ts';

const SEED = 20_261_123;
const ROUNDS = 10;

let relay: OpenRelay;
beforeEach(() => {
  relay = openRelay();
});
afterEach(() => relay.close());

const addressOf = (document: RoomAddress['document'], at = 0): RoomAddress => ({
  dossierId: `proef-${at}` as DossierId,
  document,
});

async function openSeeded(address: RoomAddress): Promise<Room> {
  await appendUpdates(relay, address, [seedUpdate(address.document)]);
  return openRoom(relay.openRooms(), address);
}

/** What everybody sees now. */
function copyOf(room: Room): Y.Doc {
  const joiner = enter(room, 'p-copy');
  askEverything(room, joiner);
  room.leave(joiner.channel);
  return documentOf(joiner);
}

/** The document as it is read from disk; throws where something leans on what comes after it. */
function readInOrder(address: RoomAddress): Y.Doc {
  const doc = new Y.Doc();
  for (const { bytes } of relay.log.load(address).updates) {
    Y.applyUpdate(doc, bytes);
    assertNotWaiting(doc);
  }
  return doc;
}

function assertNotWaiting({ store }: Y.Doc): void {
  if (store.pendingStructs !== null || store.pendingDs !== null)
    throw new Error('It came too early.');
}

/** All that there is to compare: what is there, and what is gone. */
function seen(doc: Y.Doc): unknown {
  const { sv, ds } = Y.snapshot(doc);
  const content = [openNarrative(doc).body.toJSON(), doc.getMap('records').toJSON()];
  return {
    sv,
    deleted: [...Y.mergeDeleteSets([ds]).clients].toSorted(([a], [b]) => a - b),
    content,
  };
}

/** The live document, for somebody who had `copy`. */
async function liveFor(room: Room, copy: Y.Doc): Promise<Y.Doc> {
  const back = enter(room, 'p-back');
  await finish(room.receive(back.channel, syncMessage('step1', Y.encodeStateVector(copy))));
  room.leave(back.channel);
  return documentOf(back, () => {}, copy);
}

function twinOf(doc: Y.Doc, clientId: number): Y.Doc {
  const twin = new Y.Doc();
  twin.clientID = clientId;
  Y.applyUpdate(twin, Y.encodeStateAsUpdate(doc));
  return twin;
}

/** What this change is to others. */
function changed(copy: Y.Doc, change: () => void): Uint8Array {
  const before = Y.encodeStateVector(copy);
  change();
  return Y.encodeStateAsUpdate(copy, before);
}

type Edit = (doc: Y.Doc, random: Random) => void;

function paragraph(text: string): Y.XmlElement {
  const element = new Y.XmlElement('paragraph');
  element.insert(0, [new Y.XmlText(text)]);
  return element;
}

const write: Edit = (doc, random) => {
  const { body } = openNarrative(doc);
  const block = random.pick(body.toArray());
  const text = block instanceof Y.XmlElement ? block.get(0) : undefined;
  if (random.chance(0.4)) body.insert(random.below(body.length + 1), [paragraph('Een alinea')]);
  else if (random.chance(0.3) && body.length > 1) body.delete(random.below(body.length), 1);
  else if (text instanceof Y.XmlText) text.insert(random.below(text.length + 1), 'woord ');
};

const draw: Edit = (doc, random) => {
  const records = doc.getMap('records');
  const key = `note-${random.below(random.chance(0.5) ? 8 : 10_000)}`;
  const record = records.get(key);
  if (random.chance(0.1) && records.has(key)) records.delete(key);
  else if (record instanceof Y.Map && random.chance(0.9)) record.set('x', random.below(1_000));
  else records.set(key, new Y.Map(Object.entries({ x: 1, text: 'nog een briefje' })));
};

const faces = { narrative: write, board: draw } as const;

describe('what is written while a large update is held', () => {
  it.each(['narrative', 'board'] as const)(
    `[F01] [X13] never stands on disk before what it names, and everybody ends with the same %s (seed ${SEED})`,
    async (document) => {
      const random = new Random(SEED);
      const edit = faces[document];
      let meanwhile = 0;
      for (let round = 0; round < ROUNDS; round += 1) {
        const address = addressOf(document, round);
        const room = await openSeeded(address);
        const first = enter(room, 'p-first');
        const base = twinOf(copyOf(room), 1_000_000);
        const fill = changed(base, () => {
          for (let count = 0; count < 40; count += 1) edit(base, random);
        });
        await finish(room.receive(first.channel, syncMessage('update', fill)));
        await room.settle();
        const away = twinOf(base, random.between(2, 4_000_000_000));
        const large = changed(away, () => {
          for (let count = 0; count < 1_500; count += 1) edit(away, random);
        });
        expect(large.byteLength).toBeGreaterThan(16 * 1024);
        const watcher = enter(room, 'p-watcher');
        askEverything(room, watcher);
        const others = ['p-bram', 'p-noor'].map((who) => ({
          heard: enter(room, who),
          copy: twinOf(base, random.between(2, 4_000_000_000)),
          sent: 0,
        }));
        const fatma = enter(room, 'p-fatma');
        await finish(room.receive(fatma.channel, syncMessage('update', large)), () => {
          for (const other of others) {
            if (!random.chance(0.4)) continue;
            const small = changed(other.copy, () => edit(other.copy, random));
            other.sent += 1;
            meanwhile += 1;
            room.receive(other.heard.channel, syncMessage('update', small));
          }
        });
        await room.settle();
        for (const { heard, sent } of [...others, { heard: fatma, sent: 1 }]) {
          expect(heard.closed).toEqual([]);
          expect(heard.acks.at(-1) ?? 0).toBe(sent);
        }
        const stored = seen(readInOrder(address));
        expect(seen(await liveFor(room, twinOf(base, 7)))).toEqual(stored);
        expect(seen(documentOf(watcher, assertNotWaiting))).toEqual(stored);
      }
      expect(meanwhile).toBeGreaterThan(ROUNDS);
    },
  );

  it('[F01] waits when it goes on where the same client was, and when it says the same again', async () => {
    const client = 123_456;
    const row = (clock: number, count: number): HandMadeRow => ({
      client,
      clock,
      items: Array.from({ length: count }, (_, at) => ({
        parent: 'records',
        key: `k${clock + at}`,
        content: letters('a'),
      })),
    });
    for (const second of [handMadeUpdate(row(0, 1)), handMadeUpdate(row(50, 1))]) {
      const address = addressOf('board', second.byteLength);
      const room = await openSeeded(address);
      const [line, otherLine] = [enter(room, 'p-fatma'), enter(room, 'p-fatma')];
      let parts = 0;
      let waiting: Promise<void> | undefined;
      const large = syncMessage('update', handMadeUpdate(row(0, 1_500)));
      await finish(room.receive(line.channel, large), () => {
        parts += 1;
        if (parts !== 4) return;
        const work = room.receive(otherLine.channel, syncMessage('update', second));
        expect(work).toBeDefined();
        waiting = finish(work);
        expect(otherLine.acks).toEqual([]);
      });
      await waiting;
      await room.settle();
      expect([line.acks, otherLine.acks]).toEqual([[1], [1]]);
      expect(readInOrder(address).getMap('records').size).toBe(1_500);
    }
  });
});

describe('a large update', () => {
  it('[T17] [X04] cannot put other words in somebody else’s mouth by saying theirs again', async () => {
    const address = addressOf('narrative');
    const room = await openSeeded(address);
    const bram = enter(room, 'p-bram');
    const copy = twinOf(copyOf(room), 500);
    const said = changed(copy, () => openNarrative(copy).body.insert(0, [paragraph('niets')]));
    await finish(room.receive(bram.channel, syncMessage('update', said)));
    const text = Y.decodeUpdate(said).structs.at(-1)?.id;
    if (text === undefined) throw new Error('Nothing was said.');
    const own = Array.from({ length: 1_500 }, () => ({
      parent: 'body',
      content: { kind: 7, bytes: [3, 9, ...new TextEncoder().encode('paragraph')] },
    }));
    const forged = handMadeUpdate(
      { client: 900, clock: 0, items: own },
      {
        client: text.client,
        clock: text.clock,
        items: [{ parent: [text.client, text.clock - 1], content: letters('alles') }],
      },
    );
    const evil = enter(room, 'p-evil');
    await finish(room.receive(evil.channel, syncMessage('update', forged)));
    await room.settle();
    expect(evil.acks).toEqual([1]);
    for (const { bytes } of relay.log.load(address).updates) {
      expect(Buffer.from(bytes).includes('alles')).toBe(false);
    }
    expect(JSON.stringify(openNarrative(readInOrder(address)).body)).toContain('niets');
  });
});
