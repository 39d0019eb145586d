import { Random } from '@meemaak/test-kit';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { countMissing, encodeMissing } from './missing.ts';

const SEED = 20_261_124;

/** Letters put and taken away all over a text, by several clients. */
function write(doc: Y.Doc, times: number, random: Random): void {
  const text = doc.getText('text');
  for (let at = 0; at < times; at += 1) {
    if (at % 50 === 0) doc.clientID = 1 + random.below(2 ** 31);
    const place = random.below(text.length + 1);
    if (text.length > 20 && random.below(5) === 0) text.delete(place % (text.length - 3), 3);
    else text.insert(place, `${at} `);
  }
}

function encodeWhole(doc: Y.Doc, has: Uint8Array, between: () => void = () => {}): Uint8Array {
  const turns = encodeMissing(doc, Y.decodeStateVector(has));
  for (;;) {
    const { done, value } = turns.next();
    if (done === true) return value;
    between();
  }
}

const open = (...updates: Uint8Array[]) => {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc;
};

describe('what somebody lacks', () => {
  it(`is what Yjs would say, byte for byte, whatever they have (seed ${SEED})`, () => {
    const random = new Random(SEED);
    const doc = new Y.Doc();
    const copies = [open()];
    for (let times = 0; times < 20; times += 1) {
      write(doc, 150, random);
      copies.push(open(Y.encodeStateAsUpdate(doc)));
    }
    for (const copy of copies) {
      const has = Y.encodeStateVector(copy);
      expect(encodeWhole(doc, has)).toEqual(Y.encodeStateAsUpdate(doc, has));
    }
  });

  it('takes several turns when it is much, and holds together with what came in meanwhile', () => {
    const random = new Random(SEED);
    const doc = new Y.Doc();
    write(doc, 14_000, random);
    const has = new Uint8Array([0]);
    expect(countMissing(doc, new Map())).toBeGreaterThan(10_000);
    const told: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => told.push(update));
    let turns = 0;
    doc.clientID = 7;
    for (let at = 0; at < 9_000; at += 1) doc.getText('text').insert(0, `${at} `);
    told.length = 0;
    const missing = encodeWhole(doc, has, () => {
      turns += 1;
      write(doc, 40, random);
    });
    expect(turns).toBeGreaterThan(1);
    const reader = open(...told, missing);
    expect(reader.store.pendingStructs).toBeNull();
    expect(reader.store.pendingDs).toBeNull();
    expect(reader.getText('text').toJSON()).toBe(doc.getText('text').toJSON());
    expect(Y.encodeStateVector(reader)).toEqual(Y.encodeStateVector(doc));
  }, 60_000);
});
