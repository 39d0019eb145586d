/** How easy a text reads by the formula of Flesch, which W.H. Douma fitted to Dutch ("De leesbaarheid
 *  van landbouwbladen", Wageningen 1960). It knows the length of words and of sentences and nothing
 *  else: a text can be easy by it and say nothing. */
import { splitSentences } from './sentences.ts';
import type { CountSyllables } from './syllables.ts';
import type { TextRange } from './text-range.ts';
import { splitWords } from './words.ts';

/** Longer sentences are hard for who reads slowly. */
export const LONGEST_SENTENCE_WORDS = 20;

export interface Measure {
  readonly sentences: number;
  readonly words: number;
  readonly syllables: number;
}

export interface MeasuredSentence extends TextRange {
  readonly words: number;
}

/** What one block (a paragraph, an item of a list) holds. */
export interface MeasuredBlock extends Measure {
  readonly longSentences: readonly MeasuredSentence[];
}

export function measureBlock(text: string, countSyllables: CountSyllables): MeasuredBlock {
  const longSentences: MeasuredSentence[] = [];
  let [sentences, words, syllables] = [0, 0, 0];
  for (const range of splitSentences(text)) {
    const found = splitWords(text.slice(range.start, range.end));
    if (found.length === 0) continue;
    sentences += 1;
    words += found.length;
    for (const word of found) syllables += countSyllables(word.text);
    if (found.length > LONGEST_SENTENCE_WORDS)
      longSentences.push({ ...range, words: found.length });
  }
  return { sentences, words, syllables, longSentences };
}

export function addMeasures(measures: Iterable<Measure>): Measure {
  let [sentences, words, syllables] = [0, 0, 0];
  for (const measure of measures) {
    sentences += measure.sentences;
    words += measure.words;
    syllables += measure.syllables;
  }
  return { sentences, words, syllables };
}

/** Mostly between 0 (very hard) and 100 (very easy); undefined without a word. */
export function fleschDouma({ sentences, words, syllables }: Measure): number | undefined {
  if (words === 0 || sentences === 0) return undefined;
  return 206.84 - 77 * (syllables / words) - 0.93 * (words / sentences);
}

/** Douma's own table, from hard to easy, with the score below which each holds. */
const EASES = [
  ['veryHard', 30],
  ['hard', 45],
  ['fairlyHard', 60],
  ['normal', 70],
  ['fairlyEasy', 80],
  ['easy', 90],
  ['veryEasy', Number.POSITIVE_INFINITY],
] as const;
export type ReadingEase = (typeof EASES)[number][0];

export function readingEase(score: number): ReadingEase {
  return EASES.find(([, below]) => score < below)?.[0] ?? 'veryEasy';
}

/** A plain text in blocks: one a line, without the sign of a list or a heading before it. For what is
 *  not written in our editor: words of the interface, a mail. */
export function blocksOf(text: string): readonly string[] {
  return text
    .split(/\n+/)
    .map((line) => line.replace(/^\s*(?:[-*•–]|#{1,6}|\d{1,3}[.)])\s+/u, '').trim())
    .filter((line) => line !== '');
}

/** A plain text as a whole. */
export function measureText(text: string, countSyllables: CountSyllables): Measure {
  return addMeasures(blocksOf(text).map((block) => measureBlock(block, countSyllables)));
}
