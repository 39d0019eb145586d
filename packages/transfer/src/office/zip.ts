/** Reads some parts of a packed file (`.docx` and `.xlsx` are such) and nothing more than it may.
 *
 *      … parts … │ list of parts │ end record
 *                └── where each lies, how long it is packed and unpacked, its checksum
 *
 *  What a part says of its length may be a lie, so every byte that comes out is counted, and at the
 *  limit unpacking stops: a small file cannot become a huge one. */
import { accept, refuse, type Outcome } from '@meemaak/model';
import { TRANSFER_LIMITS } from '../limits.ts';
import type { TransferRefusal } from '../refusal.ts';
import { crc32 } from './crc32.ts';

interface Part {
  readonly name: string;
  readonly isPacked: boolean;
  readonly crc: number;
  readonly packedLength: number;
  readonly headerAt: number;
}

export type Parts = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

const END_MARK = 0x06054b50;
const END_LENGTH = 22;
const LONGEST_COMMENT = 0xffff;
const ENTRY_MARK = 0x02014b50;
const ENTRY_LENGTH = 46;
const HEADER_MARK = 0x04034b50;
const HEADER_LENGTH = 30;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED_FLAG = 1;

const MB = 1024 * 1024;

/** Thrown and caught in this file only: the file is not as it says it is. */
class BrokenZip extends Error {}

/** The parts that are wanted, unpacked. Refuses `broken` and `unpacksTooLarge`. */
export async function readZip(
  bytes: Uint8Array<ArrayBuffer>,
  isWanted: (name: string) => boolean,
): Promise<Outcome<Parts, TransferRefusal>> {
  const limit = TRANSFER_LIMITS.unpackedBytes;
  const parts = new Map<string, Uint8Array<ArrayBuffer>>();
  let left: number = limit;
  try {
    for (const part of listParts(bytes)) {
      if (!isWanted(part.name)) continue;
      const unpacked = await unpack(bytes, part, left);
      if (unpacked === undefined) return refuse({ kind: 'unpacksTooLarge', limitMb: limit / MB });
      left -= unpacked.byteLength;
      parts.set(part.name, unpacked);
    }
  } catch (error) {
    // A RangeError: a place in the file that is not there. A TypeError: no packed bytes at all.
    const isBroken = [BrokenZip, RangeError, TypeError].some((kind) => error instanceof kind);
    if (!isBroken) throw error;
    return refuse({ kind: 'broken' });
  }
  return accept(parts);
}

function listParts(bytes: Uint8Array<ArrayBuffer>): readonly Part[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const endAt = findEnd(view);
  const count = view.getUint16(endAt + 10, true);
  if (count > TRANSFER_LIMITS.packedParts) throw new BrokenZip('Too many parts.');
  const parts: Part[] = [];
  let at = view.getUint32(endAt + 16, true);
  while (parts.length < count) {
    if (view.getUint32(at, true) !== ENTRY_MARK) throw new BrokenZip('No entry there.');
    const nameLength = view.getUint16(at + 28, true);
    parts.push(readEntry(bytes, view, at));
    at += ENTRY_LENGTH + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return parts;
}

function findEnd(view: DataView): number {
  const last = view.byteLength - END_LENGTH;
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at -= 1) {
    if (view.getUint32(at, true) === END_MARK) return at;
  }
  throw new BrokenZip('No end record.');
}

function readEntry(bytes: Uint8Array, view: DataView, at: number): Part {
  const method = view.getUint16(at + 10, true);
  const isEncrypted = (view.getUint16(at + 8, true) & ENCRYPTED_FLAG) !== 0;
  if (isEncrypted || (method !== STORED && method !== DEFLATED)) {
    throw new BrokenZip('A way of packing that no office program uses.');
  }
  const nameAt = at + ENTRY_LENGTH;
  const name = bytes.subarray(nameAt, nameAt + view.getUint16(at + 28, true));
  return {
    name: new TextDecoder().decode(name).replace(/^\//u, ''),
    isPacked: method === DEFLATED,
    crc: view.getUint32(at + 16, true),
    packedLength: view.getUint32(at + 20, true),
    headerAt: view.getUint32(at + 42, true),
  };
}

/** Undefined when it is more than `most` bytes. */
async function unpack(
  bytes: Uint8Array<ArrayBuffer>,
  part: Part,
  most: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { headerAt } = part;
  if (view.getUint32(headerAt, true) !== HEADER_MARK) throw new BrokenZip('No part there.');
  const names = view.getUint16(headerAt + 26, true) + view.getUint16(headerAt + 28, true);
  const from = headerAt + HEADER_LENGTH + names;
  const packed = bytes.subarray(from, from + part.packedLength);
  if (packed.byteLength < part.packedLength) throw new BrokenZip('Cut off.');
  const unpacked = part.isPacked ? await inflate(packed, most) : packed;
  if (unpacked === undefined || unpacked.byteLength > most) return undefined;
  if (crc32(unpacked) !== part.crc) throw new BrokenZip('Another content than was packed.');
  return unpacked;
}

async function inflate(
  packed: Uint8Array<ArrayBuffer>,
  most: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const reader = stream.getReader();
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(await new Blob(pieces).arrayBuffer());
    length += value.byteLength;
    pieces.push(value);
    if (length > most) {
      await reader.cancel();
      return undefined;
    }
  }
}
