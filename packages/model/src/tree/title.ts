/** A node's title: one line of shared text, so that two people's words in it both stay.
 *
 *  Anybody may have written anything there, a megabyte too. Nobody reads further than a title may be
 *  long, so that no screen has to draw it and no reading costs more than that. */
import * as Y from 'yjs';
import { readText } from '../outside.ts';

/** Longer titles are refused: a title is a line, not a text. */
export const MAX_TITLE_LENGTH = 300;

/** A title is one line: breaks and tabs, as pasted from elsewhere, become spaces. Half an emoji
 *  would arrive differently than it was written, and replicas would differ for ever. */
export function oneLine(title: string): string {
  return title
    .toWellFormed()
    .replace(/[\r\n\t]+/g, ' ')
    .trim();
}

/** Any value as a title, of at most `longest`: the beginning of what is longer. */
export function readTitle(stored: unknown, longest = MAX_TITLE_LENGTH): string {
  const text = stored instanceof Y.Text ? readBeginning(stored, longest) : readText(stored);
  return cutText(text, longest);
}

/** Enough of the text to cut it well; `toString` would put all of it together first. */
function readBeginning(text: Y.Text, longest: number): string {
  let beginning = '';
  for (const content of contentsOf(text)) {
    if (content instanceof Y.ContentString) {
      beginning += content.str.slice(0, longest + 1);
    }
    if (beginning.length > longest) break;
  }
  return beginning;
}

/** What a text holds, in order: its letters, and whatever else somebody put there that takes room. */
function* contentsOf(text: Y.Text): Generator<Y.Item['content']> {
  for (let entry = text._start; entry !== null; entry = entry.right) {
    if (!entry.deleted && entry.countable) yield entry.content;
  }
}

/** Makes the text say `to`. Only the letters between the first and the last difference change, so
 *  that a colleague's words elsewhere in the title stay. What nobody could see goes. */
export function rewriteTitle(text: Y.Text, to: string, longest = MAX_TITLE_LENGTH): void {
  const from = clearUnseen(text, longest);
  let start = 0;
  while (start < from.length && from[start] === to[start]) start += 1;
  // Half an emoji is no letter: cut before the pair, never inside it.
  if (isInsidePair(from, start) || isInsidePair(to, start)) start -= 1;
  let end = 0;
  const longestEnd = Math.min(from.length, to.length) - start;
  while (end < longestEnd && from.at(-1 - end) === to.at(-1 - end)) end += 1;
  if (isInsidePair(from, from.length - end) || isInsidePair(to, to.length - end)) end -= 1;
  text.delete(start, from.length - end - start);
  text.insert(start, to.slice(start, to.length - end));
}

/** Takes away what is not in the title as it is read; gives what remains. */
function clearUnseen(text: Y.Text, longest: number): string {
  const seen = readTitle(text, longest);
  // A picture amid the letters takes room of its own: places in the text and in the title differ.
  const kept = isOnlyLetters(text) ? seen : '';
  if (text.length > kept.length) text.delete(kept.length, text.length - kept.length);
  return kept;
}

function isOnlyLetters(text: Y.Text): boolean {
  for (const content of contentsOf(text)) if (!(content instanceof Y.ContentString)) return false;
  return true;
}

/** The beginning of a text, at most `longest` long. The same on every device: where one emoji of
 *  several parts ends is not, so only pairs stay whole. */
export function cutText(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return text.slice(0, isInsidePair(text, longest) ? longest - 1 : longest);
}

function isInsidePair(text: string, at: number): boolean {
  return /[\uD800-\uDBFF]/.test(text.charAt(at - 1)) && /[\uDC00-\uDFFF]/.test(text.charAt(at));
}
