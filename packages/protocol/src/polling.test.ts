import { describe, expect, it } from 'vitest';
import {
  IncomingStream,
  MOST_PART_BYTES,
  OutgoingStream,
  decodeLineAnswer,
  encodeLineAnswer,
  parsePart,
  withLength,
} from './polling.ts';

/** Sizes around every edge: nothing, the length itself, a part, several parts. */
const SIZES = [0, 1, 3, 4, 5, 1000, MOST_PART_BYTES - 4, MOST_PART_BYTES, 3 * MOST_PART_BYTES + 7];

const messageOf = (size: number, seed: number): Uint8Array =>
  Uint8Array.from({ length: size }, (_, at) => (at * 31 + seed) % 256);

function allOf(incoming: IncomingStream): Uint8Array[] {
  const messages: Uint8Array[] = [];
  for (;;) {
    const message = incoming.takeMessage();
    if (message === undefined || message === 'tooLarge') return messages;
    messages.push(message);
  }
}

describe('the streams of a poll line', () => {
  it('[F35] give back the same messages in the same order, however large and however cut', () => {
    const messages = [...SIZES, ...SIZES.toReversed()].map(messageOf);
    const outgoing = new OutgoingStream();
    for (const message of messages) outgoing.add(withLength(message));
    const incoming = new IncomingStream();
    const received: Uint8Array[] = [];
    let parts = 0;
    while (outgoing.byteLength > 0) {
      const part = outgoing.takePart();
      expect(part.byteLength).toBeLessThanOrEqual(MOST_PART_BYTES);
      incoming.add(part);
      received.push(...allOf(incoming));
      parts += 1;
    }
    expect(parts).toBeGreaterThan(8);
    expect(received).toEqual(messages);
  });

  it('keep a message that has not come in whole, byte by byte', () => {
    const incoming = new IncomingStream();
    const bytes = withLength(new Uint8Array([7, 8, 9]));
    for (const byte of bytes.subarray(0, -1)) {
      incoming.add(new Uint8Array([byte]));
      expect(incoming.takeMessage()).toBeUndefined();
    }
    incoming.add(bytes.subarray(-1));
    expect(incoming.takeMessage()).toEqual(new Uint8Array([7, 8, 9]));
    expect(incoming.takeMessage()).toBeUndefined();
  });

  it('[T39] refuse a message by its length, before its bytes have come in', () => {
    const incoming = new IncomingStream(1000);
    incoming.add(withLength(new Uint8Array(1000)));
    expect(incoming.takeMessage()).toHaveLength(1000);
    incoming.add(withLength(new Uint8Array(1001)).subarray(0, 4));
    expect(incoming.takeMessage()).toBe('tooLarge');
  });
});

describe('answers of a poll line', () => {
  it('come back as they were sent', () => {
    const bytes = new Uint8Array([1, 2, 3]);
    const close = { code: 4403, reason: 'notAllowed' };
    for (const answer of [
      { part: 0, bytes: new Uint8Array(0) },
      { part: 4_000_000_000, bytes },
      { part: 1, bytes, close },
    ]) {
      expect(decodeLineAnswer(encodeLineAnswer(answer))).toEqual(answer);
    }
  });

  it('[T40] are undefined or an answer for any cut bytes', () => {
    const whole = encodeLineAnswer({
      part: 1,
      bytes: new Uint8Array(0),
      close: { code: 4500, reason: 'accessChanged' },
    });
    for (let cut = 0; cut < whole.length; cut += 1) {
      expect(decodeLineAnswer(whole.subarray(0, cut))).toBeUndefined();
    }
  });

  it('[T34] number their parts with digits and nothing else', () => {
    expect(parsePart('12')).toBe(12);
    for (const text of [undefined, '', '-1', '1e3', ' 1', '1.5', '0x1', '12345678901']) {
      expect(parsePart(text)).toBeUndefined();
    }
  });
});
