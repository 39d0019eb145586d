/** The one real socket of an open dossier. Channels sit on it; it comes back by itself, they wait.
 *
 *      idle ──attach──▶ connecting ──open──▶ open
 *      connecting, open ──lost──▶ waiting ──time, wake──▶ connecting
 *      any ──terminal close code──▶ stopped
 *
 *  Wakes when the browser says it is online or the page is looked at again. */
import {
  MESSAGE_KINDS,
  closeReason,
  decodeFrame,
  encodeFrame,
  mayReconnect,
  openFrame,
  type Frame,
} from '@meemaak/protocol';
import { retryDelayMs } from './backoff.ts';
import type { ChannelSocket } from './channel-socket.ts';
import { HEARTBEAT_MS, Heartbeat } from './heartbeat.ts';

const CONNECT_MS = 10_000;
const LINE_BROKE = 1006;

/** What the line needs of a browser's WebSocket. One that brings large messages in parts may fire
 *  `progress` for each. */
export type RealSocket = Pick<
  WebSocket,
  'OPEN' | 'addEventListener' | 'binaryType' | 'bufferedAmount' | 'close'
> & { readonly readyState: number; send(message: Uint8Array<ArrayBuffer>): void };

export class DossierSocket {
  readonly #createSocket: () => RealSocket;
  readonly #channels = new Map<number, ChannelSocket>();
  #nextChannel = 0;
  #socket: RealSocket | undefined;
  #attempt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pulse: ReturnType<typeof setInterval> | undefined;
  #heartbeat = new Heartbeat(performance.now());
  #stopped: { readonly code: number; readonly reason: string } | undefined;
  readonly #wake = (): void => this.wake();
  readonly #browserWentOffline = (): void => this.drop(LINE_BROKE, '');

  /** `createSocket` opens a line to the dossier: a WebSocket to `/sync/<dossierId>`, or what has its face. */
  constructor(createSocket: () => RealSocket) {
    this.#createSocket = createSocket;
    globalThis.addEventListener('online', this.#wake);
    globalThis.addEventListener('offline', this.#browserWentOffline);
    document.addEventListener('visibilitychange', this.#wake);
    document.addEventListener('resume', this.#wake);
  }

  get bufferedAmount(): number {
    return this.#socket?.bufferedAmount ?? 0;
  }

  /** Takes a channel on board and returns its number; numbers are never used twice. */
  attach(channel: ChannelSocket): number {
    const number = this.#nextChannel++;
    this.#channels.set(number, channel);
    if (this.#stopped !== undefined) {
      const { code, reason } = this.#stopped;
      // Later, as a real socket would: the one who asked has no handlers on it yet.
      queueMicrotask(() => channel.lose(code, reason));
    } else if (this.#isOpen()) {
      this.#open(number, channel);
    } else if (this.#socket === undefined && this.#timer === undefined) {
      this.#connect();
    }
    return number;
  }

  detach(number: number): void {
    this.#channels.delete(number);
  }

  send(frame: Frame): void {
    if (this.#isOpen()) this.#socket?.send(encodeFrame(frame));
  }

  /** Tries now instead of later; on an open line, makes sure that it lives. */
  wake(): void {
    if (document.visibilityState === 'hidden' || this.#stopped !== undefined) return;
    if (this.#isOpen()) {
      this.#heartbeat.woke(performance.now());
      this.#ask();
    } else if (this.#timer !== undefined) this.#connect();
  }

  /** Lets go of the line as if it broke, or for good when the code says so. */
  drop(code: number, reason: string): void {
    if (this.#socket !== undefined) this.#lose(this.#socket, code, reason);
  }

  close(): void {
    globalThis.removeEventListener('online', this.#wake);
    globalThis.removeEventListener('offline', this.#browserWentOffline);
    document.removeEventListener('visibilitychange', this.#wake);
    document.removeEventListener('resume', this.#wake);
    this.#stopped = { code: 4499, reason: 'left' };
    clearTimeout(this.#timer);
    this.drop(this.#stopped.code, this.#stopped.reason);
  }

  #isOpen(): boolean {
    return this.#socket !== undefined && this.#socket.readyState === this.#socket.OPEN;
  }

  #connect(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const socket = this.#createSocket();
    this.#socket = socket;
    socket.binaryType = 'arraybuffer';
    // A socket can hang in CONNECTING for minutes.
    const patience = setTimeout(() => this.#lose(socket, LINE_BROKE, ''), CONNECT_MS);
    socket.addEventListener('open', () => {
      clearTimeout(patience);
      if (socket === this.#socket) this.#opened(socket);
    });
    socket.addEventListener('message', (event: MessageEvent<unknown>) => {
      if (socket === this.#socket) this.#take(event.data);
    });
    socket.addEventListener('progress', () => {
      if (socket === this.#socket) this.#heartbeat.hear(performance.now());
    });
    socket.addEventListener('close', (event) => {
      clearTimeout(patience);
      this.#lose(socket, event.code, event.reason);
    });
  }

  #opened(socket: RealSocket): void {
    this.#heartbeat = new Heartbeat(performance.now());
    this.#pulse = setInterval(() => this.#beat(socket), HEARTBEAT_MS);
    for (const [number, channel] of this.#channels) this.#open(number, channel);
  }

  #open(number: number, channel: ChannelSocket): void {
    this.send(openFrame(number, channel.document, channel.generation));
  }

  #take(bytes: unknown): void {
    const frame = bytes instanceof ArrayBuffer ? decodeFrame(new Uint8Array(bytes)) : undefined;
    // Not a frame of ours: this line cannot be trusted any more.
    if (frame === undefined) return this.drop(LINE_BROKE, '');
    this.#heartbeat.hear(performance.now());
    // A server that takes us on board works: the next trouble starts a new count.
    if (frame.op === 'mode') this.#attempt = 0;
    this.#channels.get(frame.channel)?.take(frame);
  }

  #beat(socket: RealSocket): void {
    const now = performance.now();
    const pulse = this.#heartbeat.pulse(now);
    if (pulse === 'gone') return this.#lose(socket, LINE_BROKE, '');
    if (pulse === 'ask') this.#ask();
    for (const channel of this.#channels.values()) channel.keepAlive(now);
  }

  /** "Who is here?" on any channel: the answer tells that the other side lives. */
  #ask(): void {
    if (this.#channels.size === 0) return;
    // Where none is open yet, their opening is the question.
    this.#heartbeat.asked(performance.now());
    const question = new Uint8Array([MESSAGE_KINDS.queryAwareness]);
    for (const [number, channel] of this.#channels) {
      if (channel.readyState !== channel.OPEN) continue;
      this.send({ channel: number, op: 'sync', message: question });
      return;
    }
  }

  #lose(socket: RealSocket, code: number, reason: string): void {
    if (socket !== this.#socket) return;
    this.#socket = undefined;
    clearInterval(this.#pulse);
    socket.close();
    if (!mayReconnect(code)) this.#stopped = { code, reason: reason || closeReason(code) || '' };
    else if (this.#stopped === undefined) this.#waitToRetry();
    const named = this.#stopped?.reason ?? reason;
    for (const channel of this.#channels.values()) channel.loseLine(code, named);
  }

  #waitToRetry(): void {
    const delay = retryDelayMs(this.#attempt++, Math.random());
    this.#timer = setTimeout(() => this.#connect(), delay);
  }
}
