import type { Term, TermId } from '@meemaak/model';
import { narrativeSchema } from '@meemaak/narrative';
import type { Mark } from '../../view/text-layer.ts';
import { beforeAll, expect, test } from 'vitest';
import { loadSyllableCounter, type CountSyllables } from '@meemaak/plain-language';
import { LampLayer, isLampFinding } from './lamp-layer.ts';
import { lampEntries } from './lamp-list.ts';

let count: CountSyllables;
beforeAll(async () => {
  count = await loadSyllableCounter();
});

const signature = { by: null, party: null, at: 1 };
const leefbaarheid: Term = {
  termId: 'term-1' as TermId,
  word: 'Leefbaarheid',
  meaning: 'Of u er prettig woont.',
  made: signature,
  changed: signature,
  archived: undefined,
};
const words = (text: string) => ({ type: 'text', text });
const chip = { type: 'nodeChip', attrs: { ref: 'effect-buren' } };
const doc = narrativeSchema.nodeFromJSON({
  type: 'doc',
  content: [
    { type: 'heading', attrs: { level: 2 }, content: [words('Visie op de leefbaarheid')] },
    { type: 'paragraph', content: [words('Wij wonen hier graag: '), chip, words('. Thans ook.')] },
  ],
});

function found(lamp: LampLayer): readonly string[] {
  const marks: Mark[] = [];
  doc.descendants((block, position) => {
    if (block.isTextblock) marks.push(...lamp.layer.marksIn(block, position + 1));
  });
  return marks.map(({ from, to, value }) => {
    const kind = isLampFinding(value) && value.kind === 'word' ? value.entry.word : '?';
    return `${doc.textBetween(from, to)} = ${kind}`;
  });
}

test('[B1] policy words light up also in headings and after a reference', () => {
  const lamp = new LampLayer(lampEntries([]), [], count);
  expect(found(lamp)).toEqual(['Visie = visie', 'leefbaarheid = leefbaarheid', 'Thans = thans']);
});

test('[B1] a word that the dossier explains or silenced does not light up; an archived term does', () => {
  const silenced = lampEntries([{ word: 'visie', alternatives: [], isSilent: true, signature }]);
  expect(found(new LampLayer(silenced, [leefbaarheid], count))).toEqual(['Thans = thans']);
  const archived = { ...leefbaarheid, archived: signature };
  expect(found(new LampLayer(silenced, [archived], count))).toContain(
    'leefbaarheid = leefbaarheid',
  );
});

test('[B1] headings and references do not count for how easy it reads', () => {
  // Wij wo-nen hier graag. Thans ook.
  const lamp = new LampLayer(lampEntries([]), [], count);
  expect(lamp.measure(doc)).toEqual({ sentences: 2, words: 6, syllables: 7 });
});
