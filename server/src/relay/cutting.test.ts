import { Random, handMadeUpdate, letters } from '@meemaak/test-kit';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { cutUpdate } from './cutting.ts';
import { newLiveDocument } from './storage/live-document.ts';

const SEED = 20_261_123;

function openPeer(clientId: number): Y.Doc {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  return doc;
}

function editAtRandom(doc: Y.Doc, random: Random): void {
  const text = doc.getText('text');
  const at = random.below(text.length + 1);
  const roll = random.below(8);
  if (roll < 4) text.insert(at, 'abcdefgh'.slice(0, random.between(1, 8)));
  else if (roll < 6) text.delete(at, Math.min(random.between(1, 5), text.length - at));
  else if (roll < 7) {
    text.format(at, Math.min(4, text.length - at), { bold: random.chance(0.5) ? true : null });
  } else doc.getMap('map').set(`k${random.below(5)}`, random.below(100));
}

function piecesOf(update: Uint8Array, known: Map<number, number>, size: number): Uint8Array[] {
  const cut = cutUpdate(update, known, 1_000_000, size);
  if (cut.kind !== 'cut') throw new Error(`It was not cut: ${cut.kind}.`);
  return [...cut.pieces];
}

describe('an update in pieces', () => {
  it(`leads where the whole leads, and no piece leans on a later one (seed ${SEED})`, () => {
    const random = new Random(SEED);
    const counts = { updates: 0, pieces: 0, deletions: 0 };
    for (let round = 0; round < 20; round += 1) {
      const server = newLiveDocument();
      const peers = [9, 5, 30, 2].map(openPeer);
      for (let turn = 0; turn < 40; turn += 1) {
        const peer = random.pick(peers) ?? server;
        const other = random.pick(peers) ?? server;
        for (let edit = random.between(1, 30); edit > 0; edit -= 1) editAtRandom(peer, random);
        Y.applyUpdate(other, Y.encodeStateAsUpdate(peer));
        if (random.chance(0.6)) continue;
        const known = Y.decodeStateVector(Y.encodeStateVector(server));
        // Sometimes all of it, sometimes what is missing.
        const update = random.chance(0.5)
          ? Y.encodeStateAsUpdate(peer)
          : Y.encodeStateAsUpdate(peer, Y.encodeStateVector(server));
        const whole = newLiveDocument();
        Y.applyUpdate(whole, Y.encodeStateAsUpdate(server));
        Y.applyUpdate(whole, update);
        const pieces = piecesOf(update, known, random.between(1, 12));
        for (const piece of pieces) {
          Y.applyUpdate(server, piece);
          expect(server.store.pendingStructs).toBeNull();
          expect(server.store.pendingDs).toBeNull();
          if (piece[0] === 0) counts.deletions += 1;
        }
        expect(server.getText('text').toDelta()).toEqual(whole.getText('text').toDelta());
        expect(server.getMap('map').toJSON()).toEqual(whole.getMap('map').toJSON());
        expect(Y.encodeStateVector(server)).toEqual(Y.encodeStateVector(whole));
        counts.updates += 1;
        counts.pieces += pieces.length;
      }
    }
    expect(counts.updates).toBeGreaterThan(200);
    expect(counts.pieces).toBeGreaterThan(3 * counts.updates);
    expect(counts.deletions).toBeGreaterThan(100);
  });

  it('[T18] is not made of bytes that cannot be read, nor of two rows of one client', () => {
    const item = { parent: 'records', key: 'a', content: letters('a') };
    const update = handMadeUpdate({ client: 5, clock: 0, items: [item, item] });
    expect(cutUpdate(update.subarray(0, 9), new Map(), 10).kind).toBe('malformed');
    const rows = [0, 7].map((clock) => ({ client: 5, clock, items: [item] }));
    expect(cutUpdate(handMadeUpdate(...rows), new Map(), 10).kind).toBe('malformed');
    expect(cutUpdate(update, new Map(), 10).kind).toBe('cut');
  });

  it('[T19] is not made of more than a browser can place', () => {
    const items = Array.from({ length: 50 }, (_, at) => ({
      parent: 'records',
      key: `k${at}`,
      content: letters('a'),
    }));
    const update = handMadeUpdate({ client: 5, clock: 0, items });
    expect(cutUpdate(update, new Map(), 49).kind).toBe('tooManyStructs');
    expect(cutUpdate(update, new Map([[5, 1]]), 49).kind).toBe('cut');
  });

  it('[X03] is not made of two that lean on each other', () => {
    const update = handMadeUpdate(
      { client: 5, clock: 0, items: [{ origin: [6, 0], content: letters('a') }] },
      { client: 6, clock: 0, items: [{ origin: [5, 0], content: letters('b') }] },
    );
    expect(cutUpdate(update, new Map(), 10).kind).toBe('gap');
  });
});
