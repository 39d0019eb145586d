/** A client that nobody wrote a provider for: it says on a socket whatever a test wants said, and
 *  remembers what it heard. */
import { once } from 'node:events';
import { decodeFrame, encodeFrame, type Frame } from '@meemaak/protocol';
import { WebSocket } from 'ws';

const PATIENCE_MS = 5_000;

export class HandMadeSocket {
  /** Every binary message that came in, in order. */
  readonly heard: Uint8Array[] = [];
  /** Resolves with the code when the socket closes. */
  readonly closed: Promise<number>;
  readonly socket: WebSocket;
  #wake: () => void = () => {};

  private constructor(socket: WebSocket) {
    this.socket = socket;
    this.closed = new Promise((resolve) => {
      socket.on('close', (code) => {
        resolve(code);
        this.#wake();
      });
    });
    socket.on('message', (bytes: Buffer) => {
      this.heard.push(new Uint8Array(bytes));
      this.#wake();
    });
    // A line that breaks is what these tests are about.
    socket.on('error', () => {});
  }

  /** Opens `url` with these headers; resolves when the handshake is done. */
  static async open(
    url: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<HandMadeSocket> {
    const made = new HandMadeSocket(new WebSocket(url, { headers, perMessageDeflate: false }));
    await once(made.socket, 'open');
    return made;
  }

  say(bytes: Uint8Array | string): void {
    this.socket.send(bytes);
  }

  sayFrame(frame: Frame): void {
    this.say(encodeFrame(frame));
  }

  /** What was heard, read as frames of the shared socket. */
  frames(): Frame[] {
    return this.heard.flatMap((bytes) => decodeFrame(bytes) ?? []);
  }

  /** Waits until something heard answers the question. Throws when the line closes or time is up. */
  async until<Found>(find: () => Found | undefined): Promise<Found> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const found = find();
      if (found !== undefined) return found;
      if (this.socket.readyState === WebSocket.CLOSED) throw new Error('The socket closed.');
      if (Date.now() > deadline) throw new Error('It was not heard in time.');
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        setTimeout(resolve, 100);
      });
    }
  }

  end(): void {
    this.socket.terminate();
  }
}
