/** tldraw undoes by putting back whole records as they were: a colour that somebody else gave since
 *  is lost, and what somebody else removed is back. We make it put back only what the person's own
 *  act changed, only where it still stands as they left it, and so that it fits what is there now. */
import { isEqual, type RecordsDiff, type TLRecord, type TLStore } from 'tldraw';
import { cutToFit } from './fits-canvas.ts';
import { changedSlots, flatten, inflate, placingSlots, withChanges, type Slot } from './record.ts';
import { hangAt, repairRecords } from './repair.ts';

/** Replaces how this store applies undo and redo; returns what puts it back.
 *  The marks, squashing and bailing out of tldraw's history keep working on top of it. */
export function undoOnlyOwnWork(store: TLStore): () => void {
  const applyWhole = store.applyDiff.bind(store);
  store.applyDiff = (diff, options) => {
    // Only history asks to leave fleeting keys alone; everybody else means what they say.
    if (options?.ignoreEphemeralKeys !== true) return applyWhole(diff, options);
    applyWhole(ownPartOf(store, diff), options);
    settle(store);
  };
  // Its own property gone, the store has the method of its class again.
  return () => Reflect.deleteProperty(store, 'applyDiff');
}

type Diff = RecordsDiff<TLRecord>;

function ownPartOf(store: TLStore, diff: Diff): Diff {
  const own: Diff = { added: {}, updated: {}, removed: {} };
  for (const record of Object.values(diff.added)) {
    if (!isShared(store, record) || !store.has(record.id)) own.added[record.id] = record;
  }
  for (const [from, to] of Object.values(diff.updated)) {
    const current = store.get(to.id);
    if (!isShared(store, to)) own.updated[to.id] = [from, to];
    else if (current !== undefined) {
      const next = withOwnChanges(current, from, to);
      if (next !== undefined) own.updated[to.id] = [current, next];
    }
  }
  const keptIds = parentsOfOthers(store, diff);
  for (const record of Object.values(diff.removed)) {
    if (!keptIds.has(record.id)) own.removed[record.id] = record;
  }
  return fitIn(store, own);
}

/** What the camera or the selection was is nobody else's: there tldraw's way is right. */
function isShared(store: TLStore, record: TLRecord): boolean {
  return store.scopedTypes.document.has(record.typeName);
}

function withOwnChanges(current: TLRecord, from: TLRecord, to: TLRecord): TLRecord | undefined {
  // Of words that were too many the rest was cut off as they were written; that was nobody else.
  const [slotsNow, slotsFrom] = [flatten(current), flatten(cutToFit(from))];
  const changes = changedSlots(slotsFrom, flatten(to));
  const isOthers = (slot: Slot) => !isEqual(slotsNow.get(slot), slotsFrom.get(slot));
  // Parent and place go back together or not at all.
  const isElsewhere = isOthers('/parentId') || (changes.has('/parentId') && isOthers('/pos'));
  for (const slot of changes.keys()) {
    if (isOthers(slot) || (isElsewhere && placingSlots.includes(slot))) changes.delete(slot);
  }
  if (changes.size === 0) return undefined;
  return inflate(withChanges(slotsNow, changes)) as unknown as TLRecord;
}

/** Frames that now hold what they did not hold at the time: to take them away would take that too. */
function parentsOfOthers(store: TLStore, { removed }: Diff): ReadonlySet<string> {
  const parentIds = new Set<string>();
  for (const record of store.allRecords()) {
    if (record.typeName === 'shape' && !Object.hasOwn(removed, record.id)) {
      parentIds.add(record.parentId);
    }
  }
  return parentIds;
}

/** What was sound then need not be now: a parent is gone or lies in its own child, somebody else has
 *  the place in the order. tldraw would crash on it, so what comes back gives way. */
function fitIn(store: TLStore, own: Diff): Diff {
  const records = recordsOf(store);
  for (const { id } of Object.values(own.removed)) records.delete(id);
  const returning = [
    ...Object.values(own.added),
    ...Object.values(own.updated).map(([, to]) => to),
  ];
  for (const record of returning) records.set(record.id, record);
  const repairs = repairRecords(records, new Set(returning.map(({ id }) => id)));
  const fitting: Diff = { added: {}, updated: {}, removed: own.removed };
  for (const record of Object.values(own.added)) {
    if (!repairs.hiddenIds.has(record.id))
      fitting.added[record.id] = hangAt(record, repairs.placings.get(record.id));
  }
  for (const [from, to] of Object.values(own.updated)) {
    fitting.updated[to.id] = [from, hangAt(to, repairs.placings.get(to.id))];
  }
  return fitting;
}

/** tldraw's side effects may still have moved something: an arrow out of a group that has just come
 *  back and now holds one. With new groups it does not look, so we do. */
function settle(store: TLStore): void {
  const records = recordsOf(store);
  const { placings, hiddenIds } = repairRecords(records);
  const moved: TLRecord[] = [];
  for (const [id, placing] of placings) {
    const record = hiddenIds.has(id) ? undefined : records.get(id);
    if (record !== undefined) moved.push(hangAt(record, placing));
  }
  const hidden = [...hiddenIds]
    .map((id) => records.get(id))
    .filter((record) => record !== undefined);
  if (moved.length > 0) store.put(moved);
  if (hidden.length > 0) store.remove(hidden.map(({ id }) => id));
}

function recordsOf(store: TLStore): Map<string, TLRecord> {
  return new Map(store.allRecords().map((record) => [record.id, record]));
}
