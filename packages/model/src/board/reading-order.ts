/** The order in which one would read a board aloud: row by row from the top, within a row from the
 *  left, and right after a frame everything that lies in it. */
import type { RecordId } from '../ids.ts';
import type { BoardElement } from './element.ts';
import { centreOf, type Box } from './place.ts';

/** The same elements, each once. */
export function inReadingOrder(elements: readonly BoardElement[]): readonly BoardElement[] {
  const ids = new Set(elements.map((element) => element.recordId));
  const byFrame = new Map<RecordId | undefined, BoardElement[]>();
  for (const element of elements) {
    const { frameId } = element;
    const key = frameId !== undefined && ids.has(frameId) ? frameId : undefined;
    const members = byFrame.get(key);
    if (members === undefined) byFrame.set(key, [element]);
    else members.push(element);
  }
  const ordered: BoardElement[] = [];
  const toRead = rowByRow(byFrame.get(undefined) ?? []).toReversed();
  for (let element = toRead.pop(); element !== undefined; element = toRead.pop()) {
    ordered.push(element);
    if (element.kind !== 'frame') continue;
    const members = rowByRow(byFrame.get(element.recordId) ?? []);
    for (const member of members.toReversed()) toRead.push(member);
  }
  return ordered;
}

/** Something belongs to the row above it while its top is higher than the middle of that row's first. */
function rowByRow(elements: readonly BoardElement[]): BoardElement[] {
  const fromTop = elements.toSorted(
    (a, b) => a.bounds.y - b.bounds.y || a.bounds.x - b.bounds.x || compareIds(a, b),
  );
  const rows: BoardElement[][] = [];
  let rowMiddle = -Infinity;
  for (const element of fromTop) {
    const row = rows.at(-1);
    if (row !== undefined && element.bounds.y < rowMiddle) row.push(element);
    else {
      rows.push([element]);
      rowMiddle = centreOf(element.bounds).y;
    }
  }
  return rows.flatMap((row) =>
    row.toSorted((a, b) => a.bounds.x - b.bounds.x || a.bounds.y - b.bounds.y || compareIds(a, b)),
  );
}

function compareIds(a: BoardElement, b: BoardElement): number {
  if (a.recordId === b.recordId) return 0;
  return a.recordId < b.recordId ? -1 : 1;
}

export const BOARD_REGIONS = [
  'topLeft',
  'top',
  'topRight',
  'left',
  'middle',
  'right',
  'bottomLeft',
  'bottom',
  'bottomRight',
] as const;
/** A ninth of the board: where something lies, for people who cannot see it. */
export type BoardRegion = (typeof BOARD_REGIONS)[number];

/** In which ninth of `whole` the middle of `box` lies. */
export function regionOf(box: Box, whole: Box): BoardRegion {
  const { x, y } = centreOf(box);
  const column = third(x - whole.x, whole.width);
  const row = third(y - whole.y, whole.height);
  return BOARD_REGIONS[row * 3 + column] ?? 'middle';
}

function third(offset: number, length: number): number {
  if (length <= 0) return 1;
  return Math.min(2, Math.max(0, Math.floor((offset / length) * 3)));
}
