/** One record in three forms:
 *
 *      tldraw record  {id, typeName, x, y, rotation, …, props: {…}, meta: {…}}
 *         ⇅ flatten / inflate
 *      slots          Map {'/pos' → [x, y, rotation], '/index' → …, 'props/w' → …, 'meta/k' → …}
 *         ⇅ readShared / writeSlots
 *      shared record  Y.Map {pos, index, …, props: Y.Map, meta: Y.Map}
 *
 *  A slot is the smallest thing that two people can change without touching each other's work. */
import type { BoardDocument } from '@meemaak/model';
import { isEqual, type TLRecord } from 'tldraw';
import * as Y from 'yjs';

/** `/key` for what a record holds itself, `props/key` and `meta/key` for one level deeper. */
export type Slot = string;
export type Slots = ReadonlyMap<Slot, unknown>;

/** `[x, y, rotation]`: one value, so that x never mixes with another person's y. */
const PLACE_SLOT: Slot = '/pos';
/** Where a shape hangs: a place means something within its parent only. */
export const placingSlots: readonly Slot[] = ['/parentId', '/index', PLACE_SLOT];
const placeKeys: readonly string[] = ['x', 'y', 'rotation'];
const nests = ['props', 'meta'] as const;

/** A record as its slots; keys without a value are left out. */
export function flatten(record: TLRecord): Map<Slot, unknown> {
  const slots = new Map<Slot, unknown>();
  for (const [key, value] of Object.entries(record)) {
    if (placeKeys.includes(key) || value === undefined) continue;
    const nest = nests.find((name) => name === key);
    if (nest === undefined) slots.set(`/${key}`, value);
    else addNest(slots, nest, value);
  }
  if (record.typeName === 'shape') {
    slots.set(PLACE_SLOT, [record.x, record.y, record.rotation]);
  }
  return slots;
}

function addNest(slots: Map<Slot, unknown>, nest: string, value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (inner !== undefined) slots.set(`${nest}/${key}`, inner);
  }
}

/** The slots of what should be a record in the document; undefined when it has not the form of one.
 *  What the slots hold is still outside data. */
export function readShared(shared: unknown): Map<Slot, unknown> | undefined {
  if (!(shared instanceof Y.Map)) return undefined;
  const slots = new Map<Slot, unknown>();
  for (const [key, value] of shared.entries()) {
    const nest = nests.find((name) => name === key);
    if (nest === undefined) slots.set(`/${key}`, value);
    else if (!(value instanceof Y.Map)) return undefined;
    else for (const [inner, held] of value.entries()) slots.set(`${nest}/${inner}`, held);
  }
  return isPlainJson(slots) ? slots : undefined;
}

/** Do the slots hold what a record of the document may hold? */
export function isPlainJson(slots: Slots): boolean {
  return [...slots.values()].every((value) => isPlain(value, MAX_DEPTH));
}

/** Deeper than this nothing of ours goes; deeper still and reading it would exhaust the stack. */
const MAX_DEPTH = 64;

/** Only what JSON knows: no shared types, bytes or big numbers, which would make tldraw throw. */
function isPlain(value: unknown, depth: number): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return typeof value !== 'bigint';
  if (depth === 0 || value instanceof Y.AbstractType || value instanceof Uint8Array) return false;
  return Object.values(value).every((inner) => isPlain(inner, depth - 1));
}

/** Slots put together again: the form of a tldraw record, not yet known to be a valid one. */
export function inflate(slots: Slots): Record<string, unknown> {
  const entries: [string, unknown][] = [];
  const nested: Record<(typeof nests)[number], [string, unknown][]> = { props: [], meta: [] };
  for (const [slot, value] of slots) {
    const at = slot.indexOf('/');
    const [nest, key] = [nests.find((name) => name === slot.slice(0, at)), slot.slice(at + 1)];
    if (nest !== undefined) nested[nest].push([key, value]);
    else if (slot === PLACE_SLOT && Array.isArray(value)) {
      for (const [index, name] of placeKeys.entries()) entries.push([name, value[index]]);
    } else entries.push([key, value]);
  }
  // Object.fromEntries defines keys rather than assigning them: `__proto__` stays a mere key.
  const meta: unknown = Object.fromEntries(nested.meta);
  if (!hasProps(slots.get('/typeName'))) return Object.fromEntries([...entries, ['meta', meta]]);
  const props: unknown = Object.fromEntries(nested.props);
  return Object.fromEntries([...entries, ['props', props], ['meta', meta]]);
}

/** In the document every record has `props`; in tldraw only these do. */
function hasProps(typeName: unknown): boolean {
  return typeName === 'shape' || typeName === 'binding' || typeName === 'asset';
}

/** The slots in which `to` differs from `from`; undefined where `to` has none. */
export function changedSlots(from: Slots, to: Slots): Map<Slot, unknown> {
  const changes = new Map<Slot, unknown>();
  for (const [slot, value] of to) if (!isEqual(from.get(slot), value)) changes.set(slot, value);
  for (const slot of from.keys()) if (!to.has(slot)) changes.set(slot, undefined);
  return changes;
}

/** `slots` with changes laid over it. */
export function withChanges(slots: Slots, changes: Slots): Map<Slot, unknown> {
  const changed = new Map(slots);
  for (const [slot, value] of changes) {
    if (value === undefined) changed.delete(slot);
    else changed.set(slot, value);
  }
  return changed;
}

/** Writes slots into a record of the document and creates it if it is not there.
 *  Call within a transaction. */
export function writeSlots(board: BoardDocument, id: string, slots: Slots): void {
  const existing = board.records.get(id);
  const shared: Y.Map<unknown> = existing instanceof Y.Map ? existing : new Y.Map();
  if (shared !== existing) board.records.set(id, shared);
  for (const nest of nests) {
    if (!(shared.get(nest) instanceof Y.Map)) shared.set(nest, new Y.Map<unknown>());
  }
  for (const [slot, value] of slots) {
    const at = slot.indexOf('/');
    const target: unknown = at === 0 ? shared : shared.get(slot.slice(0, at));
    if (!(target instanceof Y.Map)) throw new Error(`The record ${id} has no place for ${slot}.`);
    if (value === undefined) target.delete(slot.slice(at + 1));
    else target.set(slot.slice(at + 1), value);
  }
}
