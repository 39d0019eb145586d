/** Where sentences end. A full stop is not yet an end: it also stands in `m.b.t.`, `2.300`, `J. de Wit`
 *  and behind the number of a list. */
import { isAbbreviation, mayEndSentence } from './abbreviations.ts';
import type { TextRange } from './text-range.ts';

/** What may end a sentence, with the quotes and brackets that close along with it; or a new line. */
const END = /[.!?…]+["'”’»)\]]*(?=\s|$)|\n/gu;
/** Opening signs, and the small words that a sentence may begin with before its capital: ’s Avonds. */
const OPENING = /^["'“‘«([„]*(?:[’'][stnk]\s+)?/u;
const WHITE = /\s/u;
/** How far is looked from a full stop: in a megabyte without an end, not through all of it each time. */
const NEAR = 80;

/** The sentences of one block (a paragraph, an item of a list), without the white space around them.
 *  What stands behind the last full stop is a sentence too. */
export function splitSentences(text: string): readonly TextRange[] {
  const sentences: TextRange[] = [];
  let from = 0;
  const close = (at: number): void => {
    const range = withoutWhite(text, from, at);
    if (range.end > range.start) sentences.push(range);
    from = at;
  };
  for (const match of text.matchAll(END)) {
    const after = match.index + match[0].length;
    if (match[0] === '\n' || isEnd(text, from, match.index, after)) close(after);
  }
  close(text.length);
  return sentences;
}

/** `at`: the place of the sign; `after`: behind it and what closes with it. */
function isEnd(text: string, from: number, at: number, after: number): boolean {
  const next = text
    .slice(after, after + NEAR)
    .trimStart()
    .replace(OPENING, '')
    .charAt(0);
  if (next === '') return true;
  // A question inside a sentence: “Kom je?” vroeg zij.
  if (next !== next.toUpperCase()) return false;
  if (text.charAt(at) !== '.') return true;
  const before = lastWord(text.slice(Math.max(from, at - NEAR), at));
  if (isAbbreviation(`${before}.`)) return mayEndSentence(`${before}.`);
  return !isInitial(before) && (at - from > NEAR || !isListNumber(text.slice(from, at)));
}

function lastWord(text: string): string {
  return /[^\s("“‘'/]*$/u.exec(text)?.[0] ?? '';
}

/** `J.` in `J. de Wit`. */
function isInitial(word: string): boolean {
  return /^\p{Lu}$/u.test(word);
}

/** `1.` or `a.` at the beginning, and nothing else. */
function isListNumber(sentence: string): boolean {
  return /^\s*(?:\d{1,3}|\p{L})$/u.test(sentence);
}

function withoutWhite(text: string, from: number, to: number): TextRange {
  let [start, end] = [from, to];
  while (start < end && WHITE.test(text.charAt(start))) start += 1;
  while (end > start && WHITE.test(text.charAt(end - 1))) end -= 1;
  return { start, end };
}
