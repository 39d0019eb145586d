/** The client's side of a WebSocket with as little work as can be: no copy of what comes in, no
 *  events, no masking of what goes out (a mask of zeros is a mask). Hundreds of these must cost less
 *  than the server that they measure.
 *
 *      bytes ─▶ answer to the handshake ─▶ frames ─▶ ping? pong it ─▶ everything else: onPayload */
import { randomBytes } from 'node:crypto';
import { createConnection, type Socket } from 'node:net';

/** All sockets read into this: what `onPayload` gets is gone when it returns. */
const READ_BUFFER = Buffer.allocUnsafeSlow(256 * 1024);
const NOTHING = Buffer.alloc(0);
const OPS = { close: 8, ping: 9, pong: 10 } as const;

/** Where a payload lies. */
export type TakePayload = (bytes: Uint8Array, start: number, end: number) => void;

export interface RawSocketParts {
  readonly port: number;
  readonly path: string;
  readonly cookie: string;
  /** The server agrees to speak WebSocket. */
  readonly onOpen: () => void;
  readonly onPayload: TakePayload;
  /** The other side closed it, or the line broke. */
  readonly onEnd: (reason: string) => void;
}

export class RawSocket {
  /** May be changed while it runs. */
  onPayload: TakePayload;
  readonly #socket: Socket;
  readonly #onOpen: () => void;
  readonly #onEnd: (reason: string) => void;
  #isOpen = false;
  #hasEnded = false;
  /** A piece that is too short to tell how long its frame is. */
  #scrap: Buffer = NOTHING;
  /** A frame that came in pieces, and how much of it is here. */
  #frame: Buffer | undefined;
  #filled = 0;

  constructor({ port, path, cookie, onOpen, onPayload, onEnd }: RawSocketParts) {
    this.onPayload = onPayload;
    this.#onOpen = onOpen;
    this.#onEnd = onEnd;
    this.#socket = createConnection({
      host: '127.0.0.1',
      port,
      noDelay: true,
      onread: {
        buffer: READ_BUFFER,
        callback: (count) => {
          this.#take(READ_BUFFER.subarray(0, count));
          return true;
        },
      },
    });
    this.#socket.on('error', (error) => this.#end(error.message));
    this.#socket.on('close', () => this.#end('closed'));
    this.#socket.write(handshake(port, path, cookie));
  }

  /** Sends what `frameOf` made. */
  write(frame: Uint8Array): void {
    this.#socket.write(frame);
  }

  /** Goes away without a goodbye. */
  destroy(): void {
    this.#hasEnded = true;
    this.#socket.destroy();
  }

  #take(bytes: Buffer): void {
    if (!this.#isOpen) return this.#takeHandshake(bytes);
    let rest = bytes;
    if (this.#frame !== undefined) {
      rest = this.#fill(this.#frame, rest);
      if (this.#frame !== undefined) return;
    }
    if (this.#scrap.length > 0) {
      rest = Buffer.concat([this.#scrap, rest]);
      this.#scrap = NOTHING;
    }
    this.#takeFrames(rest);
  }

  #takeHandshake(bytes: Buffer): void {
    const heard = Buffer.concat([this.#scrap, bytes]);
    const end = heard.indexOf('\r\n\r\n');
    this.#scrap = end < 0 ? heard : NOTHING;
    if (end < 0) return;
    const [firstLine = ''] = heard.toString('latin1', 0, end).split('\r\n', 1);
    if (!firstLine.includes(' 101 ')) return this.#end(firstLine);
    this.#isOpen = true;
    this.#onOpen();
    this.#takeFrames(Buffer.from(heard.subarray(end + 4)));
  }

  /** Adds to the frame that is coming in pieces; gives what is left over. */
  #fill(frame: Buffer, bytes: Buffer): Buffer {
    const count = bytes.copy(frame, this.#filled);
    this.#filled += count;
    if (this.#filled === frame.length) {
      this.#frame = undefined;
      this.#takeFrames(frame);
    }
    return bytes.subarray(count);
  }

  #takeFrames(bytes: Buffer): void {
    let at = 0;
    while (at < bytes.length) {
      const header = headerLength(bytes, at);
      if (at + header > bytes.length) {
        this.#scrap = Buffer.from(bytes.subarray(at));
        return;
      }
      const length = header + payloadLength(bytes, at, header);
      if (at + length > bytes.length) {
        this.#frame = Buffer.allocUnsafeSlow(length);
        this.#filled = bytes.copy(this.#frame, 0, at);
        return;
      }
      this.#takeFrame(bytes, at, header, length);
      at += length;
    }
  }

  #takeFrame(bytes: Buffer, at: number, header: number, length: number): void {
    const op = (bytes[at] ?? 0) & 15;
    const [start, end] = [at + header, at + length];
    if (op < OPS.close) this.onPayload(bytes, start, end);
    else if (op === OPS.ping) this.write(frameOf(bytes.subarray(start, end), OPS.pong));
    else if (op === OPS.close) {
      const code = length - header < 2 ? 1005 : bytes.readUInt16BE(start);
      this.#end(`${code} ${bytes.toString('utf8', start + 2, end)}`);
    }
  }

  #end(reason: string): void {
    if (this.#hasEnded) return;
    this.destroy();
    this.#onEnd(reason);
  }
}

/** A whole frame from a client: mask bit set, mask of zeros. */
export function frameOf(payload: Uint8Array, op = 2): Buffer {
  const { length } = payload;
  const extra = length < 126 ? 0 : length < 65_536 ? 2 : 8;
  const header = 2 + extra + 4;
  const frame = Buffer.alloc(header + length);
  frame[0] = 0x80 | op;
  frame[1] = 0x80 | (extra === 0 ? length : extra === 2 ? 126 : 127);
  if (extra === 2) frame.writeUInt16BE(length, 2);
  if (extra === 8) frame.writeBigUInt64BE(BigInt(length), 2);
  frame.set(payload, header);
  return frame;
}

/** Frames from a server carry no mask. */
function headerLength(bytes: Buffer, at: number): number {
  const length = (bytes[at + 1] ?? 0) & 127;
  return length < 126 ? 2 : length === 126 ? 4 : 10;
}

function payloadLength(bytes: Buffer, at: number, header: number): number {
  if (header === 2) return (bytes[at + 1] ?? 0) & 127;
  return header === 4 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2));
}

function handshake(port: number, path: string, cookie: string): string {
  return [
    `GET ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    ...(cookie === '' ? [] : [`Cookie: ${cookie}`]),
    '\r\n',
  ].join('\r\n');
}
