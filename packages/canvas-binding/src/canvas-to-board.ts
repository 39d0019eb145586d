/** From the canvas to the document. What the person does gathers here, slot by slot, until it is
 *  written: only what changed, in one transaction. Until then it lies over what the document says,
 *  so that nobody's own hand is pulled away by somebody else's change.
 *
 *      store ── diff ──▶ note() ──▶ unwritten ──▶ write() ──▶ document
 *                                      └──▶ overlay() ──▶ projection */
import type { BoardDocument } from '@meemaak/model';
import type { RecordsDiff, TLRecord } from 'tldraw';
import { belongsOnBoard } from './belongs.ts';
import { cutToFit, fitsCanvas } from './fits-canvas.ts';
import {
  changedSlots,
  flatten,
  isPlainJson,
  placingSlots,
  readShared,
  withChanges,
  writeSlots,
  type Slot,
  type Slots,
} from './record.ts';
import { endOf } from './repair.ts';

type Unwritten =
  /** New here, or here again: holds every slot. */
  | { readonly kind: 'added'; readonly slots: Slots }
  /** Undefined takes a slot away. */
  | { readonly kind: 'changed'; readonly slots: Slots }
  | { readonly kind: 'removed'; readonly freedEnd: string | undefined };

/** What of the person's own work is not for the board: words beyond the limit, or all of it. */
export type Loss = 'cut' | 'refused';

/** The page and the document record are the server's to make; who somebody is, is nobody's. */
const addableTypes: ReadonlySet<string> = new Set(['shape', 'binding', 'asset']);
const writableTypes: ReadonlySet<string> = new Set([...addableTypes, 'page', 'document']);

export class UnwrittenChanges {
  readonly #isPlacedByRepair: (id: string) => boolean;
  readonly #changes = new Map<string, Unwritten>();
  /** Made here and not for the board: to be taken from the canvas again. */
  readonly #refusedIds = new Set<string>();
  #loss: Loss | undefined;

  constructor(isPlacedByRepair: (id: string) => boolean) {
    this.#isPlacedByRepair = isPlacedByRepair;
  }

  get isEmpty(): boolean {
    return this.#changes.size + this.#refusedIds.size === 0;
  }

  /** How many records are unwritten. */
  get size(): number {
    return this.#changes.size;
  }

  /** Ids of what is unwritten, and once of what is refused: where canvas and document differ. */
  takeIds(): string[] {
    const ids = [...this.#changes.keys(), ...this.#refusedIds];
    this.#refusedIds.clear();
    return ids;
  }

  /** What was lost since the last time that this was asked. */
  takeLoss(): Loss | undefined {
    const loss = this.#loss;
    this.#loss = undefined;
    return loss;
  }

  /** Takes in what the person did. Later changes of a slot replace earlier ones. */
  note(diff: RecordsDiff<TLRecord>): void {
    for (const record of Object.values(diff.added)) {
      if (addableTypes.has(record.typeName)) this.#add(record);
      else if (writableTypes.has(record.typeName)) this.#refusedIds.add(record.id);
    }
    for (const [from, to] of Object.values(diff.updated)) {
      if (writableTypes.has(to.typeName)) this.#change(from, to);
    }
    for (const record of Object.values(diff.removed)) {
      if (!addableTypes.has(record.typeName)) continue;
      this.#changes.set(record.id, { kind: 'removed', freedEnd: freedEndOf(record, diff) });
    }
  }

  #add(record: TLRecord): void {
    const slots = this.#slotsForBoard(record);
    if (slots === undefined) this.#refusedIds.add(record.id);
    else this.#changes.set(record.id, { kind: 'added', slots });
  }

  #change(from: TLRecord, to: TLRecord): void {
    const earlier = this.#changes.get(to.id);
    if (earlier?.kind === 'added') return this.#add(to);
    const after = this.#slotsForBoard(to);
    if (after === undefined) {
      this.#refusedIds.add(to.id);
      return;
    }
    const slots = changedSlots(flatten(from), after);
    if (slots.size === 0) {
      // All that changed was too much: what is drawn is more than what is written.
      if (changedSlots(flatten(to), after).size > 0) this.#refusedIds.add(to.id);
      return;
    }
    if (this.#isPlacedByRepair(to.id) && placingSlots.some((slot) => slots.has(slot))) {
      // It was drawn elsewhere than the document says: a step from there means nothing here, so
      // where it now hangs is written whole.
      for (const slot of placingSlots) slots.set(slot, after.get(slot));
    }
    const before = earlier?.kind === 'changed' ? [...earlier.slots] : [];
    const merged = new Map<Slot, unknown>([...before, ...slots]);
    this.#changes.set(to.id, { kind: 'changed', slots: merged });
  }

  /** What is written of it: what everybody can draw. Undefined: nothing, and it is put back. */
  #slotsForBoard(record: TLRecord): Slots | undefined {
    const fitting = cutToFit(record);
    const slots = flatten(fitting);
    const isFit = belongsOnBoard({ ...fitting }) && fitsCanvas(fitting) && isPlainJson(slots);
    if (!isFit) this.#loss = 'refused';
    else if (fitting !== record) this.#loss ??= 'cut';
    return isFit ? slots : undefined;
  }

  /** What a record holds once everything is written. Undefined: it is not there, so what was changed
   *  in it is lost: who removes wins. */
  readonly overlay = (id: string, slots: Slots | undefined): Slots | undefined => {
    const change = this.#changes.get(id);
    if (change === undefined) return slots;
    if (change.kind === 'added') return change.slots;
    return change.kind === 'removed' || slots === undefined
      ? undefined
      : withChanges(slots, change.slots);
  };

  /** Writes everything in one transaction and forgets it; returns the ids concerned. */
  write(board: BoardDocument, origin: unknown): string[] {
    const changes = [...this.#changes];
    const ids = this.discard();
    return board.doc.transact(() => {
      for (const [id, change] of changes) writeChange(board, id, change);
      return [...ids, ...removeRivals(board, changes)];
    }, origin);
  }

  /** Forgets everything unwritten; returns the ids concerned. */
  discard(): string[] {
    const ids = [...this.#changes.keys()];
    this.#changes.clear();
    return ids;
  }
}

function writeChange(board: BoardDocument, id: string, change: Unwritten): void {
  const existing = board.records.get(id);
  if (change.kind === 'removed') {
    if (existing !== undefined) board.records.delete(id);
  } else if (change.kind === 'changed') {
    if (existing !== undefined) writeSlots(board, id, change.slots);
  } else {
    // It may have come from somebody else meanwhile: a card's id is the same everywhere.
    writeSlots(board, id, changedSlots(readShared(existing) ?? new Map(), change.slots));
  }
}

/** The end of an arrow that the person let go of, rather than removed what it was tied to. */
function freedEndOf(record: TLRecord, { removed }: RecordsDiff<TLRecord>): string | undefined {
  if (record.typeName !== 'binding' || Object.hasOwn(removed, record.toId)) return undefined;
  return endOf(flatten(record));
}

/** Two people can tie one end of an arrow to two shapes; one of the ties is drawn. Whoever lets go of
 *  that end means the end, so the other tie must not come up in its place. Returns what is removed. */
function removeRivals(board: BoardDocument, changes: readonly [string, Unwritten][]): string[] {
  const freedEnds = new Set(
    changes.map(([, change]) => (change.kind === 'removed' ? change.freedEnd : undefined)),
  );
  freedEnds.delete(undefined);
  if (freedEnds.size === 0) return [];
  const keptIds = new Set(changes.map(([id]) => id));
  const rivalIds: string[] = [];
  for (const [id, shared] of board.records.entries()) {
    const slots = keptIds.has(id) ? undefined : readShared(shared);
    if (slots?.get('/typeName') === 'binding' && freedEnds.has(endOf(slots))) rivalIds.push(id);
  }
  for (const id of rivalIds) board.records.delete(id);
  return rivalIds;
}
