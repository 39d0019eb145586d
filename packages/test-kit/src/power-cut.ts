/** What a disk can hold when the power goes: everything that was synced, and of the rest any part.
 *
 *      events ──▶ per file: what is synced │ what was done since ──▶ each of those: kept, dropped,
 *                                            torn at sectors, or only the room for it taken
 *
 *  The system may write in any order and stop anywhere; a sector of 512 bytes is whole or not written.
 *  Bytes beside a write are left alone ("powersafe overwrite", which SQLite counts on too). */
import { FOLDER, type DiskEvent } from './disk-trace.ts';
import type { Random } from './random.ts';

const SECTOR_BYTES = 512;

/** What can become of what was not synced, by name. */
export const CUT_KINDS = ['dropped', 'kept', 'prefix', 'subset', 'torn'] as const;
export type CutKind = (typeof CUT_KINDS)[number];

type FileEvent = Extract<DiskEvent, { readonly kind: 'write' | 'truncate' | 'remove' }>;
type WriteEvent = Extract<DiskEvent, { readonly kind: 'write' }>;

interface FileState {
  /** Undefined: it is not there. */
  synced: FileImage | undefined;
  readonly since: FileEvent[];
}

export class DiskAtPowerCut {
  readonly #files = new Map<string, FileState>();

  /** The next thing that happened. */
  take(event: DiskEvent): void {
    if (event.kind === 'told') return;
    if (event.kind === 'sync') this.#sync(event.file);
    else this.#stateOf(event.file).since.push(event);
  }

  /** How much of a file is not synced now. */
  openCount(file: string): number {
    return this.#files.get(file)?.since.length ?? 0;
  }

  /** One of the states that the disk could be found in, if the power went now. */
  draw(kind: CutKind, random: Random): ReadonlyMap<string, Buffer> {
    const found = new Map<string, Buffer>();
    for (const [file, { synced, since }] of this.#files) {
      let image = synced?.copy();
      for (const event of survivors(kind, since, random)) {
        image = kind === 'torn' ? applyTorn(image, event, random) : applyWhole(image, event);
      }
      if (image !== undefined) found.set(file, image.bytes);
    }
    return found;
  }

  #stateOf(file: string): FileState {
    const known = this.#files.get(file);
    if (known !== undefined) return known;
    const state: FileState = { synced: undefined, since: [] };
    this.#files.set(file, state);
    return state;
  }

  #sync(file: string): void {
    if (file !== FOLDER) return settle(this.#stateOf(file));
    // A folder's sync says which files are gone, and nothing about what is in the others.
    for (const state of this.#files.values()) {
      if (state.since.at(-1)?.kind === 'remove') settle(state);
    }
  }
}

function settle(state: FileState): void {
  for (const event of state.since.splice(0)) state.synced = applyWhole(state.synced, event);
}

/** Which of the events left anything. */
function survivors(kind: CutKind, since: readonly FileEvent[], random: Random): FileEvent[] {
  switch (kind) {
    case 'dropped':
      return [];
    case 'kept':
    case 'torn':
      return [...since];
    case 'prefix':
      return since.slice(0, random.between(0, since.length));
    case 'subset': {
      const chance = random.next();
      return since.filter(() => random.chance(chance));
    }
  }
}

function applyWhole(image: FileImage | undefined, event: FileEvent): FileImage | undefined {
  if (event.kind === 'remove') return undefined;
  const now = image ?? new FileImage();
  if (event.kind === 'truncate') now.resize(event.length);
  else now.write(event.at, event.bytes);
  return now;
}

function applyTorn(
  image: FileImage | undefined,
  event: FileEvent,
  random: Random,
): FileImage | undefined {
  if (event.kind !== 'write') return applyWhole(image, event);
  const now = image ?? new FileImage();
  const end = event.at + event.bytes.byteLength;
  // A file can have grown without what it grew by.
  if (random.chance(0.1)) now.resize(Math.max(now.bytes.byteLength, end));
  const chance = random.next();
  for (const { at, bytes } of sectorsOf(event)) if (random.chance(chance)) now.write(at, bytes);
  return now;
}

/** A write in pieces that end where a sector ends. */
function sectorsOf({ at, bytes }: WriteEvent): { at: number; bytes: Buffer }[] {
  const sectors: { at: number; bytes: Buffer }[] = [];
  for (let from = 0; from < bytes.byteLength;) {
    const until = Math.min(bytes.byteLength, from + SECTOR_BYTES - ((at + from) % SECTOR_BYTES));
    sectors.push({ at: at + from, bytes: bytes.subarray(from, until) });
    from = until;
  }
  return sectors;
}

/** A file's bytes, with room to grow. */
class FileImage {
  #room = Buffer.alloc(4_096);
  #length = 0;

  get bytes(): Buffer {
    return this.#room.subarray(0, this.#length);
  }

  copy(): FileImage {
    const copy = new FileImage();
    copy.#room = Buffer.from(this.bytes);
    copy.#length = this.#length;
    return copy;
  }

  write(at: number, bytes: Buffer): void {
    if (at + bytes.byteLength > this.#length) this.resize(at + bytes.byteLength);
    bytes.copy(this.#room, at);
  }

  /** Zeros where there was nothing. */
  resize(length: number): void {
    if (length > this.#room.byteLength) {
      const larger = Buffer.alloc(length * 2);
      this.bytes.copy(larger);
      this.#room = larger;
    }
    this.#room.fill(0, Math.min(length, this.#length), Math.max(length, this.#length));
    this.#length = length;
  }
}
