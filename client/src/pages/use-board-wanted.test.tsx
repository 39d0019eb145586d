import { act } from 'react';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import type { DocumentState } from '../rooms/dossier-room.ts';
import { clearPage, preparePage, roomWith, showInRoom } from '../testing/test-room.tsx';
import { useBoardWanted } from './use-board-wanted.ts';

beforeAll(preparePage);
afterEach(clearPage);

it('[F36] does not keep the board away for a tree of which nothing can be read', () => {
  expect(boardBesides({ loaded: false, mayWrite: false, damaged: true })).toBe('wanted');
});

it('waits for the tree as long as it is on its way', () => {
  expect(boardBesides({ loaded: false, mayWrite: false, damaged: false })).toBe('later');
});

/** On a wide screen, when the browser has had nothing better to do. */
function boardBesides(state: DocumentState): string {
  vi.useFakeTimers();
  const page = showInRoom(roomWith(state).room, <Answer />);
  act(() => void vi.advanceTimersByTime(5_000));
  vi.useRealTimers();
  return page.textContent;
}

function Answer() {
  return useBoardWanted(true, false) ? 'wanted' : 'later';
}
