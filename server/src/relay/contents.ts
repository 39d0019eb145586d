/** What a room holds: the bytes on disk, and a live document from the moment that somebody needs one.
 *
 *      open ──small──▶ live                                     joiner with nothing ──▶ the bytes as they are
 *           └─large──▶ bytes only ──write, returning joiner──▶ live ──▶ what exactly is missing
 *
 *  Building a document of a megabyte takes a tenth of a second, and sending its bytes none. */
import type { RoomAddress } from '@meemaak/protocol';
import * as Y from 'yjs';
import { isWhole, openStored } from './stored-document.ts';
import type { LoadedUpdate, UpdateLog } from './update-log.ts';
import type { NewSnapshot } from './writes.ts';

/** Up to this size a document is built when it is opened: it takes a few milliseconds. */
const SMALL_BYTES = 128 * 1024;
/** More pieces than this are made one again for the next joiner. */
const MOST_PIECES = 32;

export class Contents {
  readonly #address: RoomAddress;
  readonly #log: UpdateLog;
  readonly generation: number;
  /** Part of it could not be read from disk: what came before is shown, and nobody writes. */
  isDamaged: boolean;
  /** The number of the last update on disk. */
  seq: number;
  /** The last update that the snapshot covers from which it starts. */
  startSeq: number;
  /** How many updates came after the snapshot on disk, and how large they are. */
  tailLength: number;
  tailBytes: number;
  /** How far Yjs walks to build it. */
  steps: number;
  /** Together: everything on disk. */
  #pieces: Uint8Array[];
  #doc: Y.Doc | undefined;
  /** Of the snapshot on disk that was as it was stored. */
  readonly #newestSnapshotSeq: number;

  constructor(address: RoomAddress, log: UpdateLog) {
    this.#address = address;
    this.#log = log;
    const loaded = log.load(address);
    const bytes = sumBytes(loaded.updates);
    this.generation = loaded.generation;
    this.isDamaged = loaded.damaged;
    this.seq = loaded.seq;
    this.startSeq = loaded.startSeq;
    this.tailLength = loaded.tailLength;
    this.tailBytes = sumBytes(loaded.updates.slice(-loaded.tailLength || loaded.updates.length));
    this.steps = sumSteps(loaded.updates);
    this.#pieces = loaded.updates.map((update) => update.bytes);
    this.#newestSnapshotSeq = loaded.startSeq;
    if (loaded.damaged || bytes <= SMALL_BYTES) this.#build();
  }

  get isLive(): boolean {
    return this.#doc !== undefined;
  }

  /** Was there a newer snapshot, of no use? */
  get isPatched(): boolean {
    return !this.isDamaged && this.#newestSnapshotSeq > this.startSeq;
  }

  /** The live document; may find out that the contents are damaged. */
  live(): Y.Doc {
    return this.#doc ?? this.#build();
  }

  /** Everything on disk, for somebody who has nothing. In pieces, in order. */
  pieces(): readonly Uint8Array[] {
    return this.#pieces;
  }

  /** Are there so many pieces that making them one would pay? */
  get isScattered(): boolean {
    return this.#doc !== undefined && this.#pieces.length > MOST_PIECES;
  }

  /** Makes the pieces one. Only when all that lives is on disk. */
  gather(): void {
    if (this.#doc !== undefined) this.#pieces = [Y.encodeStateAsUpdate(this.#doc)];
  }

  /** These are on disk now, after what was there. */
  noteStored(updates: readonly LoadedUpdate[]): void {
    for (const { bytes } of updates) {
      this.#pieces.push(bytes);
      this.tailBytes += bytes.byteLength;
    }
    this.seq += updates.length;
    this.tailLength += updates.length;
  }

  /** A snapshot is on disk, asked for when the contents were `as of`. */
  noteSnapshot({ seq, steps }: NewSnapshot, asOf: { steps: number; tailBytes: number }): void {
    this.startSeq = seq;
    this.tailLength = this.seq - seq;
    this.tailBytes -= asOf.tailBytes;
    this.steps = steps + this.steps - asOf.steps;
  }

  destroy(): void {
    this.#doc?.destroy();
  }

  #build(): Y.Doc {
    const opened = openStored(this.#address, this.#log);
    const { doc, loaded, appliedCount } = opened;
    this.#doc = doc;
    this.isDamaged = !isWhole(opened);
    this.seq = loaded.seq;
    this.startSeq = loaded.startSeq;
    this.tailLength = loaded.tailLength;
    const applied = loaded.updates.slice(0, appliedCount);
    this.steps = sumSteps(applied);
    this.#pieces = applied.map((update) => update.bytes);
    return doc;
  }
}

function sumBytes(updates: readonly LoadedUpdate[]): number {
  return updates.reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
}

function sumSteps(updates: readonly LoadedUpdate[]): number {
  return updates.reduce((sum, { steps }) => sum + steps, 0);
}
