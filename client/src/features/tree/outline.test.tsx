import { loadOutlineWords, nl } from '@meemaak/messages';
import { act } from 'react';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { clearPage, preparePage, roomWith } from '../../testing/test-room.tsx';
import {
  clickButton,
  focused,
  goTo,
  latePartsAreThere,
  outline,
  press,
  pressForLate,
  rowOf,
  rowsOf,
  show,
  spokenIn,
  titleOf,
  type,
} from '../../testing/tree-screen.tsx';
import { KEYED_COMMANDS } from './tree-keys.ts';

const { outline: words } = await loadOutlineWords('nl');

beforeAll(preparePage);
afterEach(clearPage);

/** Two effects; under the first a performance with an activity. */
function smallTree() {
  const { room } = roomWith({}, ['Een', 'Twee', 'Drie']);
  const face = show(room);
  goTo(face, 'Een');
  press('Insert');
  type('Doen');
  press('Tab');
  type('Werk');
  press('Escape');
  return { room, face };
}

const titles = (face: HTMLElement) => rowsOf(face).map(titleOf);
const chosen = (face: HTMLElement) =>
  rowsOf(face)
    .filter((row) => row.querySelector<HTMLInputElement>('.tree-row-box')?.checked === true)
    .map(titleOf);

function fill(field: HTMLInputElement | null, value: string): void {
  if (field === null) throw new Error('There is no such field.');
  act(() => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, value);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

describe('finding in the outline', () => {
  it('shows what has the words with what it hangs under, and says how many', async () => {
    const { face } = smallTree();
    goTo(face, 'Twee');
    await pressForLate('f', { ctrlKey: true });
    expect(focused()?.tagName).toBe('INPUT');
    goTo(face, 'Twee');
    press('ArrowDown');
    fill(face.querySelector('.find-bar input'), 'wérk');
    // “Drie” is what the person is at.
    expect(titles(face)).toEqual(['Een', 'Doen', 'Werk', 'Drie']);
    expect(spokenIn(face)).toContain('1 onderdeel gevonden');
    fill(face.querySelector('.find-bar input'), 'nergens');
    expect(spokenIn(face)).toContain('Niets gevonden');
    clickButton(face, words.find.clear);
    expect(titles(face)).toEqual(['Een', 'Doen', 'Werk', 'Twee', 'Drie']);
  });

  it('shows one branch alone, makes nodes in it, and goes back to where one was', async () => {
    const { room, face } = smallTree();
    goTo(face, 'Doen');
    await pressForLate('.', { ctrlKey: true });
    expect(titles(face)).toEqual(['Doen', 'Werk']);
    expect(face.querySelector('.zoom-path')?.textContent).toBe(`${words.zoom.whole}EenDoen`);
    press('Enter');
    type('Meer werk');
    press('Escape');
    expect(outline(room)).toContain('--- activity Meer werk');
    press(',', { ctrlKey: true });
    expect(titles(face)).toEqual(['Een', 'Doen', 'Werk', 'Meer werk']);
    expect(titleOf(document.activeElement)).toBe('Doen');
    clickButton(face, words.zoom.whole);
    expect(titles(face)).toContain('Drie');
  });
});

describe('choosing several', () => {
  it('adds rows with Space and with Shift and the arrows, and lets all go with Escape', async () => {
    const { face } = smallTree();
    goTo(face, 'Doen');
    press('ArrowDown', { shiftKey: true });
    await pressForLate('ArrowDown', { shiftKey: true });
    expect(chosen(face)).toEqual(['Doen', 'Werk', 'Twee']);
    expect(spokenIn(face)).toContain('3 onderdelen gekozen');
    press('ArrowUp', { shiftKey: true });
    expect(chosen(face)).toEqual(['Doen', 'Werk']);
    press(' ');
    expect(chosen(face)).toEqual(['Doen']);
    press('a', { ctrlKey: true });
    expect(chosen(face)).toHaveLength(5);
    press('Escape');
    expect(chosen(face)).toEqual([]);
    expect(face.querySelector('.chosen-bar')).toBeNull();
  });

  it('archives them in one step, and brings them back in one', () => {
    const { face } = smallTree();
    goTo(face, 'Twee');
    press('ArrowDown', { shiftKey: true });
    press('Delete');
    expect(titles(face)).toEqual(['Een', 'Doen', 'Werk']);
    expect(spokenIn(face)).toContain('2 onderdelen staan nu in het archief');
    press('z', { ctrlKey: true });
    expect(titles(face)).toEqual(['Een', 'Doen', 'Werk', 'Twee', 'Drie']);
  });

  it('moves them to a place that is asked for, without dragging', async () => {
    const { room, face } = smallTree();
    goTo(face, 'Twee');
    press('ArrowDown', { shiftKey: true });
    await pressForLate('m', { ctrlKey: true });
    const places = [...face.querySelectorAll('.move-dialog-places label')];
    // Not under a performance, and not under themselves.
    expect(places.map(({ textContent }) => textContent)).toEqual([
      words.moveTo.top,
      `Een${nl.node.kinds.effect}`,
    ]);
    act(() => places[1]?.querySelector('input')?.click());
    const first = [...face.querySelectorAll<HTMLElement>('.move-dialog-spot input')][0];
    act(() => first?.click());
    clickButton(face, words.moveTo.move);
    expect(outline(room)).toEqual([
      '- effect Een',
      '-- effect Twee',
      '-- effect Drie',
      '-- performance Doen',
      '--- activity Werk',
    ]);
    expect(spokenIn(face)).toContain('2 onderdelen hangen nu onder “Een”');
  });
});

it('[A02] has a key and a name for everything that the menu offers, and the other way round', async () => {
  const { face } = smallTree();
  await latePartsAreThere();
  const help = [...face.querySelectorAll('.key-help dd')].map(({ textContent }) => textContent);
  const panel = rowOf(face, 'Een').querySelector('[popover]');
  act(
    () => void panel?.dispatchEvent(Object.assign(new Event('beforetoggle'), { newState: 'open' })),
  );
  await latePartsAreThere();
  const offered = [...(panel?.querySelectorAll('li button') ?? [])].map((button) =>
    [...button.childNodes].filter(({ nodeName }) => nodeName === '#text').map((n) => n.textContent),
  );
  const names = offered.flat();
  expect(names).toContain(words.commands.copyTable);
  for (const name of names.filter((one) => one !== words.commands.copyTable)) {
    expect(help, name ?? '').toContain(name);
  }
  // Walking is what a pointer does by pointing, and undo has its buttons.
  const byPointing = ['up', 'down', 'first', 'last', 'open', 'close'];
  const byHolding = ['chooseUp', 'chooseDown', 'chooseAll'];
  const onScreen = ['find', 'zoomOut', 'undo', 'redo'];
  for (const command of KEYED_COMMANDS) {
    if ([...byPointing, ...byHolding, ...onScreen].includes(command)) continue;
    expect(names, command).toContain(words.commands[command as keyof typeof words.commands]);
  }
});
