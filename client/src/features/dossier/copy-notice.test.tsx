import { act } from 'react';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { clearPage, preparePage, roomWith, showInRoom } from '../../testing/test-room.tsx';
import { WatchedValue } from '../../rooms/watched-value.ts';
import { CopyNotice } from './copy-notice.tsx';

const DAY_MS = 86_400_000;

beforeAll(preparePage);
afterEach(() => {
  clearPage();
  vi.useRealTimers();
});

function pass(milliseconds: number): void {
  act(() => {
    vi.advanceTimersByTime(milliseconds);
  });
}

function show(keepsCopy: boolean, since: number | undefined) {
  const unsavedSince = new WatchedValue(since);
  const work = () => {
    throw new Error('Nobody asked for a file.');
  };
  const opened = { keepsCopy: new WatchedValue(keepsCopy), unsavedSince, work };
  const place = showInRoom(roomWith({}).room, <CopyNotice opened={opened} />);
  return { place, unsavedSince };
}

test('[X15] from the fifth day on, who has work on this device only is told that browsers throw away', () => {
  vi.useFakeTimers();
  const { place, unsavedSince } = show(true, Date.now());
  pass(5 * DAY_MS - 3_600_000);
  expect(place.textContent).toBe('');
  pass(2 * 3_600_000);
  expect(place.querySelector('[role=status]')?.textContent).toContain('al 5 dagen');
  expect(place.querySelector('button')?.textContent).toBe('Download uw wijzigingen');
  act(() => unsavedSince.set(undefined));
  expect(place.textContent).toBe('');
});

test('[F26] a device that keeps nothing is told of once, with a file where there is something to take', () => {
  const { place, unsavedSince } = show(false, undefined);
  const buttons = () => [...place.querySelectorAll('button')].map((button) => button.textContent);
  expect(place.querySelectorAll('[role=status]')).toHaveLength(1);
  expect(buttons()).toEqual(['Begrepen']);
  act(() => unsavedSince.set(Date.now()));
  expect(buttons()).toEqual(['Download uw wijzigingen', 'Begrepen']);
  act(() => place.querySelectorAll('button')[1]?.click());
  expect(place.textContent).toBe('');
});
