/** When the updates of a document are folded into a snapshot, and what is learned from it. */
import { logFault } from '../log.ts';
import type { Contents } from './contents.ts';
import type { FoldedDocument, Folder } from './folding.ts';
import type { UpdateLog } from './update-log.ts';

/** A tail this long, or as large as what it follows, is folded into a snapshot. */
const FOLD_EVERY = 500;
const FOLD_BYTES = 1024 * 1024;
const SCATTERED = 100;

export interface FoldsParts {
  readonly contents: Contents;
  readonly log: UpdateLog;
  readonly folder: Folder;
  /** What was given out as it lay on disk cannot be read. */
  readonly onUnreadable: () => void;
}

export class Folds {
  readonly #parts: FoldsParts;
  #underWay: Promise<void> | undefined;
  #foldAt = FOLD_EVERY;

  constructor(parts: FoldsParts) {
    this.#parts = parts;
  }

  /** Resolves when no folding is under way; undefined when none is. */
  get done(): Promise<void> | undefined {
    return this.#underWay;
  }

  /** Folds when there is enough to fold. */
  foldIfLong(): void {
    const { tailLength, tailBytes } = this.#parts.contents;
    if (tailLength >= this.#foldAt || tailBytes > FOLD_BYTES) this.fold();
  }

  /** Folds when somebody who has nothing gets it in many pieces: the next one shall not. */
  foldIfScattered(): void {
    if (this.#parts.contents.tailLength > SCATTERED) this.fold();
  }

  /** Folds what is on disk into a snapshot, elsewhere, and proves by it that it can be read. */
  fold(): void {
    this.#underWay ??= this.#fold().finally(() => {
      this.#underWay = undefined;
    });
  }

  async #fold(): Promise<void> {
    const { contents, folder, onUnreadable } = this.#parts;
    const { address, steps, tailBytes, startSeq } = contents;
    try {
      const folded = await folder.run('document.fold', address);
      const isReadable = folded.kind !== 'unreadable' && folded.readableSeq === startSeq;
      if (!isReadable) onUnreadable();
      contents.isDear = folded.kind === 'dear';
      if (folded.kind === 'folded') await this.#store(folded, { steps, tailBytes, isReadable });
      this.#foldAt = contents.tailLength + FOLD_EVERY;
    } catch (error) {
      // The updates are all there: a snapshot only makes loading quick.
      logFault('snapshot.notStored', error, { ...address });
      this.#foldAt = contents.tailLength + FOLD_EVERY;
    }
  }

  async #store(
    folded: FoldedDocument,
    asOf: { readonly steps: number; readonly tailBytes: number; readonly isReadable: boolean },
  ): Promise<void> {
    const { contents, log } = this.#parts;
    if (asOf.isReadable) contents.noteReading(folded);
    if (folded.seq <= folded.readableSeq) return;
    await log.storeSnapshot(folded);
    if (asOf.isReadable) contents.noteSnapshot(folded, asOf);
  }
}
