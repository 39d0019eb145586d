/** Rows of text with a sign between the cells, as CSV and the clipboard have them. */
import { accept, refuse, type Outcome } from '@meemaak/model';
import { TRANSFER_LIMITS } from '../limits.ts';
import type { TransferRefusal } from '../refusal.ts';
import type { Grid, GridRow } from './grid.ts';

export type Separator = ';' | ',' | '\t' | '|';

const SEPARATORS: readonly Separator[] = [';', '\t', ',', '|'];
/** What Excel writes and understands as a first line. */
const SAID_SEPARATOR = /^sep=([;,|\t])\r?\n/u;

/** Reads CSV, with whichever sign it has between its cells. */
export function readCsv(text: string): Outcome<Grid, TransferRefusal> {
  const said = SAID_SEPARATOR.exec(text);
  const found = SEPARATORS.find((separator) => separator === said?.[1]);
  if (said === null || found === undefined) return readSeparated(text, guessSeparator(text));
  const rows = readSeparated(text.slice(said[0].length), found);
  // The line that was taken off counts for who looks it up.
  return rows.ok ? accept(rows.value.map(({ at, cells }) => ({ at: at + 1, cells }))) : rows;
}

/** The sign that most often stands outside quotes in the first line; a semicolon when none does. */
function guessSeparator(text: string): Separator {
  const [first = ''] = text.replaceAll(/"[^"]*"/gu, '').split(/[\r\n]+/u, 1);
  const counts = SEPARATORS.map((separator) => first.split(separator).length - 1);
  const most = Math.max(...counts);
  return SEPARATORS[counts.indexOf(most)] ?? ';';
}

/** Refuses `tooManyRows`. A quote only begins a quoted cell where the cell begins. */
export function readSeparated(text: string, separator: Separator): Outcome<Grid, TransferRefusal> {
  const rows: GridRow[] = [];
  const reader = new CellReader(text, separator);
  while (!reader.isAtEnd) {
    const { at, cells } = reader.readRow();
    if (cells.every((cell) => cell.trim() === '')) continue;
    rows.push({ at, cells });
    if (rows.length > TRANSFER_LIMITS.rows) {
      return refuse({ kind: 'tooManyRows', limit: TRANSFER_LIMITS.rows });
    }
  }
  return accept(rows);
}

class CellReader {
  readonly #text: string;
  readonly #separator: Separator;
  #at = 0;
  #line = 1;

  constructor(text: string, separator: Separator) {
    this.#text = text;
    this.#separator = separator;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  readRow(): GridRow {
    const row = { at: this.#line, cells: [this.#readCell()] };
    while (this.#text[this.#at] === this.#separator) {
      this.#at += 1;
      const cell = this.#readCell();
      if (row.cells.length < TRANSFER_LIMITS.columns) row.cells.push(cell);
    }
    if (this.#text.startsWith('\r\n', this.#at)) this.#at += 2;
    else this.#at += 1;
    this.#line += 1;
    return row;
  }

  #readCell(): string {
    return this.#text[this.#at] === '"' ? this.#readQuoted() : this.#readBare();
  }

  #readBare(): string {
    const from = this.#at;
    while (!this.isAtEnd && !this.#isCellEnd(this.#text[this.#at])) this.#at += 1;
    return this.#text.slice(from, this.#at);
  }

  /** A doubled quote is one quote; whatever stands behind the closing one is taken along. */
  #readQuoted(): string {
    const pieces: string[] = [];
    let from = this.#at + 1;
    for (;;) {
      const close = this.#text.indexOf('"', from);
      const end = close === -1 ? this.#text.length : close;
      pieces.push(this.#text.slice(from, end));
      this.#at = end + 1;
      if (this.#text[this.#at] !== '"' || close === -1) break;
      pieces.push('"');
      from = this.#at + 1;
    }
    const cell = pieces.join('');
    this.#line += cell.split('\n').length - 1;
    return cell + this.#readBare();
  }

  #isCellEnd(character: string | undefined): boolean {
    return character === this.#separator || character === '\n' || character === '\r';
  }
}
