/** What a room holds: the bytes on disk, and a live document from the moment that somebody needs one.
 *
 *      open ──small──▶ live                              joiner with nothing ──▶ the bytes as they are
 *           └─large──▶ bytes only ──somebody writes──▶ wakes, in pieces ──▶ live ──▶ what exactly is missing
 *
 *  Building a document of a megabyte takes a tenth of a second, and sending its bytes none. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RoomAddress } from '@meemaak/protocol';
import * as Y from 'yjs';
import { logFault } from '../log.ts';
import type { Compared, CutDocument, Cutter } from './cutting.ts';
import { newLiveDocument } from './storage/live-document.ts';
import { isWhole, openStored } from './storage/stored-document.ts';
import type { LoadedUpdate, UpdateLog } from './storage/update-log.ts';
import type { NewSnapshot } from './storage/writes.ts';

/** Up to this size a document is built when it is opened: it takes a few milliseconds. */
const SMALL_BYTES = 48 * 1024;
/** While a document wakes, others are served after this. */
const WAKING_TURN_MS = 8;

/** With more different copies than this, a live document answers sooner. */
const MOST_COMPARED = 3;

type Known = Extract<Compared, { kind: 'compared' }>;

export class Contents {
  readonly address: RoomAddress;
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
  /** Of what the tail follows. */
  #startBytes: number;
  /** How far Yjs walks to build it. */
  steps: number;
  /** As one state it would be dearer to open than in the order in which it was written. */
  isDear = false;
  /** By the state vector of those who asked: a hall asks the same. */
  readonly #comparing = new Map<string, Promise<Known | undefined>>();
  /** What is known of it without building it. */
  #known: Known | undefined;
  #waking: Promise<void> | undefined;
  /** Together: everything on disk. */
  #pieces: Uint8Array[];
  #doc: Y.Doc | undefined;
  /** Of the snapshot on disk that was as it was stored. */
  readonly #newestSnapshotSeq: number;

  constructor(address: RoomAddress, log: UpdateLog) {
    this.address = address;
    this.#log = log;
    const loaded = log.load(address);
    this.generation = loaded.generation;
    this.isDamaged = loaded.damaged;
    this.seq = loaded.seq;
    this.startSeq = loaded.startSeq;
    this.tailLength = loaded.tailLength;
    this.tailBytes = sumBytes(loaded.updates.slice(loaded.updates.length - loaded.tailLength));
    this.#startBytes = sumBytes(loaded.updates) - this.tailBytes;
    this.steps = sumSteps(loaded.updates);
    this.#pieces = loaded.updates.map((update) => update.bytes);
    this.#newestSnapshotSeq = loaded.startSeq;
    if (loaded.damaged || this.bytes <= SMALL_BYTES) this.#build();
  }

  get isLive(): boolean {
    return this.#doc !== undefined;
  }

  /** How large it is on disk. */
  get bytes(): number {
    return this.#startBytes + this.tailBytes;
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

  /** Brings the document to life without holding up anybody else. Never rejects. */
  wake(cutter: Cutter): Promise<void> {
    this.#waking ??= this.#wake(cutter).catch((error: unknown) => {
      // It is built in one go then, and what is wrong with it found.
      logFault('document.notWoken', error, { ...this.address });
    });
    return this.#waking;
  }

  /** What somebody lacks who has this, found out without building the document; undefined when only the
   *  document can tell, or when so many different ones ask that building it is less work. */
  async compare(stateVector: Uint8Array, cutter: Cutter): Promise<Uint8Array | undefined> {
    const key = Buffer.from(stateVector).toString('latin1');
    let comparing = this.#comparing.get(key);
    if (comparing === undefined) {
      if (this.#comparing.size >= MOST_COMPARED) return undefined;
      comparing = this.#compare(stateVector, cutter);
      this.#comparing.set(key, comparing);
    }
    const known = await comparing;
    return known !== undefined && known.seq === this.seq ? known.missing : undefined;
  }

  /** The state vector, as far as it is known without building the document. */
  get knownVector(): Uint8Array | undefined {
    return this.#known?.stateVector;
  }

  /** Does this say only what is deleted already? */
  isKnown(update: Uint8Array): boolean {
    return this.#known !== undefined && Buffer.compare(this.#known.deletions, update) === 0;
  }

  /** These are on disk now, after what was there. */
  noteStored(updates: readonly LoadedUpdate[]): void {
    this.#known = undefined;
    this.#comparing.clear();
    for (const { bytes } of updates) {
      this.#pieces.push(bytes);
      this.tailBytes += bytes.byteLength;
    }
    this.seq += updates.length;
    this.tailLength += updates.length;
  }

  /** A snapshot is on disk, asked for when the contents were `as of`: from now on it is given out instead of
   *  what it covers. */
  noteSnapshot(
    { seq, steps, state }: NewSnapshot,
    asOf: { steps: number; tailBytes: number },
  ): void {
    this.startSeq = seq;
    this.tailLength = this.seq - seq;
    this.#pieces = [state, ...this.#pieces.slice(this.#pieces.length - this.tailLength)];
    this.tailBytes -= asOf.tailBytes;
    this.#startBytes = state.byteLength;
    this.steps = steps + this.steps - asOf.steps;
  }

  destroy(): void {
    this.#doc?.destroy();
  }

  async #compare(stateVector: Uint8Array, cutter: Cutter): Promise<Known | undefined> {
    try {
      const { address } = this;
      const compared = await cutter.run('document.compare', { address, stateVector });
      if (compared.kind !== 'compared' || compared.seq !== this.seq) return undefined;
      this.#known = compared;
      return compared;
    } catch (error) {
      logFault('document.notCompared', error, { ...this.address });
      return undefined;
    }
  }

  async #wake(cutter: Cutter): Promise<void> {
    const cut: CutDocument = await cutter.run('document.cut', this.address);
    if (cut.kind !== 'cut' || cut.seq !== this.seq) return;
    const doc = newLiveDocument();
    let turnEndsAt = performance.now() + WAKING_TURN_MS;
    for (const piece of cut.pieces) {
      Y.applyUpdate(doc, piece);
      if (performance.now() < turnEndsAt) continue;
      await nextTurn();
      turnEndsAt = performance.now() + WAKING_TURN_MS;
    }
    const { pendingStructs, pendingDs } = doc.store;
    if (pendingStructs === null && pendingDs === null) this.#doc ??= doc;
  }

  #build(): Y.Doc {
    const opened = openStored(this.address, this.#log);
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
