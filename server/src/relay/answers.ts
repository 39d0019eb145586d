/** What people get who ask what they lack. A hall comes back together, and asks the same; but for what
 *  each of them wrote meanwhile, which nobody else has yet. */
import * as Y from 'yjs';
import type { Contents } from './contents.ts';
import { answerParcel, answeredParcel, updateParcel } from './messages.ts';
import type { Parcel } from './parcel.ts';

export class Answers {
  readonly #contents: Contents;
  #last: { readonly to: Uint8Array; readonly parcel: Parcel } | undefined;
  /** As of the update with this number. */
  #everything: { readonly seq: number; readonly parcels: readonly Parcel[] } | undefined;

  constructor(contents: Contents) {
    this.#contents = contents;
  }

  /** From now on for this document. */
  watch(doc: Y.Doc): void {
    doc.on('update', () => {
      this.#last = undefined;
    });
  }

  /** What somebody with this state vector lacks. Throws on bytes that are no state vector. */
  to(stateVector: Uint8Array, doc: Y.Doc): Parcel {
    const shared = sharedVector(stateVector, doc);
    if (this.#last === undefined || Buffer.compare(this.#last.to, shared) !== 0) {
      this.#last = { to: shared, parcel: answerParcel(doc, shared) };
    }
    return this.#last.parcel;
  }

  /** The bytes as they are on disk, for somebody who has nothing. */
  everything(): readonly Parcel[] {
    const { seq } = this.#contents;
    if (this.#everything?.seq !== seq) {
      const parcels = this.#contents.pieces().map(updateParcel);
      this.#everything = { seq, parcels: [...parcels, answeredParcel] };
    }
    return this.#everything.parcels;
  }
}

/** What they have of what is here. */
function sharedVector(stateVector: Uint8Array, { store }: Y.Doc): Uint8Array {
  const shared = new Map<number, number>();
  for (const [client, clock] of Y.decodeStateVector(stateVector)) {
    const here = Math.min(clock, Y.getState(store, client));
    if (here > 0) shared.set(client, here);
  }
  return Y.encodeStateVector(shared);
}
