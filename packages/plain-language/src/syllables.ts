/** Syllables of Dutch words: by the patterns that typesetting breaks words with, which know where
 *  `beleids-mede-werker` parts, and by its vowels where no typesetter breaks (`o-ma`, `i-dee`). */

export type CountSyllables = (word: string) => number;

const BREAK = '|';
/** Enough for every word of a long text; then it starts anew, so that nothing grows for ever. */
const MOST_KEPT = 30_000;

/** Fetches the patterns (40 kB) the first time. What it gives counts one word, at least 1. */
export async function loadSyllableCounter(): Promise<CountSyllables> {
  const { default: dutch } = await import('hyphen/nl/index.js');
  const kept = new Map<string, number>();
  return (word) => {
    const known = kept.get(word);
    if (known !== undefined) return known;
    if (kept.size > MOST_KEPT) kept.clear();
    const count = countSyllables(word, (letters) =>
      dutch.hyphenateSync(letters, { hyphenChar: BREAK, minWordLength: 2 }),
    );
    kept.set(word, count);
    return count;
  };
}

/** No Dutch word is longer; in what somebody pasted there may be a megabyte without a space, and the
 *  patterns take the square of its length. */
const LONGEST_WORD = 80;

/** A number counts as one: figures are read at a glance. Letters with full stops between them are
 *  said one by one, as are capitals without a vowel. */
function countSyllables(word: string, hyphenate: (letters: string) => string): number {
  if (/^[\d.,]+$/.test(word)) return 1;
  if (/^(?:\p{L}\.)+\p{L}?\.?$/u.test(word) || /^\p{Lu}{2,5}$/u.test(word)) {
    return word.replaceAll('.', '').length;
  }
  const letters = word.slice(0, LONGEST_WORD).toLowerCase();
  const pieces = hyphenate(letters).split(/[|\-’'.,\d]/u);
  return Math.max(
    1,
    pieces.reduce((sum, piece) => sum + vowelGroups(piece), 0),
  );
}

/** A vowel with dots on it begins a syllable of its own: `coördinatie`. */
const VOWELS = /[äëïöü]?[aeiouyáéíóúàèìòùâêîôû]+|[äëïöü]/gu;

function vowelGroups(piece: string): number {
  return piece.replaceAll(APART, '$1|').match(VOWELS)?.length ?? 0;
}

/** Vowels that stand side by side and are said apart, where no typesetter would break: `radi-o`,
 *  `mooi-e`. */
const APART = /(i(?=[oa])|e(?=o(?!e))|(?<!q)u(?=[ao])|(?:aa|oo|oe|u)i(?=e)|y(?=[aeo]))/gu;
