/** The lines of a text as they are indented and marked. */
import { LevelStack } from '../outline/level-stack.ts';
import { plainLine, type OutlineLine } from '../outline/outline.ts';
import { isNumbered, readMark } from './line-mark.ts';
import { readSaid } from './said-in-words.ts';

/** Unjudged: see `finishOutline`. */
export function readIndented(text: string): OutlineLine[] {
  const rows = text.split(/\r\n|[\r\n\u2028\u2029\v\f]/u);
  const numbered = isNumbered(rows);
  const stack = new LevelStack();
  const lines: OutlineLine[] = [];
  for (const [index, row] of rows.entries()) {
    const { indent, style, words } = readMark(row, numbered);
    if (words !== '') lines.push(readSaid(plainLine(stack.take(indent, style), words, index + 1)));
  }
  return lines;
}
