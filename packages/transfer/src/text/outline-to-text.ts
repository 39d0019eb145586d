import type { Outline } from '../outline/outline.ts';

/** What was read as text that a person can see and change, and that reads as the same titles and
 *  levels: each behind a dash, so that a title may itself begin with a number or a dash. */
export function outlineToText({ lines }: Outline): string {
  return lines.map(({ level, title }) => `${'    '.repeat(level - 1)}- ${title}\n`).join('');
}
