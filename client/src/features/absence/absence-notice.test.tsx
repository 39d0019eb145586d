import {
  archiveNode,
  clashId,
  renameNode,
  type BatchId,
  type Clash,
  type RecordId,
} from '@meemaak/model';
import { act } from 'react';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { WatchedValue } from '../../rooms/watched-value.ts';
import {
  clearPage,
  idOf,
  others,
  preparePage,
  roomWith,
  showInRoom,
} from '../../testing/test-room.tsx';
import { getSelection } from '../../view/selection.ts';
import { treeHistory } from '../../view/undo.ts';
import { AbsenceNotice } from './absence-notice.tsx';

beforeAll(preparePage);
afterEach(clearPage);

const title = (name: string, mine: string): Clash => ({
  kind: 'fieldChangedTwice',
  nodeId: idOf(name),
  path: ['title'],
  mine,
  theirs: undefined,
});

async function show(clashes: readonly Clash[]) {
  const opened = roomWith({}, ['Wonen', 'Buurt']);
  const log = {
    clashes: new WatchedValue(clashes),
    putAway: (id: string) =>
      log.clashes.set(log.clashes.get().filter((clash) => clashId(clash) !== id)),
  };
  const place = showInRoom(opened.room, <AbsenceNotice log={log} />);
  const button = (name: string) => {
    const found = [...place.querySelectorAll('button')].find(
      ({ textContent }) => textContent === name,
    );
    if (found === undefined) throw new Error(`There is no button ${name}.`);
    return found;
  };
  // The list is fetched when it is asked for.
  const press = (name: string) => act(async () => button(name).click());
  return { ...opened, log, place, button, press };
}

function listIsThere(): Promise<void> {
  return vi.waitFor(async () => {
    await act(async () => {});
    expect(document.querySelector('.clash-entry')).not.toBe(null);
  });
}

test('[F25] says nothing when nothing clashed', async () => {
  expect((await show([])).place.textContent).toBe('');
});

test('[F25] says how many there are, and lists them when asked', async () => {
  const { place, press } = await show([title('Wonen', 'Goed wonen'), title('Buurt', 'Onze buurt')]);
  expect(place.textContent).toContain('Op 2 plekken veranderde een ander iets');
  expect(place.querySelectorAll('.clash-entry')).toHaveLength(0);
  await press('Bekijk de lijst');
  await listIsThere();
  const [first] = place.querySelectorAll('.clash-entry');
  expect(first?.textContent).toContain('U en een ander hebben de titel van “Wonen” veranderd.');
  expect(first?.textContent).toContain('Bij uGoed wonen');
});

test('[F25] puts mine back and undoes that, on one button', async () => {
  const { place, room, button, press } = await show([title('Wonen', 'Goed wonen')]);
  await press('Bekijk de lijst');
  await listIsThere();
  const back = button('Zet die van mij terug');
  back.focus();
  await press('Zet die van mij terug');
  expect(room.treeIndex.node(idOf('Wonen'))?.title).toBe('Goed wonen');
  expect(document.activeElement).toBe(button('Maak ongedaan'));
  expect(place.querySelector('output')?.textContent).toBe('Zo staat het nu bij iedereen.');
  await press('Maak ongedaan');
  expect(room.treeIndex.node(idOf('Wonen'))?.title).toBe('Wonen');
  expect(place.querySelector('output')?.textContent).toBe('Dat is ongedaan gemaakt.');
});

test("[F25] what was put back is a step of the tree's own undo", async () => {
  const { room, press } = await show([title('Wonen', 'Goed wonen')]);
  await press('Bekijk de lijst');
  await listIsThere();
  await press('Zet die van mij terug');
  const { participantId } = room.me;
  act(() => void treeHistory(room).undo(room.tree, { by: participantId, origin: 'test' }));
  expect(room.treeIndex.node(idOf('Wonen'))?.title).toBe('Wonen');
});

test('[F25] says so when mine cannot be put back any more', async () => {
  const { place, room, press } = await show([title('Wonen', 'Goed wonen')]);
  await press('Bekijk de lijst');
  await listIsThere();
  const batch = { nodeId: idOf('Wonen'), batchId: 'batch-1' as BatchId, at: 1 };
  act(() => void archiveNode(room.tree, room.treeIndex, batch, others));
  await press('Zet die van mij terug');
  expect(place.querySelector('output')?.textContent).toContain('Dat gaat nu niet');
});

test('[F25] follows what others do meanwhile', async () => {
  const { place, room, press } = await show([title('Wonen', 'Goed wonen')]);
  await press('Bekijk de lijst');
  await listIsThere();
  act(() => void renameNode(room.tree, { nodeId: idOf('Wonen'), title: 'Goed wonen' }, others));
  expect(place.querySelector('output')?.textContent).toBe('Zo staat het nu bij iedereen.');
});

test('[F25] [A02] putting one away brings the focus to the next', async () => {
  const { place, press } = await show([title('Wonen', 'Goed wonen'), title('Buurt', 'Onze buurt')]);
  await press('Bekijk de lijst');
  await listIsThere();
  await press('Gezien');
  expect(place.querySelectorAll('.clash-entry')).toHaveLength(1);
  expect(document.activeElement?.textContent).toContain('de titel van “Buurt”');
  await press('Gezien');
  expect(place.textContent).toBe('');
});

test('[F25] keeps words of a paragraph and a note to copy, and finds the place of the rest', async () => {
  const { place, room, press } = await show([
    { kind: 'paragraphRemoved', blockId: '1:2', words: 'Een fijne straat' },
    {
      kind: 'noteRemoved',
      recordId: 'shape:een' as RecordId,
      mine: {
        id: 'shape:een',
        typeName: 'shape',
        type: 'note',
        pos: [0, 0, 0],
        props: { richText: { type: 'doc', content: [{ type: 'text', text: 'Een bankje' }] } },
      },
    },
    {
      kind: 'movedTwice',
      nodeId: idOf('Buurt'),
      because: 'bothMoved',
      mine: { parentId: idOf('Wonen'), orderKey: 'a1' },
    },
  ]);
  await press('Bekijk de lijst');
  await listIsThere();
  const [paragraph, note, move] = place.querySelectorAll('.clash-entry');
  expect(paragraph?.textContent).toContain('Een fijne straat');
  expect(note?.textContent).toContain('Notitie, “Een bankje”');
  await press('Zet het terug op het bord');
  expect(room.board.records.has('shape:een')).toBe(true);
  expect(move?.textContent).toContain('Nuhelemaal bovenaanBij uonder “Wonen”');
  await press('Ga naar de boom');
  expect(getSelection().nodeId).toBe(idOf('Buurt'));
  await press('Alles gezien');
  expect(place.textContent).toBe('');
});
