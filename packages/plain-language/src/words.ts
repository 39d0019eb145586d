import { isAbbreviation } from './abbreviations.ts';
import type { TextRange } from './text-range.ts';

export interface Word extends TextRange {
  readonly text: string;
}

/** `2.300`, `m.b.t.`, `’s`, `e-mail`, `oma's`: all of it without white space that begins and ends with
 *  a letter or a digit. A slash parts words. */
const WORD = /[’'](?=[stnk]\b)|[\p{L}\d](?:[\p{L}\p{M}\d]|[-’'.,](?=[\p{L}\d]))*/gu;

/** The words of a text in order. A number is a word; so is an abbreviation, with its last full stop. */
export function splitWords(text: string): readonly Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(WORD)) {
    const start = match.index;
    const [found] = match;
    if (found === '’' || found === "'") continue;
    const withStop = text.charAt(start + found.length) === '.' && isAbbreviation(`${found}.`);
    const whole = withStop ? `${found}.` : found;
    words.push({ text: whole, start, end: start + whole.length });
  }
  return words;
}
