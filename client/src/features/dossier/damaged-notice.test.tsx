import { act } from 'react';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import type { DocumentState, SaveState } from '../../rooms/dossier-room.ts';
import { nothingUnsaved } from '../../rooms/unsaved.ts';
import { WatchedValue } from '../../rooms/watched-value.ts';
import { clearPage, preparePage, roomWith, showInRoom } from '../../testing/test-room.tsx';
import { DamagedNotice } from './damaged-notice.tsx';
import { StoppedNotice } from './stopped-notice.tsx';

beforeAll(preparePage);
afterEach(clearPage);

function show(state: Partial<DocumentState>, saving: SaveState = { kind: 'saved' }) {
  const empty = () => ({ doc: new Y.Doc(), unsaved: nothingUnsaved });
  const work = () => ({ narrative: empty(), tree: empty(), board: empty() });
  const opened = { keepsCopy: new WatchedValue(true), work };
  const room = { ...roomWith(state).room, saveState: new WatchedValue(saving) };
  const place = showInRoom(
    room,
    <>
      <StoppedNotice opened={opened} onStartAgain={() => {}} />
      <DamagedNotice opened={opened} />
    </>,
  );
  const buttons = () => [...place.querySelectorAll('button')].map((button) => button.textContent);
  return { place, buttons };
}

test('[F36] who has a damaged dossier on this device is told so and can take along what is there', () => {
  const { place, buttons } = show({ damaged: true, mayWrite: false });
  expect(place.querySelector('[role=status]')?.textContent).toContain('niet lezen');
  expect(place.textContent).toContain('bewaar het bestand');
  expect(buttons()).toEqual(['Download wat hier staat']);
});

test('[F36] a device that holds nothing of it is offered nothing', () => {
  const { place, buttons } = show({ damaged: true, mayWrite: false, loaded: false });
  expect(place.textContent).toContain('niet lezen');
  expect(place.textContent).not.toContain('bewaar het bestand');
  expect(buttons()).toEqual([]);
});

test('[F36] work that damage keeps from the server can be taken along, and is not to be thrown away', () => {
  const stopped = { kind: 'stopped', reason: 'damaged', unsaved: true } as const;
  const { place, buttons } = show({ damaged: true, mayWrite: false }, stopped);
  expect(place.textContent).toContain('Wat u nog niet had opgeslagen, staat op dit apparaat.');
  expect(buttons()).toEqual(['Download uw wijzigingen']);
});

test('[F36] the button gives the file', async () => {
  const { place } = show({ damaged: true });
  const give = vi.spyOn(URL, 'createObjectURL');
  act(() => place.querySelector('button')?.click());
  await vi.waitFor(() => expect(give).toHaveBeenCalledOnce());
  give.mockRestore();
});
