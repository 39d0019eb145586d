/** What people get who ask what they lack. A hall comes back together, and asks the same; but for what
 *  each of them wrote meanwhile, which nobody else has yet. */
import * as Y from 'yjs';
import type { Contents } from './contents.ts';
import { answerParcel, answeredParcel, syncedParcel, updateParcel } from './messages.ts';
import { countMissing, encodeMissing } from './missing.ts';
import type { Parcel } from './parcel.ts';

/** So many structs are said in two milliseconds. */
const MOST_AT_ONCE = 4_000;

export class Answers {
  readonly #contents: Contents;
  #last: { readonly to: Uint8Array; readonly parcel: Parcel } | undefined;
  /** Of the document, since it is watched. */
  #changes = 0;
  /** As of these numbers. */
  #everything:
    | { readonly seq: number; readonly startSeq: number; readonly parcels: readonly Parcel[] }
    | undefined;

  constructor(contents: Contents) {
    this.#contents = contents;
  }

  /** From now on for this document. */
  watch(doc: Y.Doc): void {
    doc.on('update', () => {
      this.#changes += 1;
      this.#last = undefined;
    });
  }

  /** What somebody with this state vector lacks, if it is known or soon said. Throws on bytes that are no
   *  state vector. */
  atOnce(stateVector: Uint8Array, doc: Y.Doc): Parcel | undefined {
    const shared = sharedVector(stateVector, doc);
    const to = Y.encodeStateVector(shared);
    if (this.#last !== undefined && Buffer.compare(this.#last.to, to) === 0) {
      return this.#last.parcel;
    }
    if (countMissing(doc, shared) > MOST_AT_ONCE) return undefined;
    const parcel = answerParcel(doc, to);
    this.#last = { to, parcel };
    return parcel;
  }

  /** The same in turns, when it is much. `mayGoOn`: is there nothing in the document that nobody may see?
   *  Undefined when it could not go on. */
  *inTurns(
    stateVector: Uint8Array,
    doc: Y.Doc,
    mayGoOn: () => boolean,
  ): Generator<undefined, Parcel | undefined> {
    const soon = this.atOnce(stateVector, doc);
    if (soon !== undefined) return soon;
    const shared = sharedVector(stateVector, doc);
    const changes = this.#changes;
    const turns = encodeMissing(doc, shared);
    for (let turn = turns.next(); ; turn = turns.next()) {
      if (turn.done === true) {
        const parcel = syncedParcel(turn.value);
        if (changes === this.#changes) this.#last = { to: Y.encodeStateVector(shared), parcel };
        return parcel;
      }
      yield;
      if (!mayGoOn()) return undefined;
    }
  }

  /** The bytes as they are on disk, for somebody who has nothing. */
  everything(): readonly Parcel[] {
    const { seq, startSeq } = this.#contents;
    if (this.#everything?.seq !== seq || this.#everything.startSeq !== startSeq) {
      const parcels = this.#contents.pieces().map(updateParcel);
      this.#everything = { seq, startSeq, parcels: [...parcels, answeredParcel] };
    }
    return this.#everything.parcels;
  }
}

/** What they have of what is here. */
function sharedVector(stateVector: Uint8Array, { store }: Y.Doc): Map<number, number> {
  const shared = new Map<number, number>();
  for (const [client, clock] of Y.decodeStateVector(stateVector)) {
    const here = Math.min(clock, Y.getState(store, client));
    if (here > 0) shared.set(client, here);
  }
  return shared;
}
