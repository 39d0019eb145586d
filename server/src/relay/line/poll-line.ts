/** A line over ordinary requests, where no WebSocket gets through (protocol/polling).
 *
 *      send ─▶ outgoing ─▶ part under way ─▶ answer of the request that is held
 *                                  └─ kept until the next request says that it came in
 *      request with part n + 1 ─▶ incoming ─▶ messages, one after another, unless paused
 *
 *  An answer that gets lost is given again, a part that is given twice is taken once. */
import {
  CLOSE_CODES,
  IncomingStream,
  LIMITS,
  LINE_GONE,
  MOST_PART_BYTES,
  OutgoingStream,
  type CloseReason,
  type LineAnswer,
} from '@meemaak/protocol';
import { metrics } from '../../metrics.ts';
import type { Line } from './line.ts';
import type { Parcel } from '../parcel.ts';

/** What happens within this time after an answer leaves with the next one: a request costs many times
 *  what a frame costs, and at this pace everything still moves. */
const SHORTEST_GAP_MS = 40;
/** So many questions may go by without a request coming in: a slow line needs one for a large part. */
const MOST_SILENT_ROUNDS = 2;
const GOODBYE_MS = 5_000;

const NOTHING = new Uint8Array(0);

/** A request of the other side that waits for something to tell. */
interface Held {
  /** The part that the other side has. */
  readonly after: number;
  readonly answer: (answer: LineAnswer) => void;
  /** Is to be answered also when there is nothing to tell. */
  isAsked: boolean;
}

export class PollLine implements Line {
  onMessage: Line['onMessage'] = () => {};
  onClosed: Line['onClosed'] = () => {};
  onDrained: Line['onDrained'] = () => {};
  /** Hears once that no request can reach it any more. */
  onGone: () => void = () => {};
  readonly #outgoing = new OutgoingStream();
  readonly #incoming = new IncomingStream(LIMITS.messageBytes);
  /** The number of the part that was answered last. */
  #part = 0;
  /** That part, until we know that it came in. */
  #underWay: Uint8Array = NOTHING;
  #held: Held | undefined;
  #answeredAt = Number.NEGATIVE_INFINITY;
  #answerTimer: NodeJS.Timeout | undefined;
  #silentRounds = 0;
  /** The number of the part that came in last. */
  #taken = 0;
  #isPaused = false;
  /** Requests whose part is not wholly handed over yet. */
  #givers: (() => void)[] = [];
  #keepsLastWords = false;
  #goodbye: LineAnswer['close'];
  #goodbyeTimer: NodeJS.Timeout | undefined;
  #isGone = false;

  get unsentBytes(): number {
    return this.#outgoing.byteLength + this.#underWay.byteLength;
  }

  /** The last part came in, so that nothing waits for the next one. */
  get isPrompt(): boolean {
    return this.#outgoing.byteLength === 0;
  }

  /** The requests themselves tell. */
  time(): void {}

  /** Does a request wait here? */
  get isHolding(): boolean {
    return this.#held !== undefined;
  }

  /** The number of the last part that came in. */
  get takenPart(): number {
    return this.#taken;
  }

  send(parcel: Parcel, channel: number): void {
    if (this.#goodbye !== undefined) return;
    this.#outgoing.add(parcel.streamPiece(channel));
    this.#answerSoon();
  }

  ask(): boolean {
    if (this.#silentRounds >= MOST_SILENT_ROUNDS) return false;
    this.#silentRounds += 1;
    // Whoever waits is answered, comes again, and so shows that they are still there.
    if (this.#held !== undefined) this.#held.isAsked = true;
    this.#answerSoon();
    return true;
  }

  pause(): void {
    this.#isPaused = true;
  }

  resume(): void {
    this.#isPaused = false;
    // Later: whoever says this is in the middle of handling a message.
    setImmediate(() => this.#handOver());
  }

  /** Says nothing more until it closes, and then all at once: the other side cannot come again. */
  keepLastWords(): void {
    this.#keepsLastWords = true;
  }

  close(reason: CloseReason): void {
    if (this.#goodbye !== undefined) return;
    this.#goodbye = { code: CLOSE_CODES[reason], reason };
    this.#letGiversGo();
    this.#goodbyeTimer = setTimeout(() => this.cut(), GOODBYE_MS);
    this.#goodbyeTimer.unref();
    this.#answer();
  }

  cut(): void {
    if (this.#isGone) return;
    this.#isGone = true;
    this.#goodbye ??= { code: LINE_GONE, reason: '' };
    clearTimeout(this.#goodbyeTimer);
    clearTimeout(this.#answerTimer);
    const held = this.#held;
    this.#held = undefined;
    held?.answer({ part: held.after, close: this.#goodbye, bytes: NOTHING });
    this.#letGiversGo();
    this.onGone();
    this.#tellClosed();
  }

  /** The other side has all parts until `after`; resolves with the next one when there is something. */
  take(after: number): Promise<LineAnswer> {
    if (after > this.#part) this.#refuse('malformedFrame');
    const isKnown = after === this.#part - 1 && this.#underWay.byteLength > 0;
    // A copy of an old request, from a proxy that repeats: nobody waits for its answer.
    if (after < this.#part && !isKnown) return Promise.resolve({ part: after, bytes: NOTHING });
    this.#silentRounds = 0;
    // Two at a time mean that the other side gave up the first.
    this.#held?.answer({ part: this.#held.after, bytes: NOTHING });
    const { promise, resolve } = Promise.withResolvers<LineAnswer>();
    this.#held = { after, answer: resolve, isAsked: false };
    if (isKnown) this.#answer();
    else this.#noteArrival();
    return promise;
  }

  /** Lets the request that waits go, with whatever there is. */
  release(): void {
    if (this.#held === undefined) return;
    this.#held.isAsked = true;
    this.#answer();
  }

  /** Does this part of theirs follow on what came in? */
  isNext(part: number): boolean {
    return part === this.#taken + 1;
  }

  /** Takes the next part of theirs; a copy of one that is known already is let be. */
  give(part: number, bytes: Uint8Array): void {
    if (!this.isNext(part) || this.#goodbye !== undefined) return;
    this.#taken = part;
    this.#incoming.add(bytes);
    this.#handOver();
  }

  /** Resolves when nothing of what came in waits any more: until then they have to. */
  handedOver(): Promise<void> {
    if (!this.#isPaused || this.#goodbye !== undefined) return Promise.resolve();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#givers.push(resolve);
    return promise;
  }

  #handOver(): void {
    while (!this.#isPaused && this.#goodbye === undefined) {
      const message = this.#incoming.takeMessage();
      if (message === undefined) return this.#letGiversGo();
      if (message === 'tooLarge') return this.#refuse('frameTooLarge');
      this.onMessage(message);
    }
  }

  #letGiversGo(): void {
    const givers = this.#givers;
    this.#givers = [];
    for (const letGo of givers) letGo();
  }

  /** What they said is none of what may be said here. */
  #refuse(reason: CloseReason): void {
    metrics.refusals.inc({ kind: reason });
    this.close(reason);
    this.#tellClosed();
  }

  #tellClosed(): void {
    const tell = this.onClosed;
    this.onClosed = () => {};
    tell();
  }

  /** The part under way came in. */
  #noteArrival(): void {
    this.#underWay = NOTHING;
    if (this.#outgoing.byteLength === 0) this.onDrained();
    this.#answerSoon();
  }

  #hasWords(): boolean {
    if (this.#goodbye !== undefined) return true;
    if (this.#keepsLastWords) return false;
    return this.unsentBytes > 0 || this.#held?.isAsked === true;
  }

  #answerSoon(): void {
    if (this.#held === undefined || !this.#hasWords()) return;
    const isFull = this.#outgoing.byteLength >= MOST_PART_BYTES;
    const waitMs = isFull ? 0 : this.#answeredAt + SHORTEST_GAP_MS - performance.now();
    this.#answerTimer ??= setTimeout(() => this.#answer(), Math.max(0, waitMs));
  }

  #answer(): void {
    clearTimeout(this.#answerTimer);
    this.#answerTimer = undefined;
    const held = this.#held;
    if (held === undefined || !this.#hasWords()) return;
    this.#held = undefined;
    this.#answeredAt = performance.now();
    if (this.#underWay.byteLength === 0 && this.#outgoing.byteLength > 0) this.#nextPart();
    const isLast = this.#goodbye !== undefined && this.#outgoing.byteLength === 0;
    held.answer({
      part: this.#underWay.byteLength > 0 ? this.#part : held.after,
      bytes: this.#underWay,
      ...(isLast && { close: this.#goodbye }),
    });
  }

  #nextPart(): void {
    this.#underWay = this.#outgoing.takePart();
    this.#part += 1;
    metrics.sentBytes.inc(this.#underWay.byteLength);
  }
}
