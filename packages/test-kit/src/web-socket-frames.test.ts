import { describe, expect, it } from 'vitest';
import { Random } from './random.ts';
import { FrameReader, OPCODES, writeFrame } from './web-socket-frames.ts';

const lengths = [0, 1, 125, 126, 127, 65_535, 65_536, 70_000];
const payloadOf = (length: number) => Buffer.alloc(length, length % 251);

describe('frames of a WebSocket', () => {
  it('come back as they were written, masked or not, at every kind of length', () => {
    for (const isMasked of [true, false]) {
      for (const length of lengths) {
        const payload = payloadOf(length);
        const [frame] = new FrameReader().push(writeFrame(payload, { isMasked }));
        expect(frame).toMatchObject({ opcode: OPCODES.binary, isFinal: true, isMasked });
        expect(frame?.payload.equals(payload)).toBe(true);
      }
    }
  });

  it('are found in a stream that arrives in any pieces', () => {
    const random = new Random(6455);
    const frames = lengths.map((length, at) =>
      writeFrame(payloadOf(length), { isMasked: at % 2 === 0 }),
    );
    const stream = Buffer.concat(frames);
    for (let round = 0; round < 50; round += 1) {
      const reader = new FrameReader();
      const found: Buffer[] = [];
      for (let at = 0; at < stream.byteLength;) {
        const next = at + random.between(1, random.chance(0.5) ? 4 : 9_000);
        for (const { wire } of reader.push(stream.subarray(at, next))) found.push(wire);
        at = next;
      }
      expect(found.map((wire) => wire.byteLength)).toEqual(frames.map((wire) => wire.byteLength));
      expect(Buffer.concat(found).equals(stream)).toBe(true);
      expect(reader.waitingBytes).toBe(0);
    }
  });
});
