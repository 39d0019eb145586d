/** Where my work on the board and that of others met. */
import type { BoardDocument } from '../documents/board-document.ts';
import type { RecordId } from '../ids.ts';
import { readField } from '../outside.ts';
import type { Clash, NotePart } from './clash.ts';
import { isSameValue, plainValue, touchKey, type Touch, type Touches } from './touch.ts';

/** Written along with something else: the order of painting, and what follows from a text's size. */
const CONSEQUENCES = new Set(['index', 'meta', 'growY', 'fontSizeAdjustment', 'autoSize']);

/** What I had of each record that I touched, all of it: others may take it away. */
export function wholeRecords(board: BoardDocument, mine: Iterable<Touch>): Map<string, unknown> {
  const whole = new Map<string, unknown>();
  for (const { path } of mine) {
    const [root, recordId] = path;
    if (root !== 'records' || recordId === undefined || whole.has(recordId)) continue;
    whole.set(recordId, plainValue(board.records.get(recordId)));
  }
  return whole;
}

/** `mine` and `whole` as they were just before the others' work came in. */
export function findBoardClashes(
  board: BoardDocument,
  mine: Touches,
  theirs: Touches,
  whole: ReadonlyMap<string, unknown>,
): Clash[] {
  const clashes: Clash[] = [];
  for (const [id, record] of whole) {
    // Bindings and pictures are parts of what can be seen.
    if (readField(record, 'typeName') !== 'shape') continue;
    const recordId = id as RecordId;
    const replaced = theirs.get(touchKey(['records', id]));
    if (replaced !== undefined && !board.records.has(id)) {
      clashes.push({ kind: 'noteRemoved', recordId, mine: record });
      continue;
    }
    const parts = partsChangedTwice(id, mine, theirs, replaced);
    if (parts.length > 0) clashes.push({ kind: 'noteChangedTwice', recordId, parts });
  }
  return clashes;
}

function partsChangedTwice(
  recordId: string,
  mine: Touches,
  theirs: Touches,
  replaced: Touch | undefined,
): NotePart[] {
  const parts: NotePart[] = [];
  for (const touch of withParts(mine, recordId)) {
    const path = touch.path.slice(2);
    if (path.some((name) => CONSEQUENCES.has(name))) continue;
    const other = theirs.get(touchKey(touch.path)) ?? partOf(replaced, path);
    if (other === undefined || isSameValue(touch.value, other.value)) continue;
    parts.push({ path, mine: touch.value, theirs: other.value });
  }
  return parts.toSorted((a, b) => (touchKey(a.path) < touchKey(b.path) ? -1 : 1));
}

/** What I touched of a record; when I made all of it, each of its parts. */
function* withParts(mine: Touches, recordId: string): Generator<Touch> {
  const made = mine.get(touchKey(['records', recordId]));
  for (const path of made === undefined ? [] : partPaths(made.value)) {
    yield { path: ['records', recordId, ...path], value: readAt(made?.value, path) };
  }
  for (const touch of mine.values()) {
    const [root, id, ...path] = touch.path;
    if (root === 'records' && id === recordId && path.length > 0 && made === undefined) yield touch;
  }
}

function partPaths(record: unknown): string[][] {
  const props = readField(record, 'props');
  const names = typeof props === 'object' && props !== null ? Object.keys(props) : [];
  return [['pos'], ...names.map((name) => ['props', name])];
}

function partOf(replaced: Touch | undefined, path: readonly string[]): Touch | undefined {
  return replaced && { path, value: readAt(replaced.value, path) };
}

function readAt(value: unknown, path: readonly string[]): unknown {
  let at = value;
  for (const name of path) at = readField(at, name);
  return at;
}
