/** tldraw undoes by putting back whole records as they were: a colour that somebody else gave since
 *  is lost, and what somebody else removed is back. We make it put back only what the person's own
 *  act changed, and only where it still stands as they left it. */
import { isEqual, type RecordsDiff, type TLRecord, type TLStore } from 'tldraw';
import { changedSlots, flatten, inflate, withChanges } from './record.ts';

/** Replaces how this store applies undo and redo; returns what puts it back.
 *  The marks, squashing and bailing out of tldraw's history keep working on top of it. */
export function undoOnlyOwnWork(store: TLStore): () => void {
  const applyWhole = store.applyDiff.bind(store);
  store.applyDiff = (diff, options) => {
    // Only history asks to leave fleeting keys alone; everybody else means what they say.
    const applied = options?.ignoreEphemeralKeys === true ? ownPartOf(store, diff) : diff;
    applyWhole(applied, options);
  };
  // Its own property gone, the store has the method of its class again.
  return () => Reflect.deleteProperty(store, 'applyDiff');
}

function ownPartOf(store: TLStore, diff: RecordsDiff<TLRecord>): RecordsDiff<TLRecord> {
  const own: RecordsDiff<TLRecord> = { added: {}, updated: {}, removed: {} };
  for (const record of Object.values(diff.added)) {
    if (!isShared(store, record) || !store.has(record.id)) own.added[record.id] = record;
  }
  for (const [from, to] of Object.values(diff.updated)) {
    if (!isShared(store, to)) own.updated[to.id] = [from, to];
    else {
      const current = store.get(to.id);
      const next = current === undefined ? undefined : withOwnChanges(current, from, to);
      if (current !== undefined && next !== undefined) own.updated[to.id] = [current, next];
    }
  }
  for (const record of Object.values(diff.removed)) {
    if (!holdsOthers(store, record, diff)) own.removed[record.id] = record;
  }
  return own;
}

/** What the camera or the selection was is nobody else's: there tldraw's way is right. */
function isShared(store: TLStore, record: TLRecord): boolean {
  return store.scopedTypes.document.has(record.typeName);
}

function withOwnChanges(current: TLRecord, from: TLRecord, to: TLRecord): TLRecord | undefined {
  const [slotsNow, slotsFrom] = [flatten(current), flatten(from)];
  const changes = changedSlots(slotsFrom, flatten(to));
  for (const slot of changes.keys()) {
    if (!isEqual(slotsNow.get(slot), slotsFrom.get(slot))) changes.delete(slot);
  }
  if (changes.size === 0) return undefined;
  return inflate(withChanges(slotsNow, changes)) as unknown as TLRecord;
}

/** A frame that now holds what it did not hold at the time: to take it away would take that along. */
function holdsOthers(store: TLStore, record: TLRecord, diff: RecordsDiff<TLRecord>): boolean {
  if (record.typeName !== 'shape') return false;
  const removed: Readonly<Record<string, TLRecord>> = diff.removed;
  return store
    .allRecords()
    .some(
      (other) =>
        other.typeName === 'shape' && other.parentId === record.id && !(other.id in removed),
    );
}
