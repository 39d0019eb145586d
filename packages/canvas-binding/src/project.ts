/** What the document says the canvas must show.
 *
 *      document ─ read ─ overlay what is not yet written ─ validate ─ repair together ─ shown
 *                  └── unreadable, invalid or not to be drawn: set aside, counted ─┘
 *
 *  A function of the document and the unwritten changes alone; kept up record by record, because
 *  reading the whole board at every change of somebody else would be too slow. */
import type { BoardDocument } from '@meemaak/model';
import { isEqual, type TLRecord, type TLStore } from 'tldraw';
import { belongsOnBoard } from './belongs.ts';
import { fitsCanvas } from './fits-canvas.ts';
import { flatten, inflate, readShared, type Slots } from './record.ts';
import { endOf, hangAt, repairRecords, type Repairs } from './repair.ts';

/** Lays unwritten changes over what the document has; undefined: nothing (any more). */
export type Overlay = (id: string, slots: Slots | undefined) => Slots | undefined;

export class BoardProjection {
  readonly #board: BoardDocument;
  readonly #store: TLStore;
  readonly #overlay: Overlay;
  /** Valid in themselves. */
  readonly #records = new Map<string, TLRecord>();
  readonly #setAside = new Set<string>();
  #repairs: Repairs = { placings: new Map(), hiddenIds: new Set() };
  /** As drawn instead; only those that need repair. */
  readonly #repaired = new Map<string, TLRecord>();

  constructor(board: BoardDocument, store: TLStore, overlay: Overlay) {
    this.#board = board;
    this.#store = store;
    this.#overlay = overlay;
  }

  /** The record as it must be drawn; undefined when it must not. */
  shown(id: string): TLRecord | undefined {
    if (this.#repairs.hiddenIds.has(id)) return undefined;
    return this.#repaired.get(id) ?? this.#records.get(id);
  }

  /** Does it hang elsewhere than it says? */
  isPlacedByRepair(id: string): boolean {
    return this.#repairs.placings.has(id);
  }

  /** Ids of everything that is drawn. */
  shownIds(): string[] {
    return [...this.#records.keys()].filter((id) => !this.#repairs.hiddenIds.has(id));
  }

  /** Records that are in the document and cannot be drawn. */
  get setAsideIds(): ReadonlySet<string> {
    return this.#setAside;
  }

  /** Reads these records again; returns every id that may be drawn differently because of it. */
  refresh(ids: Iterable<string>): Set<string> {
    const affected = new Set<string>(ids);
    let isStructural = false;
    for (const id of affected) if (this.#read(id)) isStructural = true;
    if (isStructural) this.#repairAll(affected);
    else for (const id of affected) this.#applyRepair(id);
    return affected;
  }

  refreshAll(): Set<string> {
    return this.refresh(new Set([...this.#records.keys(), ...this.#board.records.keys()]));
  }

  /** True when this may change how other records are drawn. */
  #read(id: string): boolean {
    const before = this.#records.get(id);
    const slots = this.#overlay(id, readShared(this.#board.records.get(id)));
    const after = slots === undefined ? undefined : this.#validate(id, slots, before);
    if (after === undefined) this.#records.delete(id);
    else this.#records.set(id, after);
    if (after === undefined && this.#board.records.has(id)) this.#setAside.add(id);
    else this.#setAside.delete(id);
    return !isEqual(structureOf(before), structureOf(after));
  }

  #validate(id: string, slots: Slots, before: TLRecord | undefined): TLRecord | undefined {
    const candidate = inflate(slots);
    if (candidate['id'] !== id || !belongsOnBoard(candidate)) return undefined;
    try {
      // The one cast in the binding: the schema exists to find out whether it is true.
      const record = candidate as unknown as TLRecord;
      const { schema } = this.#store;
      const valid = schema.validateRecord(this.#store, record, 'tests', before ?? null);
      return fitsCanvas(valid) ? valid : undefined;
    } catch {
      return undefined;
    }
  }

  #repairAll(affected: Set<string>): void {
    const before = this.#repairs;
    this.#repairs = repairRecords(this.#records);
    for (const { placings, hiddenIds } of [before, this.#repairs]) {
      for (const id of placings.keys()) affected.add(id);
      for (const id of hiddenIds) affected.add(id);
    }
    for (const id of affected) this.#applyRepair(id);
  }

  #applyRepair(id: string): void {
    const record = this.#records.get(id);
    const placing = this.#repairs.placings.get(id);
    if (record === undefined || placing === undefined) this.#repaired.delete(id);
    else this.#repaired.set(id, hangAt(record, placing));
  }
}

/** What of a record can matter to others. */
function structureOf(record: TLRecord | undefined): unknown {
  if (record === undefined) return undefined;
  if (record.typeName === 'binding') return [endOf(flatten(record)), record.toId];
  if (record.typeName !== 'shape') return true;
  const { type, parentId, index, x, y, rotation } = record;
  // A group's place matters when it is not drawn: its member hangs where it would.
  return type === 'group' ? [type, parentId, index, x, y, rotation] : [type, parentId, index];
}
