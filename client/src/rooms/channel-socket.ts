/** One channel of the dossier's socket with the face of a WebSocket, so that an unmodified
 *  y-websocket provider can sit on it.
 *
 *      provider.send ──▶ counted when storable ──▶ frame `sync` ──▶ DossierSocket
 *      frame `mode`  ──▶ OPEN: the provider starts its sync     frame `sync`  ──▶ inbox ──▶ provider
 *      frame `ack`   ──▶ what is on disk                        frame `close` ──▶ CloseEvent
 *
 *  The provider makes a new one for every connection, so counts start at zero by themselves. It sets
 *  `on…` handlers and never listens otherwise: events are not dispatched besides. */
import type { DocumentName } from '@meemaak/model';
import {
  CLOSE_CODES,
  KEEP_ALIVE_MESSAGE,
  SYNC_KINDS,
  closeReason,
  isStorable,
  mayReconnect,
  type Frame,
} from '@meemaak/protocol';
import type { DossierSocket } from './dossier-socket.ts';
import type { ChannelEvent } from './save-state.ts';

/** What a channel tells of itself besides being a WebSocket. */
export interface ChannelObserver {
  /** A step for the save state. */
  onEvent(event: ChannelEvent): void;
  onMode(mode: { readonly mayWrite: boolean; readonly damaged: boolean }): void;
  /** Hands a message to the provider: now, or a little later together with others. */
  receive(message: Uint8Array, deliver: (message: Uint8Array) => void): void;
}

/** Which document a channel is of. */
export interface ChannelPart {
  readonly document: DocumentName;
  readonly generation: number;
}

/** Silence after which a channel hears a no-op, because its provider reconnects at 30 s. */
const QUIET_MS = 12_000;

export class ChannelSocket extends EventTarget implements WebSocket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;
  readonly CONNECTING = 0;
  readonly OPEN = 1;
  readonly CLOSING = 2;
  readonly CLOSED = 3;

  readonly document: DocumentName;
  /** The life of the document that our copy is of; the server refuses another. */
  readonly generation: number;
  readonly extensions = '';
  readonly protocol = '';
  readonly url: string;
  binaryType: BinaryType = 'arraybuffer';
  readyState: 0 | 1 | 2 | 3 = 0;
  onopen: ((event: Event) => unknown) | null = null;
  onmessage: ((event: MessageEvent) => unknown) | null = null;
  onerror: ((event: Event) => unknown) | null = null;
  onclose: ((event: CloseEvent) => unknown) | null = null;

  readonly #line: DossierSocket;
  readonly #observer: ChannelObserver;
  readonly #channel: number;
  #heardAt = performance.now();

  constructor(line: DossierSocket, part: ChannelPart, observer: ChannelObserver, url: string) {
    super();
    this.#line = line;
    this.document = part.document;
    this.generation = part.generation;
    this.#observer = observer;
    this.url = url;
    this.#channel = line.attach(this);
  }

  get bufferedAmount(): number {
    return this.#line.bufferedAmount;
  }

  send(message: string | ArrayBufferLike | Blob | ArrayBufferView): void {
    if (!(message instanceof Uint8Array)) {
      throw new TypeError('A channel carries the bytes of y-websocket messages only.');
    }
    if (this.readyState !== this.OPEN) return;
    if (isStorable(message)) {
      this.#observer.onEvent({ kind: 'sent', offers: message[1] === SYNC_KINDS.step2 });
    }
    this.#line.send({ channel: this.#channel, op: 'sync', message });
  }

  close(): void {
    if (this.readyState >= this.CLOSING) return;
    this.#line.send({ channel: this.#channel, op: 'close', code: 1000, reason: '' });
    this.lose(1000, '');
  }

  /** A frame for this channel came in. */
  take(frame: Frame): void {
    this.#heardAt = performance.now();
    switch (frame.op) {
      case 'mode':
        this.#takeMode(frame.mayWrite, frame.damaged);
        break;
      case 'sync':
        this.#observer.receive(frame.message, (message) => this.#deliver(message));
        break;
      case 'ack':
        this.#observer.onEvent({ kind: 'acked', count: frame.count });
        break;
      case 'close':
        // What we may do is judged when a socket is opened, by its cookie: open another one.
        if (frame.code === CLOSE_CODES.accessChanged) this.#line.drop(frame.code, frame.reason);
        else this.lose(frame.code, frame.reason);
        break;
      case 'open':
        // Only we open channels. A server that says so is not ours: give up on this line.
        this.#line.drop(CLOSE_CODES.internalError, 'internalError');
        break;
    }
  }

  /** Keeps the provider's own watchdog quiet, as long as the line below it is known to live. */
  keepAlive(now: number): void {
    if (this.readyState !== this.OPEN || now - this.#heardAt < QUIET_MS) return;
    this.#heardAt = now;
    this.#deliver(KEEP_ALIVE_MESSAGE);
  }

  /** The line below is gone. Who still waited for it goes on waiting for the next one. */
  loseLine(code: number, reason: string): void {
    if (this.readyState === this.CONNECTING && mayReconnect(code)) {
      this.#observer.onEvent({ kind: 'lost' });
    } else {
      this.lose(code, reason);
    }
  }

  /** This channel is gone. */
  lose(code: number, reason: string): void {
    if (this.readyState === this.CLOSED) return;
    this.readyState = this.CLOSED;
    this.#line.detach(this.#channel);
    this.#observer.onEvent(
      mayReconnect(code)
        ? { kind: 'lost' }
        : { kind: 'stopped', reason: closeReason(code) ?? 'other' },
    );
    const event = new CloseEvent('close', { code, reason, wasClean: code !== 1006 });
    this.onclose?.(event);
  }

  #takeMode(mayWrite: boolean, damaged: boolean): void {
    this.#observer.onMode({ mayWrite, damaged });
    this.#observer.onEvent({ kind: 'opened', mayWrite, damaged });
    if (this.readyState !== this.CONNECTING) return;
    this.readyState = this.OPEN;
    this.onopen?.(new Event('open'));
  }

  #deliver(message: Uint8Array): void {
    // A channel that closed while the message was held: its successor will sync afresh.
    if (this.readyState !== this.OPEN) return;
    const event = new MessageEvent('message', { data: message });
    try {
      this.onmessage?.(event);
    } catch (error) {
      // y-tiptap can throw out of applyUpdate while it restores a selection; document and view are
      // right afterwards. One channel's trouble must not stop the frames of the others.
      console.error(`A message for ${this.document} was not handled cleanly.`, error);
    }
  }
}

/** A constructor for one document's provider (`WebSocketPolyfill`). */
export function channelSocketClass(
  line: DossierSocket,
  part: ChannelPart,
  observer: ChannelObserver,
): typeof WebSocket {
  return class extends ChannelSocket {
    constructor(url: string | URL) {
      super(line, part, observer, String(url));
    }
  };
}
