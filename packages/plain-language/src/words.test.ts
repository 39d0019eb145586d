import { expect, test } from 'vitest';
import { splitWords } from './words.ts';

const wordsOf = (text: string) => splitWords(text).map((word) => word.text);

test('numbers, abbreviations, apostrophes and hyphens stay inside their word', () => {
  expect(wordsOf("’s Avonds lopen 2.300 mensen langs oma's e-mail-bord (m.b.t. 3,5 %).")).toEqual([
    's',
    'Avonds',
    'lopen',
    '2.300',
    'mensen',
    'langs',
    "oma's",
    'e-mail-bord',
    'm.b.t.',
    '3,5',
  ]);
});

test('a word knows where it stands', () => {
  const text = 'Zij wonen, bijv. samen.';
  for (const { text: word, start, end } of splitWords(text)) {
    expect(text.slice(start, end)).toBe(word);
  }
  expect(wordsOf(text)).toEqual(['Zij', 'wonen', 'bijv.', 'samen']);
  expect(wordsOf('')).toEqual([]);
});
