import {
  DOCUMENT_NAMES,
  TreeIndex,
  openBoard,
  openNarrative,
  openTree,
  readElements,
  type DocumentName,
} from '@meemaak/model';
import { readPlainText } from '@meemaak/narrative';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { exampleDossier, seedExampleDossier } from './index.ts';

function open(document: DocumentName): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, seedExampleDossier()[document]);
  return doc;
}

const rows = () => new TreeIndex(openTree(open('tree'))).rows();

describe('the example dossier', () => {
  it('has 4 effects, 8 sub-effects, 20 performances and activities over five parties', () => {
    const nodes = rows();
    const effects = nodes.filter(({ kind }) => kind === 'effect');
    expect(effects.filter(({ level }) => level === 1)).toHaveLength(4);
    expect(effects.filter(({ level }) => level === 2)).toHaveLength(8);
    const work = nodes.filter(({ kind }) => kind !== 'effect');
    expect(work).toHaveLength(20);
    expect(new Set(work.map(({ owner }) => owner)).size).toBe(5);
  });

  it('gives every node an owner who sits at the table', () => {
    const partyIds: (string | null)[] = exampleDossier.parties.map(({ partyId }) => partyId);
    for (const { title, owner } of rows()) expect(partyIds, title).toContain(owner);
  });

  it('measures 10 things, each with a begin, an aim, a source and a holder', () => {
    const indicators = rows().flatMap((node) => node.indicators);
    expect(indicators).toHaveLength(10);
    for (const { name, baseline, target, source, holder } of indicators) {
      expect(baseline, name).not.toBeNull();
      expect(target, name).not.toBeNull();
      expect(source, name).not.toBe('');
      expect(holder, name).not.toBeNull();
    }
  });

  it('tells of the neighbourhood in about 900 words of short sentences', () => {
    const text = readPlainText(openNarrative(open('narrative')).body);
    const words = text.match(/[\p{L}\d’-]+/gu) ?? [];
    expect(words.length).toBeGreaterThan(750);
    expect(words.length).toBeLessThan(1_050);
    const sentences = text.split(/[.?!:]\s|\n/).filter((sentence) => /\p{L}/u.test(sentence));
    expect(words.length / sentences.length).toBeLessThan(14);
  });

  it('names only nodes that are there', () => {
    const nodeIds: string[] = rows().map(({ nodeId }) => nodeId);
    const { body } = openNarrative(open('narrative'));
    const refs = [...body.createTreeWalker((element) => element instanceof Y.XmlElement)]
      .filter((element) => element instanceof Y.XmlElement)
      .filter((element) => element.nodeName === 'nodeChip')
      .map((element) => String(element.getAttribute('ref')));
    expect(refs.length).toBeGreaterThanOrEqual(8);
    for (const ref of refs) expect(nodeIds).toContain(ref);
  });

  it('has a card for every node, notes in zones, and nothing that cannot be read', () => {
    const { elements, unreadableCount } = readElements(openBoard(open('board')));
    expect(unreadableCount).toBe(0);
    const count = (kind: string) => elements.filter((element) => element.kind === kind).length;
    expect(count('card')).toBe(rows().length);
    expect(count('note')).toBe(14);
    expect(count('frame')).toBe(3);
    expect(count('arrow')).toBe(3);
  });

  it('lays no card or zone over another', () => {
    const { elements } = readElements(openBoard(open('board')));
    const boxes = elements
      .filter(({ kind }) => kind === 'card' || kind === 'frame')
      .map(({ place: { x, y }, width, height }) => ({ x, y, width, height }));
    const overlaps = boxes.flatMap((one, at) =>
      boxes
        .slice(at + 1)
        .filter(
          (other) =>
            one.x < other.x + other.width &&
            other.x < one.x + one.width &&
            one.y < other.y + other.height &&
            other.y < one.y + one.height,
        ),
    );
    expect(boxes).toHaveLength(rows().length + 3);
    expect(overlaps).toEqual([]);
  });

  it('is the same bytes every time, so seeding twice makes one', () => {
    const seed = seedExampleDossier();
    const again = seedExampleDossier();
    expect(again).toEqual(seed);
    for (const document of DOCUMENT_NAMES) {
      const doc = new Y.Doc();
      Y.applyUpdate(doc, seed[document]);
      const once = Y.encodeStateAsUpdate(doc);
      Y.applyUpdate(doc, again[document]);
      expect(Y.encodeStateAsUpdate(doc), document).toEqual(once);
    }
  });

  it('keeps titles and notes short enough to read in one look', () => {
    const notes = readElements(openBoard(open('board'))).elements.flatMap((element) =>
      element.kind === 'note' ? [element.text] : [],
    );
    const lines = [...rows().map(({ title }) => title), ...notes];
    expect(lines.length).toBeGreaterThan(40);
    for (const line of lines) {
      const words = line.split(' ').length;
      expect(words, line).toBeGreaterThan(2);
      expect(words, line).toBeLessThan(15);
    }
  });
});
