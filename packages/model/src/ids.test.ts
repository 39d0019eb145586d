import { describe, expect, it } from 'vitest';
import { isAssetId, isId, newId, randomDigits } from './ids.ts';

describe('ids', () => {
  it('makes 20,000 different ids that are all ids', () => {
    const ids = new Set(Array.from({ length: 20_000 }, () => newId()));
    expect(ids.size).toBe(20_000);
    for (const id of ids) expect(isId(id)).toBe(true);
  });

  it('uses every digit of the alphabet about equally often', () => {
    const counts = new Map<string, number>();
    for (let draw = 0; draw < 620; draw += 1) {
      for (const digit of randomDigits(100)) counts.set(digit, (counts.get(digit) ?? 0) + 1);
    }
    expect(counts.size).toBe(62);
    for (const count of counts.values()) {
      expect(count).toBeGreaterThan(700);
      expect(count).toBeLessThan(1_300);
    }
  });

  it('refuses what cannot be one of our ids', () => {
    for (const value of [
      '',
      'abc',
      'a b c d',
      '../../etc',
      'x'.repeat(41),
      'caf\u00e9s',
      12345,
      null,
      undefined,
    ]) {
      expect(isId(value)).toBe(false);
    }
  });
});

describe('the id of a picture', () => {
  it('is made of the 64 digits of its contents, and of nothing else', () => {
    const digits = 'c414cd0e204de974f73753c7e28d7638e7b3691bb8b1a2bab6b25bb7fed7ce77';
    expect(isAssetId(digits)).toBe(true);
    for (const value of [digits.slice(1), `${digits}0`, digits.toUpperCase(), '../etc', 7, null]) {
      expect(isAssetId(value)).toBe(false);
    }
  });
});
