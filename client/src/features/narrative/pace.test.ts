import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { pace } from './pace.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('runs at once, then at its pace, and always after the last ask', () => {
  const run = vi.fn<() => void>();
  const paced = pace(run, 100);
  paced.ask();
  expect(run).toHaveBeenCalledTimes(1);
  paced.ask();
  paced.ask();
  expect(run).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(100);
  expect(run).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(1000);
  expect(run).toHaveBeenCalledTimes(2);
  paced.ask();
  expect(run).toHaveBeenCalledTimes(3);
});

test('once stopped it runs no more of what was asked', () => {
  const run = vi.fn<() => void>();
  const paced = pace(run, 100);
  paced.ask();
  paced.ask();
  paced.stop();
  vi.advanceTimersByTime(1000);
  expect(run).toHaveBeenCalledTimes(1);
});
