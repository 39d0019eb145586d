import { seedUpdate, type DocumentName } from '@meemaak/model';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { anyClient } from '../../testing/allowance.ts';
import { admitUpdate } from './admission.ts';

function openDocument(document: DocumentName): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, seedUpdate(document));
  return doc;
}

function updateOf(doc: Y.Doc, edit: (copy: Y.Doc) => void): Uint8Array {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  const before = Y.encodeStateVector(copy);
  copy.transact(() => edit(copy));
  return Y.encodeStateAsUpdate(copy, before);
}

const kindOf = (doc: Y.Doc, document: DocumentName, update: Uint8Array) => {
  const admitted = admitUpdate(doc, document, update, anyClient());
  return admitted.ok ? 'admitted' : admitted.refusal.kind;
};

/** Texts in texts: every level lies behind a word, as an embed of the text around it. */
const nestBehindWords = (levels: number) => (doc: Y.Doc) => {
  let text = new Y.XmlText();
  doc.getMap('records').set('in', text);
  for (let level = 0; level < levels; level += 1) {
    text.insert(0, 'ab');
    const inner = new Y.XmlText();
    text.insertEmbed(2, inner);
    text = inner;
  }
};

describe('what an update leans on', () => {
  it('[X03] is never itself: such an item would wait for ever', () => {
    // One client, one struct: client 9, clock 0, a letter whose origin is client 9, clock 0.
    const itself = new Uint8Array([1, 1, 9, 0, 0x84, 9, 0, 1, 97, 0]);
    expect(kindOf(openDocument('narrative'), 'narrative', itself)).toBe('gap');
  });

  it('[X05] counts how deep a type lies also behind words, whose ids name any of their letters', () => {
    const doc = openDocument('board');
    expect(kindOf(doc, 'board', updateOf(doc, nestBehindWords(200)))).toBe('tooDeep');
    expect(kindOf(doc, 'board', updateOf(doc, nestBehindWords(20)))).toBe('admitted');
  });

  it('[T19] is walked over once: a text of 40,000 blocks is judged in seconds, not in minutes', () => {
    const doc = openDocument('narrative');
    const update = updateOf(doc, (copy) => {
      copy.getXmlFragment('body').insert(
        0,
        Array.from({ length: 40_000 }, () => new Y.XmlElement('paragraph')),
      );
    });
    const startedAt = performance.now();
    expect(kindOf(doc, 'narrative', update)).toBe('admitted');
    // A tenth of a second on an idle machine; walking to the left for each block took 800 million steps.
    expect(performance.now() - startedAt).toBeLessThan(15_000);
  });
});
