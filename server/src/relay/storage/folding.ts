/** Folding: the updates of a document, since its last snapshot, become the next one. Reading, building
 *  and proving a large document takes seconds, so it is done away from the sockets. */
import type { RoomAddress } from '@meemaak/protocol';
import type { Runner } from '../../worker/runner.ts';
import { buildDocument, isWhole, openStored, proveState } from './stored-document.ts';
import type { UpdateReader } from './update-log.ts';
import type { NewSnapshot } from './writes.ts';

/** More steps than this to open it: a tenth of a second here, a second on a phone. */
const DEAR_STEPS = 400_000;

export type Folded =
  | ({ readonly kind: 'folded' } & NewSnapshot)
  /** As one state it would be far dearer to open than as the updates that led to it [T19]. */
  | { readonly kind: 'dear'; readonly readableSeq: number }
  /** What is on disk does not come to life as a whole: nothing may be folded. */
  | { readonly kind: 'unreadable' };

/** Everything of a document, as somebody still holds it in memory. */
export interface HeldDocument {
  readonly address: RoomAddress;
  readonly pieces: readonly Uint8Array[];
  /** The last update in it. */
  readonly seq: number;
}

export function foldingCalls(log: UpdateReader) {
  return {
    /** The whole state of what is on disk now, seen to give the document back. */
    'document.fold'(address: RoomAddress): Folded {
      const opened = openStored(address, log);
      const { doc, loaded } = opened;
      try {
        if (!isWhole(opened)) return { kind: 'unreadable' };
        const { seq, startSeq: readableSeq } = loaded;
        const spent = loaded.updates.reduce((sum, update) => sum + update.steps, 0);
        const proven = proveState(doc, Math.max(DEAR_STEPS, 2 * spent));
        if (proven === undefined) return { kind: 'dear', readableSeq };
        const { bytes: state, steps } = proven;
        return { kind: 'folded', address, state, seq, steps, readableSeq };
      } finally {
        doc.destroy();
      }
    },

    /** The same from memory, when what is on disk is not as it was stored [F09]. Nothing that is there is
     *  to be forgotten for it. */
    'document.foldHeld'({ address, pieces, seq }: HeldDocument): Folded {
      const { doc, appliedCount } = buildDocument(pieces.map((bytes) => ({ bytes, steps: 0 })));
      try {
        if (appliedCount < pieces.length) return { kind: 'unreadable' };
        const { bytes: state, steps } = proveState(doc) ?? { bytes: undefined, steps: 0 };
        if (state === undefined) return { kind: 'unreadable' };
        return { kind: 'folded', address, state, seq, steps, readableSeq: 0 };
      } finally {
        doc.destroy();
      }
    },
  };
}

export type Folder = Runner<ReturnType<typeof foldingCalls>>;
