/** One message for many receivers: wrapped once for every way it is carried, however many get it.
 *
 *      a socket of one document    WebSocket frame │ message
 *      the shared socket           WebSocket frame │ channel, op `sync` │ message
 *      a line over requests        length          │ channel, op `sync` │ message
 *
 *  Channels are numbered by each client for itself, but alike: a room of five hundred has a handful of
 *  different numbers. */
import { encodeFrame, withLength } from '@meemaak/protocol';

/** The channel of a line that carries one document only. */
export const WHOLE_LINE = -1;

/** "Whole, binary, not masked": RFC 6455, 5.2. */
const BINARY_FRAME = 0x82;
const LENGTH_16 = 126;
const LENGTH_64 = 127;

export class Parcel {
  readonly message: Uint8Array;
  readonly #payloads = new Map<number, Uint8Array>();
  readonly #frames = new Map<number, Buffer>();
  readonly #pieces = new Map<number, Uint8Array>();

  constructor(message: Uint8Array) {
    this.message = message;
  }

  /** What a receiver reads: the message, with its channel before it where lines are shared. */
  payload(channel: number): Uint8Array {
    if (channel === WHOLE_LINE) return this.message;
    const known = this.#payloads.get(channel);
    if (known !== undefined) return known;
    const payload = encodeFrame({ channel, op: 'sync', message: this.message });
    this.#payloads.set(channel, payload);
    return payload;
  }

  /** The same as bytes of a WebSocket, ready to be written. */
  webSocketFrame(channel: number): Buffer {
    const known = this.#frames.get(channel);
    if (known !== undefined) return known;
    const frame = toWebSocketFrame(this.payload(channel));
    this.#frames.set(channel, frame);
    return frame;
  }

  /** The same as it lies in the stream of a line over requests. */
  streamPiece(channel: number): Uint8Array {
    const known = this.#pieces.get(channel);
    if (known !== undefined) return known;
    const piece = withLength(this.payload(channel));
    this.#pieces.set(channel, piece);
    return piece;
  }
}

function toWebSocketFrame(payload: Uint8Array): Buffer {
  const { byteLength } = payload;
  const headBytes = byteLength < LENGTH_16 ? 2 : byteLength < 0x1_0000 ? 4 : 10;
  const frame = Buffer.allocUnsafe(headBytes + byteLength);
  frame[0] = BINARY_FRAME;
  if (headBytes === 2) frame[1] = byteLength;
  else if (headBytes === 4) {
    frame[1] = LENGTH_16;
    frame.writeUInt16BE(byteLength, 2);
  } else {
    frame[1] = LENGTH_64;
    frame.writeBigUInt64BE(BigInt(byteLength), 2);
  }
  frame.set(payload, headBytes);
  return frame;
}
