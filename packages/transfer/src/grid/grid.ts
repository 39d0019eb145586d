/** A table as it was read: rows of cells, without the empty ones. */
export interface GridRow {
  /** Which row of the source; 1 is the first. */
  readonly at: number;
  readonly cells: readonly string[];
}

export type Grid = readonly GridRow[];

/** The words of a cell; empty where there is none. */
export function cellAt(row: GridRow, column: number | undefined): string {
  return column === undefined ? '' : (row.cells[column]?.trim() ?? '');
}
