/** The line of frames where no WebSocket gets through: two streams of bytes, carried in numbered parts
 *  by ordinary requests. Each message in a stream is `uint32 length | bytes`, cut anywhere.
 *
 *      POST /api/dossiers/<dossierId>/lines        opens one; the bytes of the answer are its id
 *      POST /api/lines/<id>/take?part=<n>          "I have the parts up to n": answered with part n + 1 as
 *                                                  soon as there is one; until then the request is held
 *      POST /api/lines/<id>/give?part=<n>          the body is part n of our own stream
 *      POST /api/lines/<id>/leave                  a goodbye
 *
 *  A request whose answer was lost is simply repeated: the same part is answered again, and a part that
 *  was given already is not taken twice. So both streams arrive whole, in order and once, or the line is
 *  lost: as with TCP.
 *
 *  Every answer has one shape, whatever its status: `varUint part | varUint close code, 0: still open |
 *  varString reason, when closed | varUint length | bytes`. Its content type tells it from the pages of
 *  proxies. */
import type { DossierId } from '@meemaak/model';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

export const POLL_CONTENT_TYPE = 'application/x-meemaak-line';

/** The bounds of a part. Small enough for a slow line to bring one in seconds, and for any proxy. */
export const MOST_PART_BYTES = 128 * 1024;

/** Says that the line is not known any more: as when a socket breaks. */
export const LINE_GONE = 1006;

/** The length before a message. */
const LENGTH_BYTES = 4;

export function linesPath(dossierId: DossierId): string {
  return `/api/dossiers/${dossierId}/lines`;
}

export function linePath(lineId: string, what: 'give' | 'take', part: number): string {
  return `/api/lines/${lineId}/${what}?part=${part}`;
}

export function leavePath(lineId: string): string {
  return `/api/lines/${lineId}/leave`;
}

/** The number of a part as it came from outside. */
export function parsePart(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** What the server says to any request of a line. */
export interface LineAnswer {
  /** To `take`: the number of the part that follows; to `give`: of the last part that was taken. */
  readonly part: number;
  /** The line is closed; nothing comes after the bytes. */
  readonly close?: { readonly code: number; readonly reason: string };
  readonly bytes: Uint8Array;
}

export function encodeLineAnswer({ part, close, bytes }: LineAnswer): Uint8Array<ArrayBuffer> {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, part);
    encoding.writeVarUint(encoder, close?.code ?? 0);
    if (close !== undefined) encoding.writeVarString(encoder, close.reason);
    encoding.writeVarUint8Array(encoder, bytes);
  });
}

/** Undefined for bytes that are no answer, or not the whole of one. */
export function decodeLineAnswer(answer: Uint8Array): LineAnswer | undefined {
  const decoder = decoding.createDecoder(answer);
  try {
    const part = decoding.readVarUint(decoder);
    const code = decoding.readVarUint(decoder);
    const close = code === 0 ? undefined : { code, reason: decoding.readVarString(decoder) };
    const bytes = decoding.readVarUint8Array(decoder);
    return { part, bytes, ...(close && { close }) };
  } catch {
    return undefined;
  }
}

/** A message as it lies in a stream. */
export function withLength(message: Uint8Array): Uint8Array<ArrayBuffer> {
  const framed = new Uint8Array(LENGTH_BYTES + message.byteLength);
  new DataView(framed.buffer).setUint32(0, message.byteLength);
  framed.set(message, LENGTH_BYTES);
  return framed;
}

/** Bytes on their way out, and the parts they leave in. */
export class OutgoingStream {
  #pieces: Uint8Array[] = [];
  #bytes = 0;

  get byteLength(): number {
    return this.#bytes;
  }

  add(framed: Uint8Array): void {
    this.#pieces.push(framed);
    this.#bytes += framed.byteLength;
  }

  /** Takes the next part out: what waits, up to the bound. */
  takePart(): Uint8Array<ArrayBuffer> {
    const part = new Uint8Array(Math.min(this.#bytes, MOST_PART_BYTES));
    let filled = 0;
    let used = 0;
    while (filled < part.byteLength) {
      const piece = this.#pieces[used] ?? part.subarray(0, 0);
      const fitting = piece.subarray(0, part.byteLength - filled);
      part.set(fitting, filled);
      filled += fitting.byteLength;
      if (fitting.byteLength === piece.byteLength) used += 1;
      else this.#pieces[used] = piece.subarray(fitting.byteLength);
    }
    this.#pieces.splice(0, used);
    this.#bytes -= filled;
    return part;
  }
}

/** Bytes that came in, and the messages in them. */
export class IncomingStream {
  readonly #mostMessageBytes: number;
  #pieces: Uint8Array[] = [];
  #bytes = 0;

  constructor(mostMessageBytes = Number.POSITIVE_INFINITY) {
    this.#mostMessageBytes = mostMessageBytes;
  }

  add(part: Uint8Array): void {
    if (part.byteLength === 0) return;
    this.#pieces.push(part);
    this.#bytes += part.byteLength;
  }

  /** The next message; undefined when it has not come in whole. */
  takeMessage(): Uint8Array | 'tooLarge' | undefined {
    if (this.#bytes < LENGTH_BYTES) return undefined;
    const head = this.#joined(LENGTH_BYTES);
    const length = new DataView(head.buffer, head.byteOffset).getUint32(0);
    if (length > this.#mostMessageBytes) return 'tooLarge';
    const end = LENGTH_BYTES + length;
    if (this.#bytes < end) return undefined;
    const whole = this.#joined(end);
    const rest = whole.subarray(end);
    this.#pieces[0] = rest;
    if (rest.byteLength === 0) this.#pieces.shift();
    this.#bytes -= end;
    return whole.slice(LENGTH_BYTES, end);
  }

  /** The first piece, made at least so long. */
  #joined(byteLength: number): Uint8Array {
    const [first] = this.#pieces;
    if (first !== undefined && first.byteLength >= byteLength) return first;
    const whole = new Uint8Array(this.#bytes);
    let filled = 0;
    for (const piece of this.#pieces) {
      whole.set(piece, filled);
      filled += piece.byteLength;
    }
    this.#pieces = [whole];
    return whole;
  }
}
