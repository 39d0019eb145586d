/** WebSockets as they are on the wire (RFC 6455, 5.2), for what no library lets a test do: to cut, to
 *  repeat or to spoil a frame. No extensions: compression is not negotiated with our server.
 *
 *      byte 0   FIN | 3 reserved | opcode        1 text, 2 binary, 0 more of it, 8 close, 9 ping, 10 pong
 *      byte 1   MASK | length; 126: the next 2 bytes, 127: the next 8
 *      then     4 bytes of mask, when MASK is set; then the payload */

export const OPCODES = { more: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

/** A mask that shows when somebody forgot to take it off. */
const MASK = Buffer.from([0x5a, 0xa5, 0x3c, 0xc3]);
const MOST_BYTES_IN_SEVEN_BITS = 125;
const MOST_BYTES_IN_SIXTEEN_BITS = 0xffff;

export interface WebSocketFrame {
  /** All of it, as it is on the wire. */
  readonly wire: Buffer;
  readonly opcode: number;
  /** The last of its message. */
  readonly isFinal: boolean;
  /** What browsers send is masked; what servers send is not. */
  readonly isMasked: boolean;
  /** Without its mask. */
  readonly payload: Buffer;
}

/** Close, ping and pong may stand between the frames of a message. */
export function isControlFrame({ opcode }: Pick<WebSocketFrame, 'opcode'>): boolean {
  return opcode >= OPCODES.close;
}

/** Finds the frames in what one side sends. Any bytes are frames; whether they are good ones is not
 *  asked here. */
export class FrameReader {
  #waiting: Buffer = Buffer.alloc(0);

  /** What came in and is no whole frame yet. */
  get waitingBytes(): number {
    return this.#waiting.byteLength;
  }

  /** Takes the next bytes; gives the frames that are whole now. */
  push(bytes: Buffer): WebSocketFrame[] {
    this.#waiting = this.#waiting.byteLength === 0 ? bytes : Buffer.concat([this.#waiting, bytes]);
    const frames: WebSocketFrame[] = [];
    for (;;) {
      const frame = firstFrame(this.#waiting);
      if (frame === undefined) return frames;
      frames.push(frame);
      this.#waiting = this.#waiting.subarray(frame.wire.byteLength);
    }
  }
}

/** A whole frame. With `isMasked`, as a browser sends it. */
export function writeFrame(
  payload: Uint8Array,
  { opcode = OPCODES.binary, isMasked = false }: { opcode?: number; isMasked?: boolean } = {},
): Buffer {
  const maskBit = isMasked ? 0x80 : 0;
  const head = Buffer.concat([Buffer.from([0x80 | opcode]), lengthBytes(payload.byteLength)]);
  head[1] = maskBit | (head[1] ?? 0);
  if (!isMasked) return Buffer.concat([head, payload]);
  return Buffer.concat([head, MASK, toggleMask(Buffer.from(payload), MASK)]);
}

function firstFrame(bytes: Buffer): WebSocketFrame | undefined {
  const [first, second] = bytes;
  if (first === undefined || second === undefined) return undefined;
  const isMasked = (second & 0x80) !== 0;
  const shortLength = second & 0x7f;
  const extraBytes = shortLength === 126 ? 2 : shortLength === 127 ? 8 : 0;
  const maskAt = 2 + extraBytes;
  const payloadAt = maskAt + (isMasked ? 4 : 0);
  if (bytes.byteLength < payloadAt) return undefined;
  const length = extraBytes === 0 ? shortLength : readLength(bytes, extraBytes);
  if (bytes.byteLength < payloadAt + length) return undefined;
  const wire = bytes.subarray(0, payloadAt + length);
  const payload = Buffer.from(wire.subarray(payloadAt));
  if (isMasked) toggleMask(payload, wire.subarray(maskAt, payloadAt));
  return { wire, opcode: first & 0x0f, isFinal: (first & 0x80) !== 0, isMasked, payload };
}

function readLength(bytes: Buffer, extraBytes: number): number {
  return extraBytes === 2 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
}

function lengthBytes(length: number): Buffer {
  if (length <= MOST_BYTES_IN_SEVEN_BITS) return Buffer.from([length]);
  if (length <= MOST_BYTES_IN_SIXTEEN_BITS) {
    return Buffer.from([126, length >> 8, length & 0xff]);
  }
  const bytes = Buffer.alloc(9, 127);
  bytes.writeBigUInt64BE(BigInt(length), 1);
  return bytes;
}

/** Puts a mask on, or takes it off. */
function toggleMask(bytes: Buffer, mask: Buffer): Buffer {
  for (let at = 0; at < bytes.byteLength; at += 1) {
    bytes[at] = (bytes[at] ?? 0) ^ (mask[at % 4] ?? 0);
  }
  return bytes;
}
