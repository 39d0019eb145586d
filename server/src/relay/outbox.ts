/** From the live document to the disk, and only then to people. Updates of one room travel in batches:
 *
 *      add ──▶ open batch ──(window)──▶ append ──on disk──▶ told to the others, then `whenStored`
 *                                              └─failed──▶ given up: nobody saw it
 *
 *  The first update after a rest leaves at once. What follows waits for the end of the window, which
 *  grows with the room, alone nobody waits, in a hall of fifty 11 ms, and among five hundred 20. */
import type { Channel } from './channel.ts';
import type { NewUpdate } from './storage/writes.ts';

const HALL_WINDOW_MS = 11;
const LONGEST_WINDOW_MS = 20;

export interface Outgoing extends NewUpdate {
  /** Who made it and need not be told; the server's own work is told to all. */
  readonly sender: Channel | undefined;
}

interface Batch {
  readonly updates: Outgoing[];
  readonly afterwards: (() => void)[];
  readonly settled: Promise<void>;
  readonly settle: () => void;
}

export interface OutboxParts {
  readonly append: (updates: readonly NewUpdate[]) => Promise<void>;
  readonly onStored: (updates: readonly Outgoing[]) => void;
  readonly onFailed: (error: unknown) => void;
}

export class Outbox {
  readonly #parts: OutboxParts;
  /** In order: those that are on their way to the disk, and behind them the open one, if there is one. */
  readonly #batches: Batch[] = [];
  #open: Batch | undefined;
  #window: NodeJS.Timeout | undefined;
  #postedAt = -Infinity;
  #hasFailed = false;

  constructor(parts: OutboxParts) {
    this.#parts = parts;
  }

  /** Is everything on disk? */
  get isEmpty(): boolean {
    return this.#batches.length === 0;
  }

  add(update: Outgoing, channelCount: number): void {
    if (this.#hasFailed) return;
    if (this.#open === undefined) {
      const { promise: settled, resolve: settle } = Promise.withResolvers<void>();
      this.#open = { updates: [], afterwards: [], settled, settle };
      this.#batches.push(this.#open);
      this.#postLater(channelCount);
    }
    this.#open.updates.push(update);
  }

  /** Runs `then` after everything added until now is on disk and told; at once when it is. Never when
   *  it could not be stored. */
  whenStored(then: () => void): void {
    if (this.#hasFailed) return;
    const last = this.#batches.at(-1);
    if (last === undefined) then();
    else last.afterwards.push(then);
  }

  /** Resolves when everything added until now is on disk, or was given up. */
  settle(): Promise<void> {
    return this.#batches.at(-1)?.settled ?? Promise.resolve();
  }

  /** Sends what waits on its way, now. */
  flush(): void {
    if (this.#open !== undefined) this.#post();
  }

  #postLater(channelCount: number): void {
    const waitMs = windowMs(channelCount);
    const restMs = this.#postedAt + waitMs - performance.now();
    // What comes in the same turn goes along.
    if (restMs < 1) setImmediate(() => this.flush());
    else this.#window = setTimeout(() => this.#post(), restMs);
  }

  #post(): void {
    this.#postedAt = performance.now();
    clearTimeout(this.#window);
    const batch = this.#open;
    this.#open = undefined;
    if (batch === undefined) return;
    const updates = batch.updates.map(({ bytes, actor, steps }) => ({ bytes, actor, steps }));
    this.#parts.append(updates).then(
      () => this.#stored(batch),
      (error: unknown) => this.#failed(batch, error),
    );
  }

  #stored(batch: Batch): void {
    // Appends are answered in order, and none after one that failed.
    this.#batches.shift();
    batch.settle();
    if (this.#hasFailed) return;
    this.#parts.onStored(batch.updates);
    for (const then of batch.afterwards) then();
  }

  #failed(batch: Batch, error: unknown): void {
    this.#batches.shift();
    batch.settle();
    if (this.#hasFailed) return;
    this.#hasFailed = true;
    this.#parts.onFailed(error);
  }
}

/** Joining pays where many write and many read: twenty who write five times a second are joined by two
 *  after 10 ms. Longer is worth it only where every message goes to hundreds. */
function windowMs(channelCount: number): number {
  const hallMs = Math.max(HALL_WINDOW_MS, channelCount / 25);
  return Math.min(channelCount / 4.5, hallMs, LONGEST_WINDOW_MS);
}
