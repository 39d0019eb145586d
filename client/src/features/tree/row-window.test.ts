import { describe, expect, it } from 'vitest';
import { rowWindow, type RowWindow, type WindowParts } from './row-window.ts';

const rows = Array.from({ length: 2_000 }, (_, rowNumber) => rowNumber);
const none = (): boolean => false;
const windowOf = (parts: Partial<WindowParts<number>>): RowWindow<number> =>
  rowWindow({ rows, heightOf: () => 50, fromPx: 0, toPx: 500, isKept: none, ...parts });
const shownIn = ({ shown }: RowWindow<number>) => shown.map(({ row }) => row);

describe('the rows on the page', () => {
  it('are those in sight, and the rest is room', () => {
    const { shown, endPx } = windowOf({ fromPx: 5_000, toPx: 5_500 });
    expect(shown.map(({ row }) => row)).toEqual(rows.slice(100, 110));
    expect(shown[0]).toEqual({ row: 100, rowNumber: 100, gapPx: 5_000 });
    expect(shown[1]?.gapPx).toBe(0);
    expect(endPx).toBe((2_000 - 110) * 50);
  });

  it('take up as much room as all rows together, wherever one looks', () => {
    const heightOf = (row: number): number => 40 + (row % 7) * 11;
    const allPx = rows.reduce((sum, row) => sum + heightOf(row), 0);
    for (const fromPx of [-800, 0, 333, 40_000, allPx - 100, allPx + 900]) {
      const isKept = (row: number): boolean => row % 501 === 3;
      const { shown, endPx } = windowOf({ heightOf, fromPx, toPx: fromPx + 900, isKept });
      const shownPx = shown.reduce((sum, { row, gapPx }) => sum + gapPx + heightOf(row), 0);
      expect(shownPx + endPx).toBe(allPx);
    }
  });

  it('hold what may not be taken away, however far it is', () => {
    const found = windowOf({ isKept: (row) => row === 1_500 });
    expect(shownIn(found)).toEqual([...rows.slice(0, 10), 1_500]);
    expect(found.shown.at(-1)?.gapPx).toBe((1_500 - 10) * 50);
    expect(found.endPx).toBe((2_000 - 1_501) * 50);
  });

  it('are all of them on paper, and none in an empty tree', () => {
    expect(shownIn(windowOf({ fromPx: -Infinity, toPx: Infinity }))).toEqual(rows);
    expect(windowOf({ rows: [] })).toEqual({ shown: [], endPx: 0 });
  });
});
