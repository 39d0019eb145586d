/** Where one is in a table of the text, and the way from cell to cell. */
import type { Editor } from '@tiptap/core';
import type { Node, ResolvedPos } from '@tiptap/pm/model';
import { TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state';

export interface TablePlace {
  readonly table: Node;
  /** Just inside the table. */
  readonly start: number;
  readonly row: number;
  readonly column: number;
}

/** undefined: the caret is in no table. */
export function tablePlace({ selection: { $from } }: EditorState): TablePlace | undefined {
  const depth = cellDepth($from);
  if (depth === undefined) return undefined;
  return {
    table: $from.node(depth - 2),
    start: $from.start(depth - 2),
    row: $from.index(depth - 2),
    column: $from.index(depth - 1),
  };
}

export function isInTable({ state }: Editor): boolean {
  return tablePlace(state) !== undefined;
}

/** The depth of the cell around a place. */
export function cellDepth($place: ResolvedPos): number | undefined {
  for (let { depth } = $place; depth > 2; depth -= 1) {
    if (/^table(Cell|Header)$/.test($place.node(depth).type.name)) return depth;
  }
  return undefined;
}

/** How many cells the longest row has. */
export function widthOf(table: Node): number {
  return Math.max(...table.children.map(({ childCount }) => childCount));
}

/** The place just before a row, or after the last. */
export function rowStart(
  { table, start }: Pick<TablePlace, 'table' | 'start'>,
  row: number,
): number {
  return table.children.slice(0, row).reduce((place, { nodeSize }) => place + nodeSize, start);
}

/** Puts the caret at the end of a cell of the table that begins at `start` now; of a shorter row the
 *  last cell. */
export function enterCell(
  transaction: Transaction,
  { start, row, column }: Omit<TablePlace, 'table'>,
): Transaction {
  const table = transaction.doc.resolve(start).parent;
  const cells = table.child(row).children.slice(0, column + 1);
  const end = cells.reduce(
    (place, { nodeSize }) => place + nodeSize,
    rowStart({ table, start }, row),
  );
  const caret = TextSelection.near(transaction.doc.resolve(end), -1);
  return transaction.setSelection(caret).scrollIntoView();
}

/** A row as wide as the table, in the place of row `at`. The topmost takes over what its cells are:
 *  headings, mostly. */
export function insertRow(
  transaction: Transaction,
  { table, start }: TablePlace,
  at: number,
): void {
  const { tableRow, tableCell } = table.type.schema.nodes;
  if (tableRow === undefined || tableCell === undefined) return;
  const cells = Array.from({ length: widthOf(table) }, (_, column) => {
    const below = at === 0 ? table.firstChild?.maybeChild(column)?.type : undefined;
    return (below ?? tableCell).createAndFill();
  });
  const row = tableRow.create(
    null,
    cells.filter((cell) => cell !== null),
  );
  transaction.insert(rowStart({ table, start }, at), row);
}

/** To the next cell or the one before, as Tab goes. After the last cell comes a new row; before the
 *  first one stays. False outside a table. */
export function walkCells({ state, view }: Editor, step: 1 | -1): boolean {
  const place = tablePlace(state);
  if (place === undefined) return false;
  const { table, start, row, column } = place;
  const { tr } = state;
  const next = column + step;
  if (next >= 0 && next < table.child(row).childCount) {
    enterCell(tr, { start, row, column: next });
  } else if (row + step >= 0) {
    if (row + step === table.childCount) insertRow(tr, place, row + step);
    enterCell(tr, { start, row: row + step, column: step > 0 ? 0 : Number.MAX_SAFE_INTEGER });
  }
  view.dispatch(tr);
  return true;
}
