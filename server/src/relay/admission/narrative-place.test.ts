import { seedExampleDossier } from '@meemaak/example-dossier';
import { seedUpdate } from '@meemaak/model';
import { writeNarrative } from '@meemaak/narrative';
import { Random, handMadeUpdate } from '@meemaak/test-kit';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { anyClient } from '../../testing/allowance.ts';
import { admitUpdate } from './admission.ts';
import { isForeignContent } from './narrative-place.ts';
import { rehearse } from './rehearsal.ts';

const SEED = 20_261_123;

function openNarrativeDoc(): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, seedUpdate('narrative'));
  return doc;
}

function updateOf(doc: Y.Doc, edit: (body: Y.XmlFragment) => void): Uint8Array {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  const before = Y.encodeStateVector(copy);
  copy.transact(() => edit(copy.getXmlFragment('body')));
  return Y.encodeStateAsUpdate(copy, before);
}

const kindOf = (doc: Y.Doc, update: Uint8Array) => {
  const admitted = admitUpdate(doc, 'narrative', update, anyClient());
  return admitted.ok ? 'admitted' : admitted.refusal.kind;
};

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}

interface TextNode {
  readonly type: string;
  readonly text?: string;
  readonly attrs?: Record<string, unknown>;
  readonly marks?: { readonly type: string }[];
  readonly content?: TextNode[];
}

function randomWords(random: Random): TextNode[] {
  return Array.from({ length: random.between(1, 4) }, (): TextNode => {
    if (random.chance(0.15)) return { type: 'hardBreak' };
    if (random.chance(0.15)) return { type: 'nodeChip', attrs: { ref: 'effect-buren' } };
    const marks = random.chance(0.3) ? [{ type: random.pick(['bold', 'italic']) ?? 'bold' }] : [];
    return { type: 'text', text: `${random.pick(['goede', 'buren', 'straat'])} `, marks };
  });
}

function randomBlock(random: Random, depth: number): TextNode {
  const name = random.weighted({
    paragraph: 6,
    heading: 2,
    bulletList: 1,
    blockquote: 1,
    table: 1,
  });
  const blocks = () =>
    Array.from({ length: random.between(1, 2) }, () => randomBlock(random, depth + 1));
  const paragraph = (): TextNode => ({ type: 'paragraph', content: randomWords(random) });
  if (name === 'heading') {
    return { type: name, attrs: { level: random.between(1, 3) }, content: randomWords(random) };
  }
  if (name === 'paragraph' || depth > 2) return paragraph();
  if (name === 'blockquote') return { type: name, content: blocks() };
  if (name === 'table') {
    const cell = (): TextNode => ({ type: 'tableCell', content: [paragraph()] });
    const row = (): TextNode => ({ type: 'tableRow', content: [cell(), cell()] });
    return { type: name, content: Array.from({ length: random.between(1, 3) }, row) };
  }
  const points = Array.from({ length: random.between(1, 3) }, (): TextNode => ({
    type: 'listItem',
    content: [paragraph(), ...(random.chance(0.3) ? blocks() : [])],
  }));
  return { type: name, content: points };
}

function randomText(random: Random): TextNode {
  const content = Array.from({ length: random.between(1, 8) }, () => randomBlock(random, 0));
  return { type: 'doc', content };
}

type Tree = readonly [name: string, ...children: (Tree | string)[]];

function element([name, ...children]: Tree): Y.XmlElement {
  const made = new Y.XmlElement(name);
  made.insert(
    0,
    children.map((child) => (typeof child === 'string' ? new Y.XmlText(child) : element(child))),
  );
  return made;
}

const put = (tree: Tree) => (body: Y.XmlFragment) => body.insert(0, [element(tree)]);

describe('an element in the running text', () => {
  const fits: Tree[] = [
    ['paragraph', 'Goede buren', ['nodeChip'], ['hardBreak'], 'zijn goud waard'],
    ['heading', 'Waarom', ['nodeChip']],
    [
      'bulletList',
      ['listItem', ['paragraph', 'een'], ['orderedList', ['listItem', ['paragraph']]]],
    ],
    ['blockquote', ['paragraph', 'zei Fatma'], ['bulletList']],
    [
      'table',
      ['tableRow', ['tableHeader', ['paragraph', 'Wie']]],
      ['tableRow', ['tableCell', ['bulletList', ['listItem', ['paragraph', 'buren']]]]],
    ],
  ];
  for (const tree of fits) {
    it(`is let in where the schema has it: ${JSON.stringify(tree)}`, () => {
      const doc = openNarrativeDoc();
      expect(kindOf(doc, updateOf(doc, put(tree)))).toBe('admitted');
    });
  }

  const foreign: Tree[] = [
    ['tableOfTheFuture'],
    ['tableRow', ['tableCell', ['paragraph', 'los']]],
    ['table', ['paragraph', 'geen rij']],
    ['table', ['tableRow', ['tableCell', ['table']]]],
    ['table', ['tableRow', ['tableCell', ['heading', 'te groot']]]],
    ['paragraph', ['script']],
    ['paragraph', ['heading', 'groot']],
    ['heading', ['paragraph', 'klein']],
    ['paragraph', ['bulletList', ['listItem', ['paragraph']]]],
    ['bulletList', ['paragraph', 'geen punt']],
    ['listItem', ['paragraph']],
    ['bulletList', 'woorden naast de punten'],
    ['doc', ['paragraph']],
  ];
  for (const tree of foreign) {
    it(`[T24] is refused where the schema has none: ${JSON.stringify(tree)}`, () => {
      const doc = openNarrativeDoc();
      expect(kindOf(doc, updateOf(doc, put(tree)))).toBe('foreignElement');
    });
  }

  it('[T24] is judged by what the document has around it, and by its neighbours there', () => {
    const doc = openNarrativeDoc();
    Y.applyUpdate(doc, updateOf(doc, put(['paragraph', 'Goede buren'])));
    const inside = (tree: Tree, at: number) =>
      updateOf(doc, (body) => {
        const paragraph = body.get(0);
        if (paragraph instanceof Y.XmlElement) paragraph.insert(at, [element(tree)]);
      });
    for (const at of [0, 1]) {
      expect(kindOf(doc, inside(['nodeChip'], at))).toBe('admitted');
      expect(kindOf(doc, inside(['heading', 'groot'], at))).toBe('foreignElement');
    }
    const words = updateOf(doc, (body) => body.insert(1, [new Y.XmlText('los')]));
    expect(kindOf(doc, words)).toBe('foreignElement');
  });

  it('[T24] is refused as an attribute, in running words, and when it is no element at all', () => {
    const doc = openNarrativeDoc();
    Y.applyUpdate(doc, updateOf(doc, put(['paragraph', 'Goede buren'])));
    const change = (edit: (paragraph: Y.XmlElement, words: Y.XmlText) => void) =>
      updateOf(doc, (body) => {
        const paragraph = body.get(0);
        const words = paragraph instanceof Y.XmlElement ? paragraph.get(0) : undefined;
        if (paragraph instanceof Y.XmlElement && words instanceof Y.XmlText) edit(paragraph, words);
      });
    const plain = change((paragraph) => paragraph.setAttribute('lang', 'nl'));
    expect(kindOf(doc, plain)).toBe('admitted');
    const changes = [
      change((_, words) => words.insertEmbed(3, new Y.XmlElement('nodeChip'))),
      handMadeUpdate({
        client: 7,
        clock: 0,
        // A paragraph, as an attribute.
        items: [{ parent: 'body', key: 'lang', content: { kind: 7, bytes: [3, 1, 112] } }],
      }),
      // A map, and a hook, where a block would be.
      ...[[1], [5, 1, 112]].map((bytes) =>
        handMadeUpdate({
          client: 7,
          clock: 0,
          items: [{ parent: 'body', content: { kind: 7, bytes } }],
        }),
      ),
    ];
    for (const update of changes) expect(kindOf(doc, update)).toBe('foreignElement');
  });

  it(`is let in however an editor writes it, with others writing too (seed ${SEED})`, () => {
    const random = new Random(SEED);
    const server = openNarrativeDoc();
    const peers = Array.from({ length: 3 }, () => copyOf(server));
    const counts = { updates: 0, steps: 0 };
    for (let turn = 0; turn < 600; turn += 1) {
      const peer = random.pick(peers) ?? server;
      if (random.chance(0.6)) Y.applyUpdate(peer, Y.encodeStateAsUpdate(server));
      // It compares with what stands there, and writes the difference, as an editor does.
      writeNarrative(peer.getXmlFragment('body'), randomText(random));
      if (random.chance(0.3)) continue;
      const update = Y.encodeStateAsUpdate(peer, Y.encodeStateVector(server));
      const admitted = admitUpdate(server, 'narrative', update, anyClient());
      expect(admitted.ok ? 'admitted' : admitted.refusal.kind).toBe('admitted');
      Y.applyUpdate(server, update);
      counts.updates += 1;
      counts.steps += admitted.ok ? admitted.value.steps : 0;
    }
    expect(counts.updates).toBeGreaterThan(300);
    expect(counts.steps).toBeGreaterThan(100);
  });

  it('is known in everything that the example dossier is written with', () => {
    const { structs } = Y.decodeUpdate(seedExampleDossier().narrative);
    const counts = { types: 0, foreign: 0 };
    rehearse(new Y.Doc(), structs, Infinity, (item, place) => {
      if (item.content instanceof Y.ContentType) counts.types += 1;
      if (isForeignContent(item, place)) counts.foreign += 1;
    });
    expect(counts.types).toBeGreaterThan(40);
    expect(counts.foreign).toBe(0);
  });
});
