import { describe, expect, it } from 'vitest';
import { decodeFrame, encodeFrame, openFrame, type Frame } from './frames.ts';

const frames: readonly Frame[] = [
  openFrame(0, 'narrative', 3),
  { channel: 1, op: 'sync', message: new Uint8Array([0, 2, 1, 0]) },
  { channel: 300, op: 'sync', message: new Uint8Array(0) },
  { channel: 2, op: 'close', code: 4403, reason: 'notAllowed' },
  { channel: 3, op: 'ack', count: 123_456 },
  { channel: 3, op: 'mode', mayWrite: true, damaged: false, generation: 1 },
  { channel: 3, op: 'mode', mayWrite: false, damaged: true, generation: 2 },
];

describe('frames', () => {
  it('come back as they were sent', () => {
    for (const frame of frames) expect(decodeFrame(encodeFrame(frame))).toEqual(frame);
  });

  it('[F27] tell which version a client speaks, whatever that version says besides', () => {
    const open = encodeFrame({ ...openFrame(0, 'tree'), protocolVersion: 1 } as Frame);
    const short = open.subarray(0, open.length - 2);
    for (const bytes of [open, short]) {
      expect(decodeFrame(bytes)).toMatchObject({
        op: 'open',
        document: 'tree',
        protocolVersion: 1,
      });
    }
  });

  it('[T40] give undefined or a frame for any cut or flipped bytes, and never throw', () => {
    let undefinedCount = 0;
    let frameCount = 0;
    for (const frame of frames) {
      const bytes = encodeFrame(frame);
      for (let cut = 0; cut < bytes.length; cut += 1) {
        if (decodeFrame(bytes.subarray(0, cut)) === undefined) undefinedCount += 1;
        else frameCount += 1;
      }
      for (let at = 0; at < bytes.length; at += 1) {
        for (const value of [0, 0x7f, 0x80, 0xff]) {
          const broken = bytes.slice();
          broken[at] = value;
          if (decodeFrame(broken) === undefined) undefinedCount += 1;
          else frameCount += 1;
        }
      }
    }
    expect(undefinedCount).toBeGreaterThan(20);
    expect(frameCount).toBeGreaterThan(20);
  });

  it('refuse an op that nobody defined', () => {
    expect(decodeFrame(new Uint8Array([0, 99, 1, 2]))).toBeUndefined();
  });
});
