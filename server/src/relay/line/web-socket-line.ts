/** A line over a WebSocket. `ws` reads, and writes what is rare; messages for many are written by us,
 *  as frames that were made once for all who get them, joined per turn: one system call per receiver
 *  instead of one per message and receiver. */
import type { Socket } from 'node:net';
import { CLOSE_CODES, type CloseReason } from '@meemaak/protocol';
import type { RawData, WebSocket } from 'ws';
import { metrics } from '../../metrics.ts';
import type { Line } from './line.ts';
import type { Parcel } from '../parcel.ts';

/** Joining copies: beyond this the pieces are handed over one by one. */
const MOST_JOINED_BYTES = 64 * 1024;
const GOODBYE_MS = 5_000;
/** What comes in later than this came over a slow line: one message of it at a time. */
const SLOW_MS = 250;
/** A fast line is timed so often. */
const TIME_EVERY_MS = 1_000;

export class WebSocketLine implements Line {
  onMessage: Line['onMessage'] = () => {};
  onClosed: Line['onClosed'] = () => {};
  onDrained: Line['onDrained'] = () => {};
  readonly #socket: WebSocket;
  /** What lies under the WebSocket. */
  readonly #wire: Socket;
  #outgoing: Buffer[] = [];
  #outgoingBytes = 0;
  #isAnswering = true;
  /** What is being timed was sent then. */
  #timedAt: number | undefined;
  #isToTime = false;
  #answeredAt = -Infinity;
  #isSlow = false;

  constructor(socket: WebSocket, wire: Socket) {
    this.#socket = socket;
    this.#wire = wire;
    socket.on('message', (raw: RawData, isBinary: boolean) => {
      this.onMessage(isBinary ? toBytes(raw) : undefined);
    });
    socket.on('close', () => this.onClosed());
    // `ws` has begun to close with a reason: let it be heard before the line is cut.
    socket.on('error', () => cutLater(socket));
    socket.on('pong', () => {
      this.#isAnswering = true;
      this.#noteAnswer();
    });
    wire.on('drain', () => this.onDrained());
  }

  get unsentBytes(): number {
    return this.#wire.writableLength + this.#outgoingBytes;
  }

  get isPrompt(): boolean {
    if (this.#timedAt === undefined) return true;
    return !this.#isSlow && performance.now() - this.#timedAt < SLOW_MS;
  }

  time(): void {
    if (this.#timedAt !== undefined || this.#outgoing.length === 0) return;
    const now = performance.now();
    if (!this.#isSlow && now - this.#answeredAt < TIME_EVERY_MS) return;
    this.#timedAt = now;
    this.#isToTime = true;
  }

  send(parcel: Parcel, channel: number): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    const frame = parcel.webSocketFrame(channel);
    if (this.#outgoing.length === 0) leaveTogether(this);
    this.#outgoing.push(frame);
    this.#outgoingBytes += frame.byteLength;
  }

  /** Writes what was sent in this turn. */
  flush(): void {
    const frames = this.#outgoing;
    const bytes = this.#outgoingBytes;
    this.#outgoing = [];
    this.#outgoingBytes = 0;
    if (frames.length === 0 || this.#socket.readyState !== this.#socket.OPEN) return;
    metrics.sentBytes.inc(bytes);
    this.#write(frames, bytes);
    // The other side answers when it has read all that went before.
    if (this.#isToTime) this.#socket.ping();
    this.#isToTime = false;
  }

  ask(): boolean {
    if (!this.#isAnswering) return false;
    this.#isAnswering = false;
    this.#socket.ping();
    return true;
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  close(reason: CloseReason): void {
    this.flush();
    closeSocket(this.#socket, reason);
  }

  cut(): void {
    this.#socket.terminate();
  }

  #write(frames: readonly Buffer[], bytes: number): void {
    if (bytes <= MOST_JOINED_BYTES) {
      this.#wire.write(joinFrames(frames));
      return;
    }
    this.#wire.cork();
    for (const frame of frames) this.#wire.write(frame);
    this.#wire.uncork();
  }

  #noteAnswer(): void {
    if (this.#timedAt === undefined || this.#isToTime) return;
    this.#answeredAt = performance.now();
    this.#isSlow = this.#answeredAt - this.#timedAt > SLOW_MS;
    this.#timedAt = undefined;
  }
}

/** Closes with a named code, and cuts the line when the other side does not answer. */
export function closeSocket(socket: WebSocket, reason: CloseReason): void {
  socket.close(CLOSE_CODES[reason], reason);
  cutLater(socket);
}

/** Cuts the line when the other side does not finish closing it. */
function cutLater(socket: WebSocket): void {
  const patience = setTimeout(() => socket.terminate(), GOODBYE_MS);
  patience.unref();
  socket.once('close', () => clearTimeout(patience));
}

function toBytes(raw: RawData): Uint8Array {
  return Array.isArray(raw) ? Buffer.concat(raw) : new Uint8Array(raw as Buffer);
}

/** What was joined last: in a room, nearly everybody gets the same. */
let lastFrames: readonly Buffer[] = [];
let lastJoined: Buffer = Buffer.alloc(0);

function joinFrames(frames: readonly Buffer[]): Buffer {
  const [first] = frames;
  if (frames.length === 1 && first !== undefined) return first;
  const isSame =
    frames.length === lastFrames.length && frames.every((frame, at) => frame === lastFrames[at]);
  if (!isSame) {
    lastFrames = frames;
    lastJoined = Buffer.concat(frames);
  }
  return lastJoined;
}

let leaving: WebSocketLine[] = [];

function leaveTogether(line: WebSocketLine): void {
  if (leaving.length === 0) {
    setImmediate(() => {
      const lines = leaving;
      leaving = [];
      for (const one of lines) one.flush();
    });
  }
  leaving.push(line);
}
