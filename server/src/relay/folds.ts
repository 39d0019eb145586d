/** When the updates of a document are folded into a snapshot, and what is learned from it. */
import { logFault } from '../log.ts';
import type { Contents } from './contents.ts';
import type { Folder } from './storage/folding.ts';
import type { UpdateLog } from './storage/update-log.ts';
import type { NewSnapshot } from './storage/writes.ts';

/** A tail this long, or as large as what it follows, is folded into a snapshot. */
const FOLD_EVERY = 500;
const FOLD_BYTES = 1024 * 1024;
/** More pieces than this for somebody who has nothing. */
const SCATTERED = 100;

export interface FoldsParts {
  readonly contents: Contents;
  readonly log: UpdateLog;
  readonly folder: Folder;
  /** How long after its opening a document is proved that was not built. */
  readonly proveAfterMs: number;
  /** What was given out as it lay on disk cannot be read. */
  readonly onUnreadable: () => void;
}

export class Folds {
  readonly #parts: FoldsParts;
  #underWay: Promise<void> | undefined;
  #proving: NodeJS.Timeout | undefined;
  #foldAt = FOLD_EVERY;

  constructor(parts: FoldsParts) {
    this.#parts = parts;
  }

  /** Resolves when no folding is under way; undefined when none is. */
  get done(): Promise<void> | undefined {
    return this.#underWay;
  }

  /** What was not built is proved elsewhere, once those who came together are all in. */
  proveSoon(): void {
    const { proveAfterMs } = this.#parts;
    if (proveAfterMs === 0) this.fold();
    else this.#proving = setTimeout(() => this.fold(), proveAfterMs);
  }

  /** Nothing more is begun. */
  close(): void {
    clearTimeout(this.#proving);
  }

  /** Folds when there is enough to fold. */
  foldIfLong(): void {
    const { tailLength, tailBytes } = this.#parts.contents;
    if (tailLength >= this.#foldAt || tailBytes > FOLD_BYTES) this.fold();
  }

  /** Folds whatever there is to fold. */
  foldIfAny(): void {
    if (this.#parts.contents.tailLength > 0) this.fold();
  }

  /** Folds when somebody who has nothing gets it in many pieces: the next one shall not. */
  foldIfScattered(): void {
    if (this.#parts.contents.tailLength > SCATTERED) this.fold();
  }

  /** Folds what is on disk into a snapshot, elsewhere, and proves by it that it can be read. */
  fold(): void {
    clearTimeout(this.#proving);
    this.#underWay ??= this.#fold().finally(() => {
      this.#underWay = undefined;
    });
  }

  /** What is on disk is not as it was stored: writes down anew what is in memory, or what can still be
   *  read. False when neither is whole. */
  async mend(): Promise<boolean> {
    await this.#underWay;
    const mending = this.#mend();
    this.#underWay = mending.then(() => {
      this.#underWay = undefined;
    });
    return mending;
  }

  async #mend(): Promise<boolean> {
    const { contents, folder, log } = this.#parts;
    const { address, steps, tailBytes, seq } = contents;
    if (contents.isDamaged) return false;
    try {
      const folded = await folder.run('document.foldHeld', {
        address,
        seq,
        pieces: contents.pieces(),
      });
      if (folded.kind !== 'folded') return false;
      await log.storeSnapshot(folded);
      contents.noteSnapshot(folded, { steps, tailBytes });
      return true;
    } catch (error) {
      logFault('document.notMended', error, { ...address });
      return false;
    }
  }

  async #fold(): Promise<void> {
    const { contents, folder, onUnreadable } = this.#parts;
    const { address, steps, tailBytes, startSeq } = contents;
    try {
      const folded = await folder.run('document.fold', address);
      // Rotten on disk since it was opened, and whole here.
      if (folded.kind === 'unreadable' && (await this.#mend())) return;
      const isReadable = folded.kind !== 'unreadable' && folded.readableSeq === startSeq;
      if (!isReadable) onUnreadable();
      contents.isDear = folded.kind === 'dear';
      if (folded.kind === 'folded') await this.#store(folded, { steps, tailBytes, isReadable });
    } catch (error) {
      // The updates are all there: a snapshot only makes loading quick.
      logFault('snapshot.notStored', error, { ...address });
    }
    this.#foldAt = contents.tailLength + FOLD_EVERY;
  }

  async #store(
    folded: NewSnapshot,
    asOf: { readonly steps: number; readonly tailBytes: number; readonly isReadable: boolean },
  ): Promise<void> {
    const { contents, log } = this.#parts;
    if (folded.seq <= folded.readableSeq) return;
    await log.storeSnapshot(folded);
    if (asOf.isReadable) contents.noteSnapshot(folded, asOf);
  }
}
