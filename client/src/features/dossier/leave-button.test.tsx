import { act } from 'react';
import { afterEach, beforeAll, expect, test } from 'vitest';
import type { SaveState } from '../../rooms/dossier-room.ts';
import { WatchedValue } from '../../rooms/watched-value.ts';
import { clearPage, preparePage, roomWith, showInRoom } from '../../testing/test-room.tsx';
import { LeaveButton } from './leave-button.tsx';

beforeAll(preparePage);
afterEach(clearPage);

async function askToLeave(saving: SaveState, holdsUnsaved: boolean): Promise<string> {
  const room = { ...roomWith({}).room, saveState: new WatchedValue(saving) };
  const place = showInRoom(
    room,
    <LeaveButton holdsUnsaved={() => Promise.resolve(holdsUnsaved)} onLeave={() => {}} />,
  );
  await act(async () => place.querySelector('button')?.click());
  const question = place.querySelector('dialog');
  expect(question?.open).toBe(true);
  return question?.textContent ?? '';
}

test('who has saved everything is asked, and warned of nothing', async () => {
  expect(await askToLeave({ kind: 'saved' }, false)).not.toContain('Let op');
});

test('[F23] who has work in another window that is not saved is warned of that before leaving', async () => {
  expect(await askToLeave({ kind: 'saved' }, true)).toContain('in een ander venster');
});

test('who has work in this window that is not saved is warned of that', async () => {
  const words = await askToLeave({ kind: 'offline', unsaved: true }, true);
  expect(words).toContain('niet al uw wijzigingen zijn opgeslagen');
  expect(words).not.toContain('in een ander venster');
});
