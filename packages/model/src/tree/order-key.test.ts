import { Random } from '@meemaak/test-kit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderKeyBetween, readOrderKey, spacedOrderKeys } from './order-key.ts';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const digit = fc.nat(61).map((at) => DIGITS.charAt(at));
/** Any key that survives reading: hostile ones included, with runs of the extreme digits. */
const anyKey = fc
  .tuple(
    fc.constantFrom('A', 'B', 'Y', 'Z', 'a', 'b', 'y', 'z'),
    fc.string({ unit: fc.oneof(digit, fc.constantFrom('0', 'z', '1')), maxLength: 40 }),
  )
  .map(([head, rest]) => readOrderKey(head + rest));

function isBetween(left: string | null, key: string, right: string | null): boolean {
  return (left === null || left < key) && (right === null || key < right);
}

describe('order keys', () => {
  it('[invariant 9] find room between any two different keys, however strange, and never throw', () => {
    const random = new Random(9);
    fc.assert(
      fc.property(fc.option(anyKey), fc.option(anyKey), (a, b) => {
        fc.pre(a === null || b === null || a !== b);
        const [left, right] = a !== null && b !== null && a > b ? [b, a] : [a, b];
        const key = orderKeyBetween(left, right, random.digits);
        expect(isBetween(left, key, right)).toBe(true);
        expect(readOrderKey(key)).toBe(key);
        const next = orderKeyBetween(key, right, random.digits, key);
        expect(isBetween(key, next, right)).toBe(true);
        expect(readOrderKey(next)).toBe(next);
      }),
      { numRuns: 5_000 },
    );
  });

  it('[invariant 9] read any value as a key', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const key = readOrderKey(value);
        expect(readOrderKey(key)).toBe(key);
      }),
    );
    for (const broken of [
      '',
      'a',
      '0',
      'a0!',
      'a0x0',
      `A${'0'.repeat(26)}`,
      'b1',
      'x'.repeat(2e3),
    ]) {
      expect(readOrderKey(broken)).toBe('a0');
    }
  });

  it('stay short: 2,000 in a row at the end, at the front, and typed in one gap', () => {
    const random = new Random(2_000);
    const longest = { end: 0, front: 0, gap: 0 };
    let [end, front] = ['a0', 'a0'];
    let [left, right] = ['a0', 'a1'];
    for (let count = 0; count < 2_000; count += 1) {
      end = orderKeyBetween(end, null, random.digits);
      front = orderKeyBetween(null, front, random.digits);
      left = orderKeyBetween(left, right, random.digits, left);
      longest.end = Math.max(longest.end, end.length);
      longest.front = Math.max(longest.front, front.length);
      longest.gap = Math.max(longest.gap, left.length);
    }
    console.log(`order keys, longest of 2,000: ${JSON.stringify(longest)}`);
    expect(longest.end).toBeLessThanOrEqual(9);
    expect(longest.front).toBeLessThanOrEqual(9);
    expect(longest.gap).toBeLessThanOrEqual(9);
  });

  it('[invariant 9] keep what one person types together while others type in the same gap', () => {
    const random = new Random(5);
    let drewTheSame = 0;
    let shuffled = 0;
    for (let trace = 0; trace < 2_000; trace += 1) {
      const typed: { key: string; who: string }[] = [];
      for (const who of ['fatma', 'gerrit', 'noor']) {
        // Each sees only their own typing: the others are under way.
        let left = 'a0';
        let own: string | undefined;
        for (let count = 0; count < 5; count += 1) {
          own = orderKeyBetween(left, 'a1', random.digits, own);
          left = own;
          typed.push({ key: own, who });
        }
      }
      const order = typed.toSorted((a, b) => (a.key < b.key ? -1 : 1)).map(({ who }) => who);
      const turns = order.filter((who, at) => who !== order[at - 1]);
      if (new Set(typed.map(({ key }) => key)).size < typed.length) drewTheSame += 1;
      else if (turns.length > 3) shuffled += 1;
    }
    expect(shuffled).toBe(0);
    // One in 238,328 for each pair: two people may draw the same run.
    expect(drewTheSame).toBeLessThanOrEqual(1);
  });

  it('count past the last digit of a run and then start a new run', () => {
    const random = new Random(3);
    let key = orderKeyBetween(null, null, random.digits);
    for (let count = 0; count < 4_000; count += 1) {
      const next = orderKeyBetween(key, null, random.digits, key);
      expect(next > key).toBe(true);
      expect(next.endsWith('0')).toBe(false);
      key = next;
    }
    expect(key.length).toBeLessThanOrEqual(9);
  });

  it('space a list anew in short, rising keys', () => {
    const keys = spacedOrderKeys(10_000);
    expect(new Set(keys).size).toBe(10_000);
    expect(keys.toSorted()).toEqual(keys);
    expect(Math.max(...keys.map((key) => key.length))).toBeLessThanOrEqual(4);
    for (const key of keys) expect(readOrderKey(key)).toBe(key);
  });
});
