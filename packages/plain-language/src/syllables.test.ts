import { beforeAll, expect, test } from 'vitest';
import { loadSyllableCounter, type CountSyllables } from './syllables.ts';

/** Counted by hand, by saying them. */
const WORDS: Readonly<Record<number, string>> = {
  1: 'huis wij straat dienst schoon nieuw leeuw mooi een 2.300 zorg',
  2: 'oma idee buren wonen samen nieuwe bijen chaos bureau ruimte moeilijk vrijheid eigen zeeën mooie type groeien',
  3: 'gemeente leefbaarheid prestatie ruïne ideeën radio regio video duurzaamheid bewoners',
  4: 'financieel januari corporatie huurverhoging',
  5: 'coördinatie implementeren participeren prioriteiten',
  6: 'beleidsmedewerker huurdersvereniging levensloopbestendig',
};

let count: CountSyllables;
beforeAll(async () => {
  count = await loadSyllableCounter();
});

test('[B1] words have as many syllables as one says', () => {
  const said = Object.entries(WORDS).flatMap(([syllables, words]) =>
    words.split(' ').map((word) => `${word} ${syllables}`),
  );
  expect(
    said.map((line) => line.split(' ')[0] ?? '').map((word) => `${word} ${count(word)}`),
  ).toEqual(said);
});

test('abbreviations are said letter by letter, and everything has a syllable', () => {
  expect(count('m.b.t.')).toBe(3);
  expect(count('WMO')).toBe(3);
  expect(count('’s')).toBe(1);
  expect(count('Huis')).toBe(count('huis'));
});
