/** What a transaction touched, told by place: the names on the way down from a document's root, such
 *  as `['nodes', nodeId, 'title']`. Two people who touched the same place without knowing of each
 *  other cannot both have their way there. */
import * as Y from 'yjs';

/** The root's name first. */
export type TouchPath = readonly string[];

export interface Touch {
  readonly path: TouchPath;
  /** What was written there, as plain JSON; undefined for a removal, and for a shared text. */
  readonly value: unknown;
}

/** By `touchKey`. */
export type Touches = ReadonlyMap<string, Touch>;

/** Any of Yjs' shared types, as a transaction lists them. */
export type SharedType = Parameters<Y.Transaction['changed']['has']>[0];

/** The shared types of a document that have a name of their own. */
export type NamedRoots = ReadonlyMap<unknown, string>;

/** Nothing of ours lies deeper: root, node, `indicators`, indicator, field. */
const DEEPEST_PATH = 5;

export function touchKey(path: TouchPath): string {
  return JSON.stringify(path);
}

/** The path of a key that `touchKey` made; undefined for anything else. */
export function readTouchKey(key: unknown): TouchPath | undefined {
  if (typeof key !== 'string' || !key.startsWith('[')) return undefined;
  try {
    const path: unknown = JSON.parse(key);
    return Array.isArray(path) && path.every(isText) ? path : undefined;
  } catch {
    return undefined;
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** What a transaction wrote in maps and in texts within maps. To be called before it is cleaned up:
 *  until then a value that lost can still be read. */
export function readMapTouches(roots: NamedRoots, transaction: Y.Transaction): Touch[] {
  const touches: Touch[] = [];
  for (const [type, keys] of transaction.changed) {
    const path = pathOf(type, roots);
    if (path === undefined) continue;
    for (const key of keys) {
      if (key === null) touches.push({ path, value: undefined });
      else touches.push({ path: [...path, key], value: writtenValue(type, key, transaction) });
    }
  }
  return touches;
}

/** Undefined when it hangs somewhere else, or deeper than anything of ours. */
function pathOf(type: unknown, roots: NamedRoots): TouchPath | undefined {
  const path: string[] = [];
  for (let at = type; path.length < DEEPEST_PATH;) {
    const name = roots.get(at);
    if (name !== undefined) return [name, ...path];
    const item = at instanceof Y.AbstractType ? at._item : null;
    if (item?.parentSub === null || item?.parentSub === undefined) return undefined;
    path.unshift(item.parentSub);
    at = item.parent;
  }
  return undefined;
}

/** Beyond this many entries of one key we no longer look for the value that lost. */
const FARTHEST_ENTRY = 10_000;

/** The last value that the transaction brought for a key, whether it stands or lost. */
function writtenValue(type: SharedType, key: string, { beforeState }: Y.Transaction): unknown {
  // Where Yjs keeps a map's entries: the winner of each key, to its left whom it overwrote.
  let entry = type._map.get(key) ?? null;
  for (let step = 0; entry !== null && step < FARTHEST_ENTRY; step += 1) {
    const isNew = entry.id.clock >= (beforeState.get(entry.id.client) ?? 0);
    // The winner deleted: taken away again. Any other is deleted because it lost.
    if (isNew && step === 0 && entry.deleted) return undefined;
    if (isNew) return plainValue(entry.content.getContent().at(-1));
    entry = entry.left;
  }
  return undefined;
}

/** A stored value as plain JSON. */
export function plainValue(value: unknown): unknown {
  if (value instanceof Y.Text) return value.toJSON();
  return value instanceof Y.Map ? value.toJSON() : value;
}

export function isSameValue(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
