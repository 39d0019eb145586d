/** One sheet of a workbook, and the words that all its sheets share. */
import { accept, type Outcome } from '@meemaak/model';
import type { Grid, GridRow } from '../grid/grid.ts';
import { TRANSFER_LIMITS } from '../limits.ts';
import type { TransferRefusal } from '../refusal.ts';
import { stopReading, walkXml } from './xml.ts';

/** The words that cells point at by number. */
export function readSharedWords(
  bytes: Uint8Array | undefined,
): Outcome<readonly string[], TransferRefusal> {
  const words: string[] = [];
  if (bytes === undefined) return accept(words);
  let current = '';
  let isText = false;
  // How words are spoken (in Japanese) stands beside them.
  let isSound = false;
  const walked = walkXml(bytes, {
    open(name) {
      if (name === 'si') current = '';
      isText = name === 't';
      isSound ||= name === 'rPh';
    },
    text(said) {
      if (isText && !isSound) current += said;
    },
    close(name) {
      if (name === 't') isText = false;
      if (name === 'rPh') isSound = false;
      if (name === 'si') words.push(current);
    },
  });
  return walked.ok ? accept(words) : walked;
}

/** The rows that hold anything. Refuses `tooManyRows` and `formulaWithoutValue`. */
export function readSheet(
  bytes: Uint8Array,
  sharedWords: readonly string[],
): Outcome<Grid, TransferRefusal> {
  const walk = new SheetWalk(sharedWords);
  const walked = walkXml(bytes, walk);
  return walked.ok ? accept(walk.rows) : walked;
}

interface Cell {
  readonly place: string;
  readonly type: string;
  words: string;
  hasFormula: boolean;
  hasValue: boolean;
}

class SheetWalk {
  readonly rows: GridRow[] = [];
  readonly #sharedWords: readonly string[];
  #at = 0;
  #cells: string[] = [];
  #cell: Cell | undefined;
  #isValue = false;

  constructor(sharedWords: readonly string[]) {
    this.#sharedWords = sharedWords;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'row') {
      this.#at = Number(attributes['r']) || this.#at + 1;
      this.#cells = [];
    } else if (name === 'c') {
      const { r: place = '', t: type = 'n' } = attributes;
      this.#cell = { place, type, words: '', hasFormula: false, hasValue: false };
    } else if (this.#cell !== undefined) {
      if (name === 'f') this.#cell.hasFormula = true;
      this.#isValue = name === 'v' || name === 't';
      if (this.#isValue) this.#cell.hasValue = true;
    }
  }

  text(words: string): void {
    if (this.#isValue && this.#cell !== undefined) this.#cell.words += words;
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.#isValue = false;
    if (name === 'c') this.#endCell();
    if (name === 'row') this.#endRow();
  }

  #endCell(): void {
    const cell = this.#cell;
    this.#cell = undefined;
    if (cell === undefined) return;
    if (cell.hasFormula && !cell.hasValue) {
      stopReading({ kind: 'formulaWithoutValue', cell: cell.place });
    }
    const column = columnOf(cell.place) ?? this.#cells.length;
    if (column >= TRANSFER_LIMITS.columns) return;
    while (this.#cells.length <= column) this.#cells.push('');
    this.#cells[column] = this.#wordsOf(cell);
  }

  #wordsOf({ type, words }: Cell): string {
    if (type === 's') return this.#sharedWords[Number(words)] ?? '';
    // `#N/B`, `#DIV/0!`: no words of anybody.
    if (type === 'e') return '';
    if (type !== 'n' || words === '') return words;
    // As stored: 0.30000000000000004 is what a person sees as 0.3.
    const value = Number(words);
    return Number.isFinite(value) ? String(Number(value.toPrecision(12))) : words;
  }

  #endRow(): void {
    if (this.#cells.every((words) => words.trim() === '')) return;
    this.rows.push({ at: this.#at, cells: this.#cells });
    const limit = TRANSFER_LIMITS.rows;
    if (this.rows.length > limit) stopReading({ kind: 'tooManyRows', limit });
  }
}

/** 0 for `A7`, 26 for `AA7`; undefined without letters. */
function columnOf(place: string): number | undefined {
  const letters = /^[A-Z]{1,3}/u.exec(place)?.[0];
  if (letters === undefined) return undefined;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}
