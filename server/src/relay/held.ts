/** What nobody may see yet: an update that is being taken in pieces, and what we write because of it.
 *
 *  What others write meanwhile is not held. On disk it comes before what is held, so that nothing of it may
 *  name what is held: who knows of it (another window of the same person) waits, and a deletion of it is left
 *  out. Such a deletion only follows from where something stands (in a list that went, under an older
 *  value of a key), and everybody who gets both makes it alike. */
import * as Y from 'yjs';
import { neededIds } from './admission/paper.ts';
import type { Channel } from './channel.ts';
import type { Cutter } from './cutting.ts';
import { isEmptyUpdate } from './messages.ts';
import type { Outgoing } from './outbox.ts';
import { withoutDeletions } from './update-bytes.ts';
import { resultOf } from './work.ts';

/** By client: from this clock on. */
type Starts = Map<number, number>;

export class Held {
  readonly sender: Channel;
  /** Resolves when it is held no more. */
  readonly done: Promise<void>;
  readonly end: () => void;
  readonly #theirs: Outgoing[] = [];
  readonly #ours: Outgoing[] = [];
  readonly #starts: Starts = new Map();
  readonly #ourStarts: Starts = new Map();

  constructor(sender: Channel) {
    this.sender = sender;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.done = promise;
    this.end = resolve;
  }

  /** Keeps what the document told; gives back what may be handed on at once. */
  keep(update: Outgoing): Outgoing | undefined {
    if (update.sender === undefined) {
      this.#ours.push(update);
      noteStarts(this.#ourStarts, update.bytes);
    } else if (update.sender === this.sender) this.#theirs.push(update);
    else {
      const bytes = withoutDeletions(update.bytes, this.#starts);
      return isEmptyUpdate(bytes) ? undefined : { ...update, bytes };
    }
    noteStarts(this.#starts, update.bytes);
    return undefined;
  }

  /** Does this name anything that is held, or say it again? */
  isNamedIn(update: Uint8Array): boolean {
    let decoded;
    try {
      decoded = Y.decodeUpdate(update);
    } catch {
      // That is found out when it is judged.
      return false;
    }
    const isHeld = (client: number, clock: number) =>
      clock >= (this.#starts.get(client) ?? Infinity);
    return (
      decoded.structs.some(
        (struct) =>
          isHeld(struct.id.client, struct.id.clock + struct.length - 1) ||
          neededIds(struct).some(({ client, clock }) => isHeld(client, clock)),
      ) ||
      [...decoded.ds.clients].some(([client, ranges]) =>
        ranges.some(({ clock, len }) => isHeld(client, clock + len - 1)),
      )
    );
  }

  /** All of it, in the order in which it may be handed on: theirs as one, for nobody is to see a part. */
  *all(cutter: Cutter): Generator<Promise<unknown>, readonly Outgoing[]> {
    const [first] = this.#theirs;
    if (first === undefined) return this.#ours;
    const parts = this.#theirs.map(({ bytes }) => bytes);
    const joining = cutter.run('update.join', { parts, sparing: this.#ourStarts });
    const bytes = yield* resultOf(joining);
    const steps = this.#theirs.reduce((sum, update) => sum + update.steps, 0);
    return [{ ...first, bytes, steps }, ...this.#ours];
  }
}

function noteStarts(starts: Starts, update: Uint8Array): void {
  for (const [client, clock] of Y.parseUpdateMeta(update).from) {
    if (!starts.has(client)) starts.set(client, clock);
  }
}
