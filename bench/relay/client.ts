/** One client of a room over a raw socket: gets in, asks for the document, answers what it is asked,
 *  and then only listens. It keeps no document. */
import type { SyncMessage } from '@meemaak/protocol';
import { DIALECTS, type Dialect, type DialectName, type Seat } from './dialects.ts';
import { askMessage, nothingNewMessage, readSync } from './messages.ts';
import { RawSocket, frameOf, type TakePayload } from './raw-socket.ts';

/** A server that does not bring the document by then has lost the client. */
const PATIENCE_MS = 60_000;

/** How to reach a server. */
export interface Way {
  readonly port: number;
  readonly pid: number;
  readonly dialect: DialectName;
}

export interface ClientOptions {
  /** What the client has already; undefined: nothing. */
  readonly stateVector?: Uint8Array;
  readonly onSync?: (message: SyncMessage) => void;
  readonly onAck?: (count: number) => void;
  readonly onEnd?: (reason: string) => void;
}

export class Client {
  readonly #socket: RawSocket;
  readonly #seat: Seat;
  readonly #dialect: Dialect;
  readonly #options: ClientOptions;
  readonly #onSynced: () => void;
  readonly #onEnd: (reason: string) => void;

  private constructor(
    way: Way,
    seat: Seat,
    options: ClientOptions,
    onSynced: () => void,
    onEnd: (reason: string) => void,
  ) {
    this.#seat = seat;
    this.#dialect = DIALECTS[way.dialect];
    this.#options = options;
    this.#onSynced = onSynced;
    this.#onEnd = onEnd;
    this.#socket = new RawSocket({
      port: way.port,
      path: seat.path,
      cookie: seat.cookie,
      onOpen: () => this.#greet(),
      onPayload: (bytes, start, end) => this.#take(bytes.subarray(start, end)),
      onEnd,
    });
  }

  /** Resolves when the document is here (`bare`: when the line is). */
  static open(way: Way, seat: Seat, options: ClientOptions = {}): Promise<Client> {
    return new Promise((resolve, reject) => {
      const patience = setTimeout(() => end('no document came'), PATIENCE_MS);
      const end = (reason: string) => {
        clearTimeout(patience);
        client.destroy();
        options.onEnd?.(reason);
        reject(new Error(`A client of ${way.dialect} lost its line: ${reason}`));
      };
      const synced = () => {
        clearTimeout(patience);
        resolve(client);
      };
      const client: Client = new Client(way, seat, options, synced, end);
    });
  }

  /** A message as the socket takes it; made once, sent often. */
  frame(message: Uint8Array): Buffer {
    return frameOf(Buffer.concat([this.#dialect.prefix(this.#seat), message]));
  }

  say(message: Uint8Array): void {
    this.#socket.write(this.frame(message));
  }

  /** Sends what `frame` made. */
  write(frame: Buffer): void {
    this.#socket.write(frame);
  }

  /** From now on everything that comes in goes there as it is. */
  listen(onPayload: TakePayload): void {
    this.#socket.onPayload = onPayload;
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #greet(): void {
    if (!this.#dialect.answers) return this.#onSynced();
    const greeting = this.#dialect.greet(this.#seat);
    if (greeting === undefined) this.#ask();
    else this.#socket.write(frameOf(greeting));
  }

  #ask(): void {
    this.say(askMessage(this.#options.stateVector));
  }

  #take(payload: Uint8Array): void {
    const heard = this.#dialect.read(payload);
    switch (heard.what) {
      case 'admitted':
        return this.#ask();
      case 'refused':
        return this.#onEnd(heard.reason);
      case 'acked':
        return this.#options.onAck?.(heard.count);
      case 'message':
        return this.#takeMessage(heard.message);
      case 'nothing':
    }
  }

  #takeMessage(message: Uint8Array): void {
    const sync = readSync(message);
    if (sync === undefined) return;
    this.#options.onSync?.(sync);
    if (sync.kind === 'step1') this.say(nothingNewMessage());
    if (sync.kind === 'step2') this.#onSynced();
  }
}
