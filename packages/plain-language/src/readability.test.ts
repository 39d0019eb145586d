import { beforeAll, describe, expect, it } from 'vitest';
import {
  LONGEST_SENTENCE_WORDS,
  blocksOf,
  fleschDouma,
  measureBlock,
  measureText,
  readingEase,
} from './readability.ts';
import { loadSyllableCounter, type CountSyllables } from './syllables.ts';

let count: CountSyllables;
beforeAll(async () => {
  count = await loadSyllableCounter();
});

describe('[B1] a text is measured as one counts it by hand', () => {
  it('of everyday words and short sentences', () => {
    // wij wo-nen hier graag (5), de buurt is groen (4), kin-de-ren spe-len op straat (7)
    const text = 'Wij wonen hier graag. De buurt is groen. Kinderen spelen op straat.';
    const measure = measureText(text, count);
    expect(measure).toEqual({ sentences: 3, words: 12, syllables: 16 });
    expect(fleschDouma(measure)).toBeCloseTo(206.84 - 77 * (16 / 12) - 0.93 * 4, 8);
    expect(readingEase(fleschDouma(measure) ?? 0)).toBe('veryEasy');
  });

  it('of policy words in one sentence with an abbreviation in it', () => {
    // ten be-hoe-ve van de leef-baar-heid wordt in-te-graal in-ge-zet op par-ti-ci-pa-tie van
    // be-wo-ners m-b-t de o-pen-ba-re ruim-te
    const text =
      'Ten behoeve van de leefbaarheid wordt integraal ingezet op participatie van bewoners m.b.t. de openbare ruimte.';
    const measure = measureText(text, count);
    expect(measure).toEqual({ sentences: 1, words: 16, syllables: 36 });
    expect(fleschDouma(measure)).toBeCloseTo(18.71, 2);
    expect(readingEase(fleschDouma(measure) ?? 0)).toBe('veryHard');
  });

  it('of a heading and lists: each line is a sentence, its sign is no word', () => {
    const text = '## Afspraken\n\n- Wij bellen aan.\n- Wij praten.\n1. Eerst thee.';
    expect(blocksOf(text)).toEqual(['Afspraken', 'Wij bellen aan.', 'Wij praten.', 'Eerst thee.']);
    expect(measureText(text, count)).toEqual({ sentences: 4, words: 8, syllables: 12 });
  });
});

describe('a block', () => {
  const words = (amount: number) => `${Array.from({ length: amount }, () => 'huis').join(' ')}.`;

  it('tells which of its sentences are long, and where', () => {
    const text = `Kort. H${words(LONGEST_SENTENCE_WORDS + 1).slice(1)} Ook kort.`;
    const { longSentences } = measureBlock(text, count);
    expect(longSentences).toEqual([{ start: 6, end: 6 + 21 * 5, words: 21 }]);
  });

  it('of as many words as a sentence may have is not long', () => {
    expect(measureBlock(words(LONGEST_SENTENCE_WORDS), count).longSentences).toEqual([]);
  });

  it('without words has no score', () => {
    for (const text of ['', '  ', '…', '!? - .']) {
      const measure = measureText(text, count);
      expect(measure).toEqual({ sentences: 0, words: 0, syllables: 0 });
      expect(fleschDouma(measure)).toBeUndefined();
    }
  });
});

it('names each stretch of scores as Douma did', () => {
  const names = [-20, 29.9, 30, 45, 60, 70, 80, 90, 130].map(readingEase);
  expect(names).toEqual([
    'veryHard',
    'veryHard',
    'hard',
    'fairlyHard',
    'normal',
    'fairlyEasy',
    'easy',
    'veryEasy',
    'veryEasy',
  ]);
});

it('[B1] a pasted megabyte keeps nobody waiting, whatever it is made of', () => {
  const size = 1_000_000;
  for (const piece of [
    'a',
    '. ',
    'Aa. ',
    'm.b.t. ',
    "'",
    '’s ',
    '\n',
    'J.',
    '1. ',
    '(',
    ' ',
    '-',
  ]) {
    const { words } = measureBlock(piece.repeat(size / piece.length), count);
    expect(words).toBeGreaterThanOrEqual(0);
  }
});
