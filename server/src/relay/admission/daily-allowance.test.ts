import { describe, expect, it } from 'vitest';
import { DailyAllowance } from './daily-allowance.ts';

describe('what somebody may take in a day', () => {
  it('[T19] is spent by each for themselves, and grows back evenly', () => {
    const clock = { now: 0 };
    const allowance = new DailyAllowance(240, () => clock.now);
    allowance.spend('p-1', 200);
    allowance.spend('p-1', 40);
    expect(allowance.left('p-1')).toBe(0);
    expect(allowance.left('p-2')).toBe(240);
    clock.now += 3 * 60 * 60 * 1_000;
    expect(allowance.left('p-1')).toBe(30);
    allowance.spend('p-1', 30);
    clock.now += 48 * 60 * 60 * 1_000;
    expect(allowance.left('p-1')).toBe(240);
  });
});
