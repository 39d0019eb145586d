/** From the canvas to the document. What the person does gathers here, slot by slot, until it is
 *  written: only what changed, in one transaction. Until then it lies over what the document says,
 *  so that nobody's own hand is pulled away by somebody else's change.
 *
 *      store ── diff ──▶ note() ──▶ unwritten ──▶ write() ──▶ document
 *                                      └──▶ overlay() ──▶ projection */
import type { BoardDocument } from '@meemaak/model';
import type { RecordsDiff, TLRecord } from 'tldraw';
import { belongsOnBoard } from './belongs.ts';
import {
  changedSlots,
  flatten,
  readShared,
  withChanges,
  writeSlots,
  type Slot,
  type Slots,
} from './record.ts';

type Unwritten =
  /** New here, or here again: holds every slot. */
  | { readonly kind: 'added'; readonly slots: Slots }
  /** Undefined takes a slot away. */
  | { readonly kind: 'changed'; readonly slots: Slots }
  | { readonly kind: 'removed' };

/** The page and the document record are the server's to make; who somebody is, is nobody's. */
const addableTypes: ReadonlySet<string> = new Set(['shape', 'binding', 'asset']);
const writableTypes: ReadonlySet<string> = new Set([...addableTypes, 'page', 'document']);

export class UnwrittenChanges {
  readonly #changes = new Map<string, Unwritten>();
  /** Made here, and not for the board: to be taken from the canvas again. */
  readonly #refusedIds = new Set<string>();

  get isEmpty(): boolean {
    return this.#changes.size + this.#refusedIds.size === 0;
  }

  /** Takes in what the person did. Later changes of a slot replace earlier ones. */
  note(diff: RecordsDiff<TLRecord>): void {
    for (const record of Object.values(diff.added)) {
      if (addableTypes.has(record.typeName)) this.#add(record);
    }
    for (const [from, to] of Object.values(diff.updated)) {
      if (writableTypes.has(to.typeName)) this.#change(from, to);
    }
    for (const record of Object.values(diff.removed)) {
      if (addableTypes.has(record.typeName)) this.#changes.set(record.id, { kind: 'removed' });
    }
  }

  #add(record: TLRecord): void {
    if (belongsOnBoard({ ...record })) {
      this.#changes.set(record.id, { kind: 'added', slots: flatten(record) });
    } else {
      this.#changes.delete(record.id);
      this.#refusedIds.add(record.id);
    }
  }

  #change(from: TLRecord, to: TLRecord): void {
    const earlier = this.#changes.get(to.id);
    if (earlier?.kind === 'added') return this.#add(to);
    const slots = changedSlots(flatten(from), flatten(to));
    if (slots.size === 0) return;
    const before = earlier?.kind === 'changed' ? [...earlier.slots] : [];
    const merged = new Map<Slot, unknown>([...before, ...slots]);
    this.#changes.set(to.id, { kind: 'changed', slots: merged });
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
    board.doc.transact(() => {
      for (const [id, change] of changes) writeChange(board, id, change);
    }, origin);
    return ids;
  }

  /** Forgets everything unwritten; returns the ids concerned. */
  discard(): string[] {
    const ids = [...this.#changes.keys(), ...this.#refusedIds];
    this.#changes.clear();
    this.#refusedIds.clear();
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
