/** What stands before the words of a line: indentation, a bullet, a number, a heading sign. */
import { PLAIN } from '../outline/level-stack.ts';

export interface MarkedLine {
  readonly indent: number;
  readonly style: string;
  readonly words: string;
}

const TAB_WIDTH = 4;
/** Headings stand before all that is not one. */
const HEADING_INDENT = -10;

const HEADING = /^(#{1,6})[ \t]+(.*)$/u;
/** Bullets of text editors and word processors; `o`, `§` and the private ones are what Word makes of its
 *  symbol fonts, always with a tab. */
const BULLET = /^([-+•◦‣▪▫●○■□·∙–—]|\*+|[o§ØüvÞ\uF000-\uF0FF](?=\t))[ \t\u00A0]+(.*)$/u;
const TIGHT_BULLET = /^([•◦‣▪▫●○■□])(\S.*)$/u;
const NUMBER = /^\(?(\d{1,3})[.)][ \t\u00A0]+(.*)$/u;
const LETTER = /^\(?([a-zA-Z])[.)][ \t\u00A0]+(.*)$/u;
const NUMBERS = /^(\d{1,3}(?:\.\d{1,3}){1,8})[.)]?[ \t\u00A0]+(.*)$/u;
/** A ruled line, or a bullet that nothing was written behind. */
const ONLY_MARK = /^(?:[-+•◦‣▪▫●○■□·∙–—*_=#]+|\d{1,3}[.)])$/u;
const CHECKBOX = /^\[[ xX]\][ \t]+/u;

/** `numbered`: in this text, 1.2.3 is a number and not the beginning of a sentence. */
export function readMark(line: string, numbered: boolean): MarkedLine {
  const indent = widthOf(/^[ \t\u00A0]*/u.exec(line)?.[0] ?? '');
  const rest = line.trim();
  if (ONLY_MARK.test(rest)) return { indent, style: PLAIN, words: '' };
  const heading = HEADING.exec(rest);
  if (heading !== null) {
    const depth = heading[1]?.length ?? 1;
    return { indent: HEADING_INDENT + depth, style: 'heading', words: tidyWords(heading[2]) };
  }
  const numbers = numbered ? NUMBERS.exec(rest) : null;
  if (numbers !== null) {
    const style = `number ${numbers[1]?.split('.').length}`;
    return { indent, style, words: tidyWords(numbers[2]) };
  }
  for (const [pattern, name] of marks) {
    const found = pattern.exec(rest);
    if (found !== null)
      return { indent, style: name ?? found[1] ?? '', words: tidyWords(found[2]) };
  }
  return { indent, style: PLAIN, words: tidyWords(rest) };
}

/** A mark that is its own style (a bullet), or all of one style (whatever number it is). */
const marks: readonly (readonly [RegExp, string | undefined])[] = [
  [BULLET, undefined],
  [TIGHT_BULLET, undefined],
  [NUMBER, 'number 1'],
  [LETTER, 'letter'],
];

/** Do so many lines begin like 1.2 that these are numbers? One alone may be `1.5 miljoen`. */
export function isNumbered(lines: readonly string[]): boolean {
  return lines.filter((line) => NUMBERS.test(line.trim())).length > 1;
}

function widthOf(space: string): number {
  let width = 0;
  for (const character of space) {
    width = character === '\t' ? width - (width % TAB_WIDTH) + TAB_WIDTH : width + 1;
  }
  return width;
}

/** Without the signs that mean bold in Markdown, and an empty or ticked box. */
function tidyWords(words = ''): string {
  return words
    .replace(CHECKBOX, '')
    .replaceAll(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/gu, '$2')
    .trim();
}
