/** What one can do to a table, besides writing in it. Each is one step of undo. */
import type { Editor } from '@tiptap/core';
import { Selection, TextSelection, type Transaction } from '@tiptap/pm/state';
import { inOneStep } from './one-step.ts';
import {
  enterCell,
  insertRow,
  rowStart,
  tablePlace,
  widthOf,
  type TablePlace,
} from './table-place.ts';

export const TABLE_ACTS = [
  'rowBelow',
  'rowAbove',
  'columnAfter',
  'columnBefore',
  'removeRow',
  'removeColumn',
  'leave',
  'removeTable',
] as const;
export type TableAct = (typeof TABLE_ACTS)[number];

/** Rows under the headings of a new table. */
const ROWS = 2;

const acts: Record<TableAct, (transaction: Transaction, place: TablePlace) => void> = {
  rowBelow: (transaction, place) => addRow(transaction, place, place.row + 1),
  rowAbove: (transaction, place) => addRow(transaction, place, place.row),
  columnAfter: (transaction, place) => addColumn(transaction, place, place.column + 1),
  columnBefore: (transaction, place) => addColumn(transaction, place, place.column),
  removeRow,
  removeColumn,
  leave: writeBelow,
  removeTable,
};

/** Does it to the table that the caret is in; nothing when it is in none. */
export function actOnTable({ editor, act }: { editor: Editor; act: TableAct }): void {
  const place = tablePlace(editor.state);
  if (place === undefined) return;
  inOneStep(editor, () => {
    const { tr } = editor.state;
    acts[act](tr, place);
    editor.view.dispatch(tr.scrollIntoView());
  });
}

/** Puts a table with a row of headings in the place of an empty paragraph, or after what the caret is
 *  in; the caret goes to its first cell. */
export function insertTable(editor: Editor, columns: number): void {
  const { state } = editor;
  const { table, tableRow, tableHeader, tableCell, paragraph } = state.schema.nodes;
  if (!table || !tableRow || !tableHeader || !tableCell || !paragraph) return;
  const rowOf = (type: typeof tableCell) =>
    tableRow.create(
      null,
      Array.from({ length: columns }, () => type.create(null, paragraph.create())),
    );
  const rows = [rowOf(tableHeader), ...Array.from({ length: ROWS }, () => rowOf(tableCell))];
  const { $from } = state.selection;
  const block = $from.node(1);
  const isFree = block.isTextblock && block.content.size === 0;
  const [from, to] = isFree ? [$from.before(1), $from.after(1)] : [$from.after(1), $from.after(1)];
  const isLast = to === state.doc.content.size;
  inOneStep(editor, () => {
    const made = [table.create(null, rows), ...(isLast ? [paragraph.create()] : [])];
    const { tr } = state;
    tr.replaceWith(from, to, made);
    editor.view.dispatch(enterCell(tr, { start: from + 1, row: 0, column: 0 }));
  });
}

function addRow(transaction: Transaction, place: TablePlace, at: number): void {
  fillUp(transaction, place);
  const { start, column } = place;
  insertRow(transaction, { ...place, table: transaction.doc.resolve(start).parent }, at);
  enterCell(transaction, { start, row: at, column });
}

function addColumn(transaction: Transaction, place: TablePlace, at: number): void {
  const { start, row, column } = place;
  fillUp(transaction, place);
  const table = transaction.doc.resolve(start).parent;
  // The last row first: what lies before it stays where it is.
  for (let of = table.childCount - 1; of >= 0; of -= 1) {
    const cells = table.child(of).children;
    const beside = cells[column]?.type.createAndFill();
    if (!beside) continue;
    const before = cells.slice(0, at).reduce((size, { nodeSize }) => size + nodeSize, 1);
    transaction.insert(rowStart({ table, start }, of) + before, beside);
  }
  enterCell(transaction, { start, row, column: at });
}

/** Rows that came out shorter than the others get the cells that they miss. */
function fillUp(transaction: Transaction, { table, start }: TablePlace): void {
  const { tableCell } = table.type.schema.nodes;
  const width = widthOf(table);
  for (let of = table.childCount - 1; of >= 0; of -= 1) {
    const missing = Array.from({ length: width - table.child(of).childCount }, () =>
      tableCell?.createAndFill(),
    ).flatMap((cell) => cell ?? []);
    if (missing.length > 0) transaction.insert(rowStart({ table, start }, of + 1) - 1, missing);
  }
}

function removeRow(transaction: Transaction, place: TablePlace): void {
  const { table, start, row, column } = place;
  if (table.childCount === 1) return removeTable(transaction, place);
  transaction.delete(rowStart(place, row), rowStart(place, row + 1));
  enterCell(transaction, { start, row: Math.min(row, table.childCount - 2), column });
}

function removeColumn(transaction: Transaction, place: TablePlace): void {
  const { table, start, row, column } = place;
  if (widthOf(table) === 1) return removeTable(transaction, place);
  for (let of = table.childCount - 1; of >= 0; of -= 1) {
    const cells = table.child(of).children;
    const cell = cells[column];
    if (cell === undefined) continue;
    const before = cells.slice(0, column).reduce((size, { nodeSize }) => size + nodeSize, 1);
    const from = rowStart(place, of) + before;
    // A row of this one cell would be left without any.
    if (cells.length === 1) transaction.delete(from - 1, from + cell.nodeSize + 1);
    else transaction.delete(from, from + cell.nodeSize);
  }
  const left = transaction.doc.resolve(start).parent.childCount;
  enterCell(transaction, { start, row: Math.min(row, left - 1), column: Math.max(0, column - 1) });
}

function removeTable(transaction: Transaction, { table, start }: TablePlace): void {
  const before = start - 1;
  const { paragraph } = table.type.schema.nodes;
  const around = transaction.doc.resolve(before);
  const isAlone = around.parent.childCount === 1;
  if (isAlone && paragraph)
    transaction.replaceWith(before, before + table.nodeSize, paragraph.create());
  else transaction.delete(before, before + table.nodeSize);
  transaction.setSelection(Selection.near(transaction.doc.resolve(before)));
}

/** Goes on under the table; makes a paragraph there when nothing can be written in. */
function writeBelow(transaction: Transaction, { table, start }: TablePlace): void {
  const after = start - 1 + table.nodeSize;
  const { paragraph } = table.type.schema.nodes;
  const next = transaction.doc.resolve(after).nodeAfter;
  if (next?.isTextblock !== true && paragraph) transaction.insert(after, paragraph.create());
  transaction.setSelection(TextSelection.near(transaction.doc.resolve(after + 1)));
}
