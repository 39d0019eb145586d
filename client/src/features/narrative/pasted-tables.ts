/** Tables of pages and word processors as tables of ours: without merged cells, tables in tables, and
 *  tables that only put something in its place on a page. */
import { renameElement } from './rename-element.ts';

/** More is no table to read but a file: `Inlezen` takes those. Its rows become lines. */
const MOST_CELLS = 2_000;
const WIDEST = 30;

export function readTables(body: Element): void {
  // The innermost first: in a cell there are words only.
  for (const table of [...body.querySelectorAll('table')].toReversed()) readTable(table);
}

function readTable(table: HTMLTableElement): void {
  for (const column of table.querySelectorAll('colgroup, col')) column.remove();
  for (const caption of table.querySelectorAll('caption'))
    table.before(renameElement(caption, 'p'));
  const rows = [...table.rows];
  const cells = rows.flatMap((row) => [...row.cells]);
  const isInCell = table.parentElement?.closest('td, th') != null;
  const isLayout = rows.every((row) => row.cells.length <= 1);
  if (isInCell || isLayout || cells.length > MOST_CELLS) return unwrap(table, cells);
  for (const cell of cells) simplifyCell(cell);
  splitMerged(rows);
  for (const row of rows) if (row.cells.length === 0) row.remove();
}

/** What stands in the cells stays, one after the other. */
function unwrap(table: Element, cells: readonly Element[]): void {
  const blocks = cells.map((cell) => renameElement(cell, 'div'));
  table.replaceWith(...blocks.filter((block) => block.textContent.trim() !== ''));
}

/** A cell holds words and lists: a heading in it is bold. */
function simplifyCell(cell: Element): void {
  for (const heading of cell.querySelectorAll('h1, h2, h3')) {
    const strong = renameElement(heading, 'strong');
    const paragraph = cell.ownerDocument.createElement('p');
    strong.replaceWith(paragraph);
    paragraph.append(strong);
  }
  for (const quote of cell.querySelectorAll('blockquote')) renameElement(quote, 'div');
}

/** The words of a merged cell stand in its first place; the others are empty, so that columns stay columns. */
function splitMerged(rows: readonly HTMLTableRowElement[]): void {
  // By column: in how many rows more somebody reaches down.
  const reaching: number[] = [];
  for (const row of rows) {
    let column = 0;
    for (const cell of Array.from(row.cells)) {
      column = skipTaken(row, cell, { column, reaching });
      const wide = Math.min(WIDEST, cell.colSpan || 1);
      for (let at = 0; at < wide; at += 1)
        reaching[column + at] = Math.max(0, (cell.rowSpan || 1) - 1);
      for (let at = 1; at < wide; at += 1) cell.after(emptyCell(cell));
      cell.removeAttribute('colspan');
      cell.removeAttribute('rowspan');
      column += wide;
    }
    skipTaken(row, null, { column, reaching });
  }
}

interface Reach {
  readonly column: number;
  readonly reaching: number[];
}

/** Puts empty cells where one above reaches down; returns the column that comes then. */
function skipTaken(row: Element, before: Element | null, { column, reaching }: Reach): number {
  let at = column;
  while ((reaching[at] ?? 0) > 0) {
    row.insertBefore(row.ownerDocument.createElement('td'), before);
    reaching[at] = (reaching[at] ?? 0) - 1;
    at += 1;
  }
  return at;
}

function emptyCell(beside: Element): Element {
  return beside.ownerDocument.createElement(beside.tagName);
}
