import { openNarrative } from '@meemaak/model';
import { handMadeUpdate, letters, type HandMadeItem, type ItemId } from '@meemaak/test-kit';
import * as encoding from 'lib0/encoding';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { anyClient } from '../../testing/allowance.ts';
import { admitUpdate } from './admission.ts';
import { newLiveDocument } from '../storage/live-document.ts';

const CLIENT = 7;
const text: HandMadeItem = { parent: 'records', key: 'a', content: { kind: 7, bytes: [2] } };
/** The start of bold letters, at the start of the text. */
const mark: HandMadeItem = {
  parent: [CLIENT, 0],
  content: { kind: 6, bytes: [1, 98, 4, 116, 114, 117, 101] },
};

const row = (items: readonly HandMadeItem[], client = CLIENT) =>
  handMadeUpdate({ client, clock: 0, items });

/** Each before the one before, so that none merges with another. */
const lettersApart = (count: number): HandMadeItem[] =>
  Array.from({ length: count }, (_, at): HandMadeItem => {
    const origin: ItemId = [CLIENT, 1];
    return at === 0
      ? { origin, content: letters('x') }
      : { origin, rightOrigin: [CLIENT, 1 + at], content: letters('x') };
  });

/** An update that only deletes. */
const deletions = (client: number, ranges: readonly (readonly [clock: number, length: number])[]) =>
  encoding.encode((encoder) => {
    for (const number of [0, 1, client, ranges.length, ...ranges.flat()]) {
      encoding.writeVarUint(encoder, number);
    }
  });

const judge = (doc: Y.Doc, document: 'board' | 'narrative', update: Uint8Array) => {
  const admitted = admitUpdate(doc, document, update, anyClient());
  return admitted.ok ? 'admitted' : admitted.refusal.kind;
};

/** How many items Yjs looks at while a browser tidies after this: it keeps the marks of each gap in a set. */
function tidiedGaps(doc: Y.Doc, update: Uint8Array): number {
  let gaps = 0;
  const Usual = globalThis.Set;
  globalThis.Set = class<Value> extends Usual<Value> {
    override has(value: Value): boolean {
      if (value === 'b') gaps += 1;
      return super.has(value);
    }
  };
  try {
    Y.applyUpdate(doc, update);
  } finally {
    globalThis.Set = Usual;
  }
  return gaps;
}

describe('what deletions cost', () => {
  it('[T19] many letters that do not merge are not deleted at once from a text with marks', () => {
    for (const [count, verdict] of [
      [3_000, 'admitted'],
      [30_000, 'tooManySteps'],
    ] as const) {
      const items = [text, mark, ...lettersApart(count)];
      const doc = new Y.Doc();
      Y.applyUpdate(doc, row(items));
      expect(judge(doc, 'board', deletions(CLIENT, [[2, count]]))).toBe(verdict);
    }
  });

  it('[T19] nor in the update that brings them', () => {
    const items = [text, mark, ...lettersApart(30_000)];
    const brought = row(items).subarray(0, -1);
    const both = Uint8Array.from([...brought, ...deletions(CLIENT, [[2, 30_000]]).subarray(1)]);
    expect(judge(new Y.Doc(), 'board', both)).toBe('tooManySteps');
    expect(judge(new Y.Doc(), 'board', row(items))).toBe('admitted');
  });

  it('[T19] nor letter by letter out of the middle of one, with much written after it', () => {
    const count = 120_000;
    const word: HandMadeItem = { parent: [CLIENT, 0], content: letters('x'.repeat(count)) };
    const later = Array.from({ length: count }, (_, at): HandMadeItem => ({
      parent: 'records',
      key: `k${at}`,
      content: { kind: 8, bytes: [1, 126] },
    }));
    const doc = new Y.Doc();
    Y.applyUpdate(doc, row([text, word, ...later]));
    const everySecond = (length: number) =>
      Array.from({ length }, (_, at) => [2 * at + 2, 1] as const);
    expect(judge(doc, 'board', deletions(CLIENT, everySecond(40_000)))).toBe('tooManySteps');
    expect(judge(doc, 'board', deletions(CLIENT, everySecond(100)))).toBe('admitted');
  });

  it('[T19] nor are letters put into one from back to front by the hundred thousand', () => {
    const count = 100_000;
    const doc = new Y.Doc();
    const word: HandMadeItem = { parent: [CLIENT, 0], content: letters('x'.repeat(count)) };
    Y.applyUpdate(doc, row([text, word]));
    const into = (length: number) =>
      Array.from({ length }, (_, at): HandMadeItem => ({
        origin: [CLIENT, count - 1 - at],
        rightOrigin: [CLIENT, count - at],
        content: letters('y'),
      }));
    expect(judge(doc, 'board', row(into(50_000), 8))).toBe('tooManySteps');
    expect(judge(doc, 'board', row(into(3_000), 8))).toBe('admitted');
  });

  it('a page with bold words, written by two people by turns, is deleted whole', () => {
    const [one, other] = [new Y.Doc(), new Y.Doc()];
    const share = () => {
      Y.applyUpdate(other, Y.encodeStateAsUpdate(one, Y.encodeStateVector(other)));
      Y.applyUpdate(one, Y.encodeStateAsUpdate(other, Y.encodeStateVector(one)));
    };
    const words = new Y.XmlText('');
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [words]);
    openNarrative(one).body.insert(0, [paragraph]);
    share();
    const theirs = openNarrative(other).body.get(0);
    const theirWords = theirs instanceof Y.XmlElement ? theirs.get(0) : undefined;
    if (!(theirWords instanceof Y.XmlText)) throw new Error('No words.');
    for (let at = 0; at < 400; at += 1) {
      words.insert(at, 'a');
      if (at % 20 === 0) words.format(at, 1, { bold: true });
      share();
      theirWords.insert(Math.floor(at / 2), 'b');
      share();
    }
    const before = Y.encodeStateVector(one);
    openNarrative(other).body.delete(0, 1);
    const gone = Y.encodeStateAsUpdate(other, before);
    expect(judge(one, 'narrative', gone)).toBe('admitted');
  });
});

describe('a document of the server', () => {
  it('[T19] leaves the tidying to the browsers', () => {
    const items = [text, mark, ...lettersApart(500)];
    const gone = deletions(CLIENT, [[2, 500]]);
    const [browser, live] = [new Y.Doc(), newLiveDocument()];
    for (const doc of [browser, live]) Y.applyUpdate(doc, row(items));
    expect(tidiedGaps(browser, gone)).toBeGreaterThan(400);
    expect(tidiedGaps(live, gone)).toBe(0);
    expect(Y.encodeStateVector(live)).toEqual(Y.encodeStateVector(browser));
  });
});
