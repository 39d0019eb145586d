/** Which numbered edits were sent when, and who has seen them. */
import { EDIT_BYTE, NUMBER_LENGTH, PRESENCE_BYTE, SIGN_BYTE } from './traffic.ts';

/** Milliseconds on the clock of this process. */
export type Moment = number;

export interface ScoreParts {
  readonly edits: number;
  /** How many others must see each edit. */
  readonly others: number;
  /** Whose edit it is, counted over all rooms. */
  readonly authorOf: (edit: number) => number;
}

export class Score {
  readonly #others: number;
  readonly #authorOf: (edit: number) => number;
  readonly #sentAt: Float64Array;
  readonly #seen: Uint16Array;
  /** Latencies of edits that were sent while measuring: to each other one, and to the last. */
  readonly latencies: number[] = [];
  readonly lastLatencies: number[] = [];
  /** While measuring, whenever they were sent. */
  deliveries = 0;
  presenceDeliveries = 0;
  /** WebSocket messages, whatever is in them. */
  messages = 0;
  /** From first to last edit that is measured. */
  #isMeasuring = false;
  #measuredFrom: Moment = Number.POSITIVE_INFINITY;
  #measuredTo: Moment = Number.POSITIVE_INFINITY;
  /** When anything at all came in, for the last time. */
  heardAt: Moment = 0;
  /** All deliveries, also outside the measurement. */
  #total = 0;
  #sent = 0;

  constructor({ edits, others, authorOf }: ScoreParts) {
    this.#others = others;
    this.#authorOf = authorOf;
    this.#sentAt = new Float64Array(edits).fill(Number.NaN);
    this.#seen = new Uint16Array(edits);
  }

  /** Deliveries that are still to come of what was sent. */
  get missing(): number {
    return this.#sent * this.#others - this.#total;
  }

  begin(now: Moment): void {
    this.#isMeasuring = true;
    this.#measuredFrom = now;
  }

  end(now: Moment): void {
    this.#isMeasuring = false;
    this.#measuredTo = now;
  }

  noteSent(edit: number, now: Moment): void {
    this.#sentAt[edit] = now;
    this.#sent += 1;
  }

  /** Counts what `reader` got. Fast: this runs for every frame of every client. */
  scan(reader: number, bytes: Uint8Array, start: number, end: number, now: Moment): void {
    this.heardAt = now;
    if (this.#isMeasuring) this.messages += 1;
    const last = end - NUMBER_LENGTH - 2;
    for (let at = start; at <= last; at += 1) {
      if (bytes[at] !== SIGN_BYTE) continue;
      const sign = bytes[at + 1];
      if (sign === EDIT_BYTE) this.#see(reader, numberAt(bytes, at + 2), now);
      else if (sign === PRESENCE_BYTE && this.#isMeasuring) this.presenceDeliveries += 1;
    }
  }

  #see(reader: number, edit: number, now: Moment): void {
    const sentAt = this.#sentAt[edit];
    // Not sent yet: text that only looks like a number. One's own: an echo.
    if (sentAt === undefined || Number.isNaN(sentAt) || this.#authorOf(edit) === reader) return;
    const seen = (this.#seen[edit] ?? 0) + 1;
    this.#seen[edit] = seen;
    this.#total += 1;
    if (this.#isMeasuring) this.deliveries += 1;
    if (sentAt < this.#measuredFrom || sentAt >= this.#measuredTo) return;
    this.latencies.push(now - sentAt);
    if (seen === this.#others) this.lastLatencies.push(now - sentAt);
  }
}

function numberAt(bytes: Uint8Array, start: number): number {
  let number = 0;
  for (let at = start; at < start + NUMBER_LENGTH; at += 1) {
    number = number * 10 + ((bytes[at] ?? 0) - 48);
  }
  return number;
}
