import { describe, expect, it } from 'vitest';
import {
  KEEP_ALIVE_MESSAGE,
  decodeSyncMessage,
  encodeSyncMessage,
  isStorable,
} from './y-messages.ts';

describe('messages of y-protocols', () => {
  it('come back as they were said', () => {
    for (const kind of ['step1', 'step2', 'update'] as const) {
      for (const body of [new Uint8Array(0), new Uint8Array([1, 2, 3]), new Uint8Array(300)]) {
        expect(decodeSyncMessage(encodeSyncMessage(kind, body))).toEqual({ kind, body });
      }
    }
  });

  it('[T40] are undefined when they are cut, of another kind, or of none', () => {
    const whole = encodeSyncMessage('update', new Uint8Array(200));
    for (let cut = 0; cut < whole.length; cut += 1) {
      expect(decodeSyncMessage(whole.subarray(0, cut))).toBeUndefined();
    }
    expect(decodeSyncMessage(new Uint8Array([0, 7, 1, 0]))).toBeUndefined();
    expect(decodeSyncMessage(KEEP_ALIVE_MESSAGE)).toBeUndefined();
  });

  it('are storable when they are steps 2 and updates, and nothing else', () => {
    const body = new Uint8Array([0, 0]);
    expect(isStorable(encodeSyncMessage('step2', body))).toBe(true);
    expect(isStorable(encodeSyncMessage('update', body))).toBe(true);
    expect(isStorable(encodeSyncMessage('step1', body))).toBe(false);
    expect(isStorable(KEEP_ALIVE_MESSAGE)).toBe(false);
    expect(isStorable(new Uint8Array())).toBe(false);
  });
});
