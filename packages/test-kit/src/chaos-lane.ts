/** One direction of a line through `ChaosProxy`: what comes in, what is done to it, when it goes on.
 *
 *      bytes ─▶ messages ─▶ one fault at most ─▶ queue ─(delay, stall, throttle)─▶ bytes
 *                  before the first message: the heads of HTTP, whole and in order
 *
 *  A queue that grows stops reading: who sends too much has to wait, as on any line. */
import type { Socket } from 'node:net';
import { Random } from './random.ts';
import {
  FrameReader,
  isControlFrame,
  writeFrame,
  type WebSocketFrame,
} from './web-socket-frames.ts';

/** `up`: from the client to the server. */
export type Way = 'up' | 'down';

/** What can happen to one message. */
export const MESSAGE_FAULTS = [
  /** It comes twice. */
  'duplicate',
  /** It comes after one to three that were sent later. */
  'reorder',
  /** One that came long ago comes again, besides. */
  'replay',
  /** It comes as a whole message with only its first bytes. */
  'truncate',
  /** It and all behind it wait for `stallMs`. */
  'stall',
  /** Its first bytes come, and then the line ends. */
  'cut',
  /** The line breaks instead, both ways. */
  'reset',
] as const;

export type MessageFault = (typeof MESSAGE_FAULTS)[number];

/** What a line suffers. Nothing said: nothing. */
export interface ChaosFaults {
  /** How likely each is, for every message. */
  readonly chances?: Partial<Readonly<Record<MessageFault, number>>>;
  /** Which messages can be hit; all, when not said. */
  readonly hits?: (payload: Buffer, way: Way) => boolean;
  /** How long a stall lasts. */
  readonly stallMs?: number;
  /** Every byte is under way so long, and up to `jitterMs` longer. */
  readonly delayMs?: number;
  readonly jitterMs?: number;
  readonly bytesPerSecond?: number;
  /** Nothing moves until this is over; then everything comes. */
  readonly holds?: boolean;
  /** Everything is swallowed, goodbyes too: half-open. A line that lost something stays dead after. */
  readonly swallows?: boolean;
  /** Who comes now is sent away, or stands at the door until others come in again. */
  readonly newcomers?: 'refused' | 'waiting';
  /** A proxy that lets go of a line on which nothing came for so long. */
  readonly cutsIdleAfterMs?: number;
  /** A proxy that knows no WebSockets: it answers 400 to who asks for one. */
  readonly blocksUpgrade?: boolean;
}

export interface LaneParts {
  readonly way: Way;
  readonly from: Socket;
  readonly to: Socket;
  readonly random: Random;
  readonly faults: () => ChaosFaults;
  readonly count: (fault: MessageFault) => void;
  /** Ends the line: after what is queued, or as if it broke. */
  readonly end: (how: 'afterQueue' | 'reset') => void;
}

interface Queued {
  readonly bytes: Buffer;
  readonly readyAt: number;
}

const MOST_QUEUED_BYTES = 256 * 1024;
/** A throttled line gives what it has in so many pieces a second. */
const PIECES_PER_SECOND = 20;
const REORDER_WITHIN = 3;
/** A message that waits for later ones does not wait for ever. */
const REORDER_MS = 50;
const MOST_REMEMBERED = 32;

export class ChaosLane {
  readonly #parts: LaneParts;
  readonly #reader = new FrameReader();
  /** Apart: how the bytes are cut into pieces must not change what happens to messages. */
  readonly #jitter: Random;
  readonly #queue: Queued[] = [];
  #queuedBytes = 0;
  #lastReadyAt = 0;
  #timer: NodeJS.Timeout | undefined;
  #isBlocked = false;
  #afterQueue: (() => void) | undefined;
  #isEnding = false;
  /** The frames of a message of which more is to come. */
  #pieces: WebSocketFrame[] = [];
  #waiting: { readonly wire: Buffer; left: number }[] = [];
  readonly #remembered: Buffer[] = [];

  constructor(parts: LaneParts) {
    this.#parts = parts;
    this.#jitter = new Random(parts.random.seed + 1);
    parts.to.on('drain', () => {
      this.#isBlocked = false;
      this.look();
    });
  }

  /** Bytes that are no messages: delayed and throttled, never spoilt. */
  pass(bytes: Buffer): void {
    if (this.#isEnding) return;
    const { bytesPerSecond } = this.#parts.faults();
    const pieceBytes = Math.max(1, Math.ceil((bytesPerSecond ?? Infinity) / PIECES_PER_SECOND));
    for (let at = 0; at < bytes.byteLength; at += pieceBytes) {
      this.#enqueue(bytes.subarray(at, at + pieceBytes));
      if (pieceBytes === Infinity) break;
    }
    if (this.#queuedBytes > MOST_QUEUED_BYTES) this.#parts.from.pause();
    this.look();
  }

  /** Bytes of a WebSocket. */
  passFrames(bytes: Buffer): void {
    for (const frame of this.#reader.push(bytes)) {
      if (isControlFrame(frame)) this.pass(frame.wire);
      else this.#pieces.push(frame);
      if (!frame.isFinal || isControlFrame(frame)) continue;
      const pieces = this.#pieces;
      this.#pieces = [];
      this.#takeMessage(pieces);
    }
  }

  /** Runs `then` when everything until now has gone on. */
  afterQueue(then: () => void): void {
    this.#letWaitingGo();
    this.#isEnding = true;
    this.#afterQueue = then;
    this.look();
  }

  /** Sends what may go. To be called when the faults change. */
  look(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#parts.faults().holds === true) return;
    while (!this.#isBlocked) {
      const [first] = this.#queue;
      if (first === undefined) break;
      const restMs = first.readyAt - performance.now();
      if (restMs > 0) {
        this.#timer = setTimeout(() => this.look(), restMs);
        return;
      }
      this.#queue.shift();
      this.#queuedBytes -= first.bytes.byteLength;
      this.#isBlocked = !this.#parts.to.write(first.bytes);
    }
    if (this.#queuedBytes <= MOST_QUEUED_BYTES / 2) this.#parts.from.resume();
    if (this.#queue.length === 0) this.#afterQueue?.();
  }

  close(): void {
    this.#isEnding = true;
    clearTimeout(this.#timer);
    this.#queue.length = 0;
    this.#waiting = [];
    this.#afterQueue = undefined;
  }

  #takeMessage(pieces: readonly WebSocketFrame[]): void {
    if (this.#isEnding) return;
    const wire = Buffer.concat(pieces.map((piece) => piece.wire));
    const payload = Buffer.concat(pieces.map((piece) => piece.payload));
    const fault = this.#drawFault(payload);
    this.#remember(wire);
    if (fault === undefined) this.pass(wire);
    else {
      this.#parts.count(fault);
      this.#spoil(fault, wire, payload, pieces[0]?.isMasked === true);
    }
    if (fault !== 'reorder') this.#noteOneMore();
  }

  /** One number decides: what happens to a message does not depend on what happened to others. */
  #drawFault(payload: Buffer): MessageFault | undefined {
    const { chances = {}, hits } = this.#parts.faults();
    let left = this.#parts.random.next();
    if (hits?.(payload, this.#parts.way) === false) return undefined;
    return MESSAGE_FAULTS.find((fault) => (left -= chances[fault] ?? 0) < 0);
  }

  #spoil(fault: MessageFault, wire: Buffer, payload: Buffer, isMasked: boolean): void {
    const { random, end } = this.#parts;
    switch (fault) {
      case 'duplicate':
        this.pass(wire);
        this.pass(wire);
        break;
      case 'reorder':
        this.#waiting.push({ wire, left: random.between(1, REORDER_WITHIN) });
        setTimeout(() => this.#letWaitingGo(), REORDER_MS);
        break;
      case 'replay':
        this.pass(wire);
        this.pass(random.pick(this.#remembered) ?? wire);
        break;
      case 'truncate':
        this.pass(writeFrame(payload.subarray(0, random.below(payload.byteLength)), { isMasked }));
        break;
      case 'stall':
        this.#stall(this.#parts.faults().stallMs ?? 1_000);
        this.pass(wire);
        break;
      case 'cut':
        this.pass(wire.subarray(0, random.between(1, wire.byteLength - 1)));
        end('afterQueue');
        break;
      case 'reset':
        end('reset');
        break;
    }
  }

  /** What is under way already does not come earlier by it. */
  #stall(forMs: number): void {
    this.#lastReadyAt = Math.max(this.#lastReadyAt, performance.now() + forMs);
  }

  #noteOneMore(): void {
    for (const one of this.#waiting) one.left -= 1;
    const ready = this.#waiting.filter(({ left }) => left <= 0);
    this.#waiting = this.#waiting.filter(({ left }) => left > 0);
    for (const { wire } of ready) this.pass(wire);
  }

  #letWaitingGo(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { wire } of waiting) this.pass(wire);
  }

  #remember(wire: Buffer): void {
    this.#remembered.push(wire);
    if (this.#remembered.length > MOST_REMEMBERED) this.#remembered.shift();
  }

  #enqueue(bytes: Buffer): void {
    const { delayMs = 0, jitterMs = 0, bytesPerSecond = Infinity } = this.#parts.faults();
    const underWayMs = delayMs + (jitterMs > 0 ? this.#jitter.next() * jitterMs : 0);
    const startAt = Math.max(this.#lastReadyAt, performance.now() + underWayMs);
    const readyAt = startAt + (bytes.byteLength / bytesPerSecond) * 1_000;
    this.#lastReadyAt = readyAt;
    this.#queue.push({ bytes, readyAt });
    this.#queuedBytes += bytes.byteLength;
  }
}
