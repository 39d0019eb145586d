/** Text with indentation, bullets, numbers or headings; or, with tabs between words, a table. */
import { refuse, type Outcome } from '@meemaak/model';
import { readGrid, type GridOptions } from '../grid/read-grid.ts';
import { readSeparated } from '../grid/separated.ts';
import { TRANSFER_LIMITS } from '../limits.ts';
import { finishOutline, type Outline } from '../outline/outline.ts';
import type { TransferRefusal } from '../refusal.ts';
import { readMark } from './line-mark.ts';
import { readIndented } from './read-indented.ts';

/** Reads what was typed or pasted. */
export function readText(
  text: string,
  options: GridOptions = {},
): Outcome<Outline, TransferRefusal> {
  const limit = TRANSFER_LIMITS.textLength;
  if (text.length > limit) return refuse({ kind: 'tooMuchText', limit });
  if (isTable(text)) {
    const rows = readSeparated(text, '\t');
    return rows.ok ? readGrid(rows.value, options) : rows;
  }
  return finishOutline(readIndented(text));
}

/** Do the tabs stand between words, as a spreadsheet writes them, and not before them? */
export function isTable(text: string): boolean {
  const rows = text.split(/\r\n|[\r\n]/u).filter((row) => row.trim() !== '');
  if (rows.length === 0 || !text.includes('\t')) return false;
  const between = rows.filter((row) => readMark(row.trimStart(), false).words.includes('\t'));
  if (between.length * 2 >= rows.length) return true;
  // A table of which most rows have only their last cell filled.
  const counts = new Set(rows.map((row) => row.split('\t').length));
  return counts.size === 1 && rows.some((row) => /\S\s*\t$/u.test(row));
}
