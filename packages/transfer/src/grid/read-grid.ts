/** A table to lines with levels. Three ways, by what its columns are for:
 *
 *      Effect | Prestatie         Niveau | Titel         Nr | Valt onder | Titel
 *      Groen  | Bomen             1      | Groen         1  |            | Groen
 *             | Gevels            2      | Bomen         2  | 1          | Bomen
 *
 *  In the first a cell that repeats what is above it, or is empty, means the same as above. */
import { accept, refuse, type Outcome } from '@meemaak/model';
import type { TransferRefusal } from '../refusal.ts';
import { isNumbered, readMark } from '../text/line-mark.ts';
import { readIndented } from '../text/read-indented.ts';
import { finishOutline, plainLine, type Outline, type OutlineLine } from '../outline/outline.ts';
import { readHeading, unnamedColumns, type Columns } from './columns.ts';
import { cellAt, type Grid, type GridRow } from './grid.ts';
import { readParents } from './parents.ts';
import { readRowFacts } from './row-facts.ts';

export interface GridOptions {
  /** Is the first row a heading? Undefined: judge by its words. */
  readonly hasHeading?: boolean | undefined;
}

type Lines = Outcome<readonly OutlineLine[], TransferRefusal>;

export function readGrid(grid: Grid, options: GridOptions = {}): Outcome<Outline, TransferRefusal> {
  const [first] = grid;
  if (first === undefined) return refuse({ kind: 'nothingFound' });
  const heading = options.hasHeading === false ? undefined : readHeading(first);
  const isHeaded = heading !== undefined || options.hasHeading === true;
  const rows = isHeaded ? grid.slice(1) : grid;
  if (rows.length === 0) return refuse({ kind: 'nothingFound' });
  const lines = readRows(rows, heading ?? unnamedColumns(grid));
  return lines.ok ? finishOutline(lines.value) : lines;
}

function readRows(rows: Grid, columns: Columns): Lines {
  const { roles, levels } = columns;
  const title = roles.get('title');
  if (title !== undefined && roles.has('parent')) return readParents(rows, columns, title);
  if (title !== undefined && roles.has('level')) return readLevels(rows, columns, title, 'level');
  if (title !== undefined && levels.length === 0) {
    return hasCodes(rows, roles.get('id'))
      ? readLevels(rows, columns, title, 'id')
      : accept(readTitles(rows, columns, title));
  }
  const last = title === undefined ? [] : [{ column: title, kind: undefined }];
  const steps = [...levels, ...last];
  const [only] = steps;
  if (steps.length === 1 && only !== undefined) {
    return accept(readTitles(rows, columns, only.column, only.kind));
  }
  return accept(readSteps(rows, { ...columns, levels: steps }));
}

/** A number in each row such as 2, or 1.3.2, which is at level 3. */
function readLevels(rows: Grid, columns: Columns, title: number, role: 'level' | 'id'): Lines {
  const lines: OutlineLine[] = [];
  for (const row of rows) {
    const value = cellAt(row, columns.roles.get(role));
    const level = readLevel(value, role);
    if (level === undefined) return refuse({ kind: 'unreadableLevel', line: row.at, value });
    const words = cellAt(row, title);
    lines.push({ ...plainLine(level, words, row.at), ...readRowFacts(row, columns) });
  }
  return accept(lines);
}

function readLevel(value: string, role: 'level' | 'id'): number | undefined {
  const codes = /^\d{1,3}(?:\.\d{1,3})*\.?$/u.exec(value)?.[0].replace(/\.$/u, '').split('.');
  if (codes === undefined) return undefined;
  const [level] = codes;
  return codes.length === 1 && role === 'level' ? Math.max(1, Number(level)) : codes.length;
}

/** Are these numbers like 1.2.3 that say how deep each row is? */
function hasCodes(rows: Grid, id: number | undefined): boolean {
  const codes = rows.map((row) => cellAt(row, id));
  return (
    isNumbered(codes.map((code) => `${code} x`)) && codes.every((code) => readLevel(code, 'id'))
  );
}

/** One column with all titles: deep as they are indented or numbered in their cells. */
function readTitles(
  rows: Grid,
  columns: Columns,
  title: number,
  kind?: OutlineLine['kind'],
): readonly OutlineLine[] {
  const text = rows.map((row) =>
    (row.cells[title] ?? '').replaceAll(/[\r\n\u2028\u2029\v\f]+/gu, ' '),
  );
  return readIndented(text.join('\n')).flatMap((line) => {
    const row = rows[line.at - 1];
    if (row === undefined) return [];
    const facts = readRowFacts(row, columns);
    return [{ ...line, ...facts, kind: facts.kind ?? line.kind ?? kind, at: row.at }];
  });
}

/** A column for each level. */
function readSteps(rows: Grid, columns: Columns): readonly OutlineLine[] {
  const lines: OutlineLine[] = [];
  let path: readonly string[] = [];
  for (const row of rows) {
    const cells = columns.levels.map(({ column }) => stepWords(cellAt(row, column)));
    const deepest = cells.findLastIndex((words) => words !== '');
    const facts = readRowFacts(row, columns);
    const isOnlyMore = deepest === -1 || isSamePath(path, cells, deepest);
    const last = lines.at(-1);
    if (isOnlyMore && facts.indicators.length > 0 && last !== undefined) {
      lines[lines.length - 1] = {
        ...last,
        indicators: [...last.indicators, ...facts.indicators],
      };
    } else if (deepest !== -1) {
      lines.push(...newSteps(row, columns, { path, cells, deepest, facts }));
      path = cells.slice(0, deepest + 1).map((words, at) => words || (path[at] ?? ''));
    }
  }
  return lines;
}

interface StepRow {
  readonly path: readonly string[];
  readonly cells: readonly string[];
  readonly deepest: number;
  readonly facts: ReturnType<typeof readRowFacts>;
}

/** The lines that a row begins: from the first cell that differs from above down to its last one, to
 *  which its facts belong. */
function newSteps(row: GridRow, { levels }: Columns, step: StepRow): OutlineLine[] {
  const { path, cells, deepest, facts } = step;
  const differs = cells.findIndex((words, at) => words !== '' && words !== path[at]);
  const from = differs === -1 ? deepest : Math.min(differs, deepest);
  const lines: OutlineLine[] = [];
  for (let at = from; at <= deepest; at += 1) {
    const words = cells[at] ?? '';
    const kind = levels[at]?.kind;
    const line = { ...plainLine(at + 1, words, row.at), kind };
    if (words !== '') {
      lines.push(at === deepest ? { ...line, ...facts, kind: facts.kind ?? kind } : line);
    }
  }
  return lines;
}

/** Without a bullet or number before the words. */
function stepWords(cell: string): string {
  return readMark(cell, true).words.replaceAll(/\s+/gu, ' ');
}

function isSamePath(path: readonly string[], cells: readonly string[], deepest: number): boolean {
  const isSame = cells.every((words, at) => words === '' || words === path[at]);
  return isSame && path.length === deepest + 1;
}
