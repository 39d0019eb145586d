/** What people get who ask what they lack. A hall comes back together, and asks the same. */
import type * as Y from 'yjs';
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
    if (this.#last === undefined || Buffer.compare(this.#last.to, stateVector) !== 0) {
      this.#last = { to: stateVector, parcel: answerParcel(doc, stateVector) };
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
