import { openNarrative, seedUpdate, SEED_CLIENT_ID } from '@meemaak/model';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { readAuthorship, writeNarrative } from './index.ts';

test('every letter, chip and line break is its writer’s, whoever wrote around it since', () => {
  const doc = seeded({
    type: 'doc',
    content: [
      { type: 'heading', attrs: { level: 2 }, content: [words('Ons plan')] },
      {
        type: 'bulletList',
        content: [{ type: 'listItem', content: [{ type: 'paragraph', content: [words('een')] }] }],
      },
      { type: 'paragraph', content: [words('Wij willen '), chip(), words(' samen')] },
    ],
  });
  const fatma = copyOf(doc, 7);
  textAt(fatma, 0).insert(3, ' eigen');
  textAt(fatma, 0).delete(0, 1);
  // Bold is no writing.
  textAt(fatma, 0).format(0, 2, { bold: {} });
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(fatma));
  expect(readAuthorship(bodyOf(doc))).toEqual([
    [run(SEED_CLIENT_ID, 2), run(7, 6), run(SEED_CLIENT_ID, 5)],
    [run(SEED_CLIENT_ID, 3)],
    [run(SEED_CLIENT_ID, 18)],
  ]);
});

test('two writers at one spot are told apart, the same on every device', () => {
  const doc = seeded({ type: 'doc', content: [{ type: 'paragraph', content: [words('ja')] }] });
  const one = copyOf(doc, 7);
  const other = copyOf(doc, 8);
  textAt(one, 0).insert(2, ' een');
  textAt(other, 0).insert(2, ' twee');
  Y.applyUpdate(one, Y.encodeStateAsUpdate(other));
  Y.applyUpdate(other, Y.encodeStateAsUpdate(one));
  const read = readAuthorship(bodyOf(one));
  expect(read).toEqual(readAuthorship(bodyOf(other)));
  expect(read[0]).toHaveLength(3);
  expect(read[0]?.find(({ clientId }) => clientId === 8)?.length).toBe(5);
});

test('a text built to be too deep, or of things that are no words, is read all the same', () => {
  const doc = new Y.Doc();
  let parent = bodyOf(doc);
  for (let depth = 0; depth < 3000; depth += 1) {
    const child = new Y.XmlElement('blockquote');
    parent.push([child]);
    parent = child;
  }
  bodyOf(doc).push([new Y.XmlText('los'), new Y.XmlElement('paragraph')]);
  expect(readAuthorship(bodyOf(doc))).toEqual([[]]);
});

function run(clientId: number, length: number) {
  return { clientId, length };
}

function words(text: string) {
  return { type: 'text', text };
}

function chip() {
  return { type: 'nodeChip', attrs: { ref: 'effect-1' } };
}

function seeded(json: object): Y.Doc {
  const doc = new Y.Doc();
  const seed = seedUpdate('narrative', (fresh) => writeNarrative(openNarrative(fresh).body, json));
  Y.applyUpdate(doc, seed);
  return doc;
}

function copyOf(doc: Y.Doc, clientId: number): Y.Doc {
  const copy = new Y.Doc();
  copy.clientID = clientId;
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}

function bodyOf(doc: Y.Doc): Y.XmlFragment {
  return openNarrative(doc).body;
}

function textAt(doc: Y.Doc, block: number): Y.XmlText {
  const element = bodyOf(doc).get(block);
  const text = element instanceof Y.XmlElement ? element.get(0) : undefined;
  if (!(text instanceof Y.XmlText)) throw new Error('No words there.');
  return text;
}
