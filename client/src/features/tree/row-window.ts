/** Which rows stand on the page: those in sight or close to it, and those that may not be taken away.
 *
 *      fromPx ─┐   gap     rows left out, as high as they were or as rows are here
 *              │   row
 *              │   row     in sight or close
 *              │   gap
 *      toPx   ─┘   row     has the keyboard: always there
 *                  endPx   the rest */

export interface WindowParts<Row> {
  readonly rows: readonly Row[];
  readonly heightOf: (row: Row) => number;
  /** Along the rows, in CSS pixels from the first one's top. */
  readonly fromPx: number;
  readonly toPx: number;
  readonly isKept: (row: Row, rowNumber: number) => boolean;
}

export interface WindowRow<Row> {
  readonly row: Row;
  /** From 0. */
  readonly rowNumber: number;
  /** Of the rows that are left out right above it. */
  readonly gapPx: number;
}

export interface RowWindow<Row> {
  readonly shown: readonly WindowRow<Row>[];
  /** Of the rows that are left out after the last. */
  readonly endPx: number;
}

export function rowWindow<Row>(parts: WindowParts<Row>): RowWindow<Row> {
  const { rows, heightOf, fromPx, toPx, isKept } = parts;
  const shown: WindowRow<Row>[] = [];
  let topPx = 0;
  let gapPx = 0;
  for (const [rowNumber, row] of rows.entries()) {
    const heightPx = heightOf(row);
    const isNear = topPx + heightPx > fromPx && topPx < toPx;
    topPx += heightPx;
    if (!isNear && !isKept(row, rowNumber)) {
      gapPx += heightPx;
      continue;
    }
    shown.push({ row, rowNumber, gapPx });
    gapPx = 0;
  }
  return { shown, endPx: gapPx };
}
