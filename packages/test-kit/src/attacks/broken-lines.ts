/** Bytes where a WebSocket, or the request for one, should be: what no library sends [T40]. */
import type { Random } from '../random.ts';
import { OPCODES, writeFrame } from '../web-socket-frames.ts';

/** Every way in which these lines are broken. */
const FRAME_FAULTS = {
  noMask: 2,
  reservedBits: 1,
  unknownOpcode: 1,
  badText: 1,
  longControl: 1,
  cutControl: 1,
  hugeLength: 1,
  longerThanSaid: 1,
  loosePiece: 1,
  twoBeginnings: 1,
  badClose: 1,
  noise: 2,
} as const;
export type FrameFault = keyof typeof FRAME_FAULTS;

const REQUEST_FAULTS = {
  noise: 1,
  halfRequest: 2,
  noKey: 1,
  wrongVersion: 1,
  longHeader: 1,
  badPath: 1,
  twoLengths: 1,
} as const;
export type RequestFault = keyof typeof REQUEST_FAULTS;

const bytes = (random: Random, most: number): Buffer =>
  Buffer.from(Array.from({ length: random.below(most + 1) }, () => random.below(256)));

const firstByte = (frame: Buffer, byte: number): Buffer => {
  frame[0] = byte;
  return frame;
};

const masked = (payload: Uint8Array, opcode: number = OPCODES.binary): Buffer =>
  writeFrame(payload, { opcode, isMasked: true });

/** Without its FIN bit: more is to come. */
const unfinished = (payload: Uint8Array, opcode: number): Buffer =>
  firstByte(masked(payload, opcode), opcode);

const frames: Readonly<Record<FrameFault, (random: Random) => Buffer>> = {
  noMask: (random) => writeFrame(bytes(random, 200)),
  reservedBits: (random) =>
    firstByte(masked(bytes(random, 50)), 0x80 | (random.between(1, 7) << 4) | OPCODES.binary),
  unknownOpcode: (random) =>
    masked(bytes(random, 50), random.pick([3, 4, 5, 6, 7, 11, 12, 13, 14, 15])),
  badText: (random) => masked(Buffer.concat([bytes(random, 20), Buffer.from([0xc3, 0x28])]), 1),
  longControl: (random) =>
    masked(Buffer.alloc(random.between(126, 70_000)), random.pick([8, 9, 10])),
  cutControl: (random) => unfinished(bytes(random, 100), random.pick([8, 9, 10]) ?? 9),
  hugeLength: (random) => {
    const head = Buffer.from([0x82, 0xff, ...Array.from({ length: 8 }, () => 0), 1, 2, 3, 4]);
    head.writeUInt32BE(random.below(2 ** 32), 2);
    head.writeUInt32BE(random.between(2 ** 23, 2 ** 32 - 1), 6);
    return head;
  },
  longerThanSaid: (random) =>
    Buffer.concat([masked(bytes(random, 30)), bytes(random, 30), Buffer.from([0xff])]),
  loosePiece: (random) => masked(bytes(random, 50), OPCODES.more),
  twoBeginnings: (random) =>
    Buffer.concat([unfinished(bytes(random, 50), 2), masked(bytes(random, 50))]),
  badClose: (random) =>
    masked(Buffer.from(random.chance(0.5) ? [3] : [0, random.below(256), 0xff]), OPCODES.close),
  noise: (random) => Buffer.concat([Buffer.from([random.below(256)]), bytes(random, 60)]),
};

/** What follows a good handshake, and how it is broken. */
export function brokenFrame(random: Random): readonly [fault: FrameFault, bytes: Buffer] {
  const fault = random.weighted(FRAME_FAULTS);
  return [fault, frames[fault](random)];
}

/** The lines of a good request. */
export function handshake(path: string, cookie: string): readonly string[] {
  return [
    `GET ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    `Cookie: ${cookie}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  ];
}

const request = (lines: readonly string[]): Buffer => Buffer.from(`${lines.join('\r\n')}\r\n\r\n`);

const without = (lines: readonly string[], start: string): string[] =>
  lines.filter((line) => !line.startsWith(start));

type Lines = readonly string[];

const requests: Readonly<Record<RequestFault, (random: Random, lines: Lines) => Buffer>> = {
  noise: (random) => Buffer.concat([Buffer.from([random.below(256)]), bytes(random, 300)]),
  halfRequest(random, lines) {
    const whole = request(lines);
    return whole.subarray(0, random.between(1, whole.byteLength - 3));
  },
  noKey: (_random, lines) => request(without(lines, 'Sec-WebSocket-Key')),
  wrongVersion: (random, lines) =>
    request([
      ...without(lines, 'Sec-WebSocket-Version'),
      `Sec-WebSocket-Version: ${random.below(99)}9`,
    ]),
  longHeader: (random, lines) =>
    request([...lines, `X-Long: ${'a'.repeat(random.between(20_000, 90_000))}`]),
  badPath: (random, [, ...rest]) =>
    request([`GET /sync/%${random.digits(2)}/../%00${random.digits(5)} HTTP/1.1`, ...rest]),
  twoLengths: (_random, lines) => request([...lines, 'Content-Length: 5', 'Content-Length: 6']),
};

/** A request that is none, or not a whole one. */
export function brokenRequest(
  random: Random,
  lines: Lines,
): readonly [fault: RequestFault, bytes: Buffer] {
  const fault = random.weighted(REQUEST_FAULTS);
  return [fault, requests[fault](random, lines)];
}

/** A whole one. */
export const goodRequest = request;
