import { loadOutlineWords, nl } from '@meemaak/messages';
import { act } from 'react';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { getSelection } from '../../view/selection.ts';
import { clearPage, preparePage, roomWith } from '../../testing/test-room.tsx';
import {
  clickButton,
  goTo,
  latePartsAreThere,
  outline,
  press,
  rowOf,
  rowsOf,
  show,
  spokenIn,
  titleOf,
  type,
} from '../../testing/tree-screen.tsx';

const { outline: words } = await loadOutlineWords('nl');

beforeAll(preparePage);
afterEach(clearPage);

describe('the tree face', () => {
  it('[A02] lets one build a whole tree with the keyboard alone', () => {
    const { room } = roomWith({});
    const face = show(room);
    expect(face.textContent).toContain(nl.tree.empty);
    clickButton(face, nl.tree.addEffect);
    type('Buren kennen elkaar');
    press('Tab');
    type('Huurders als gastheer');
    press('Tab');
    type('Koffie met nieuwe buren');
    press('Enter');
    type('Rondje door de straat');
    press('Escape');
    expect(outline(room)).toEqual([
      '- effect Buren kennen elkaar',
      '-- performance Huurders als gastheer',
      '--- activity Koffie met nieuwe buren',
      '--- activity Rondje door de straat',
    ]);
    expect(titleOf(document.activeElement)).toBe('Rondje door de straat');
    press('ArrowUp', { altKey: true });
    press('ArrowLeft', { altKey: true });
    // Under an effect it can only be something else: that is offered.
    clickButton(face, 'Maak er een prestatie van');
    expect(titleOf(document.activeElement)).toBe('Rondje door de straat');
    press('F2');
    type('Rondje met de sleutel');
    press('Enter');
    expect(outline(room)).toEqual([
      '- effect Buren kennen elkaar',
      '-- performance Huurders als gastheer',
      '--- activity Koffie met nieuwe buren',
      '-- performance Rondje met de sleutel',
    ]);
    press('Enter');
    press('Escape');
    expect(outline(room)).toHaveLength(4);
  });

  it('tells assistive technology where each row stands', () => {
    const { room } = roomWith({}, ['Een', 'Twee']);
    const face = show(room);
    goTo(face, 'Een');
    press('Insert');
    type('Onder een');
    press('Escape');
    const row = rowOf(face, 'Onder een');
    expect(row.getAttribute('aria-level')).toBe('2');
    expect(row.getAttribute('aria-posinset')).toBe('1');
    expect(row.getAttribute('aria-setsize')).toBe('1');
    expect(rowOf(face, 'Een').getAttribute('aria-expanded')).toBe('true');
    expect(rowOf(face, 'Twee').hasAttribute('aria-expanded')).toBe(false);
    expect(face.querySelectorAll('tbody tr[tabindex="0"]')).toHaveLength(1);
    expect(row.getAttribute('aria-selected')).toBe('true');
    expect(getSelection()).toEqual({ nodeId: row.id.slice('tree-row-'.length), chosenOn: 'tree' });
  });

  it('folds with the arrows, walks and finds by letter', () => {
    const { room } = roomWith({}, ['Aap', 'Beer', 'Cavia']);
    const face = show(room);
    goTo(face, 'Aap');
    press('Insert');
    type('Klein');
    press('Escape');
    press('ArrowLeft');
    expect(titleOf(document.activeElement)).toBe('Aap');
    press('ArrowLeft');
    expect(rowsOf(face).map(titleOf)).toEqual(['Aap', 'Beer', 'Cavia']);
    press('End');
    expect(titleOf(document.activeElement)).toBe('Cavia');
    press('b');
    expect(titleOf(document.activeElement)).toBe('Beer');
    press('Home');
    press('ArrowRight');
    press('ArrowRight');
    expect(titleOf(document.activeElement)).toBe('Klein');
  });

  it('archives with an undo in words, and brings back from the archive', async () => {
    const { room } = roomWith({}, ['Een', 'Twee']);
    const face = show(room);
    goTo(face, 'Een');
    press('Delete');
    expect(rowsOf(face).map(titleOf)).toEqual(['Twee']);
    expect(titleOf(document.activeElement)).toBe('Twee');
    expect(spokenIn(face)).toContain('“Een” staat nu in het archief');
    clickButton(face, nl.tree.restore);
    expect(rowsOf(face).map(titleOf)).toEqual(['Een', 'Twee']);
    goTo(face, 'Twee');
    press('Delete');
    await latePartsAreThere();
    clickButton(face, 'Zet “Twee” terug');
    expect(rowsOf(face).map(titleOf)).toEqual(['Een', 'Twee']);
  });

  it('undoes a title that was typed letter by letter in one step, and does it again', () => {
    const { room } = roomWith({}, ['Een']);
    const face = show(room);
    goTo(face, 'Een');
    press('F2');
    for (const text of ['Eens', 'Eens ', 'Eens worden']) type(text);
    press('Enter');
    press('z', { ctrlKey: true });
    expect(rowsOf(face).map(titleOf)).toEqual(['Een']);
    press('y', { ctrlKey: true });
    expect(rowsOf(face).map(titleOf)).toEqual(['Eens worden']);
  });

  it('gives the old title back on Escape', () => {
    const { room } = roomWith({}, ['Een']);
    const face = show(room);
    goTo(face, 'Een');
    press('F2');
    type('Iets anders');
    press('Escape');
    expect(rowsOf(face).map(titleOf)).toEqual(['Een']);
  });

  it('says in words why something cannot be', () => {
    const { room } = roomWith({}, ['Een']);
    const face = show(room);
    goTo(face, 'Een');
    press('ArrowRight', { altKey: true });
    expect(spokenIn(face)).toContain(nl.tree.refusals.nothingAbove);
    press('ArrowLeft', { altKey: true });
    expect(spokenIn(face)).toContain(nl.tree.refusals.alreadyAtTop);
  });

  it('says what may hang where, and undoes what one chose then in one step', () => {
    const { room } = roomWith({}, ['Een']);
    const face = show(room);
    goTo(face, 'Een');
    press('Insert');
    type('Wat we doen');
    press('Escape');
    press('Insert');
    type('Wat we precies doen');
    press('Escape');
    press('Insert');
    expect(spokenIn(face)).toContain('Onder een activiteit kan niets hangen.');
    press('ArrowLeft', { altKey: true });
    expect(spokenIn(face)).toContain('Onder een effect hangt een deeleffect');
    clickButton(face, 'Maak er een effect van');
    expect(outline(room)).toEqual([
      '- effect Een',
      '-- performance Wat we doen',
      '-- effect Wat we precies doen',
    ]);
    press('z', { ctrlKey: true });
    expect(outline(room).at(-1)).toBe('--- activity Wat we precies doen');
  });

  it('offers a reader nothing to change, and says so', () => {
    const { room } = roomWith({ mayWrite: false }, ['Een']);
    const face = show(room);
    expect(face.textContent).toContain(nl.tree.readOnly);
    expect(face.querySelector('[popovertarget]')).toBeNull();
    goTo(face, 'Een');
    for (const key of ['Enter', 'Insert', 'F2', 'Delete']) press(key);
    expect(face.querySelector('textarea')).toBeNull();
    expect(outline(room)).toEqual(['- effect Een']);
  });

  it('says that it is loading, empty or damaged', () => {
    expect(show(roomWith({ loaded: false }).room).textContent).toContain(nl.tree.loading);
    expect(show(roomWith({ mayWrite: false }).room).textContent).toContain(nl.tree.emptyReadOnly);
    const damaged = show(roomWith({ damaged: true }, ['Een']).room);
    expect(damaged.textContent).toContain(nl.tree.damaged);
    expect(rowsOf(damaged)).toHaveLength(1);
  });

  it('offers the way back only as long as archiving is the last thing that was done', () => {
    const { room } = roomWith({}, ['Een', 'Twee', 'Drie']);
    const face = show(room);
    goTo(face, 'Een');
    press('Delete');
    expect(face.querySelector('.message-bar')?.textContent).toContain(nl.tree.restore);
    press('ArrowDown', { altKey: true });
    expect(rowsOf(face).map(titleOf)).toEqual(['Drie', 'Twee']);
    expect(face.querySelector('.message-bar')).toBeNull();
  });

  it('says the same words again when the same is done again', () => {
    const { room } = roomWith({}, ['Een']);
    const face = show(room);
    goTo(face, 'Een');
    const heard = ['first', 'second', 'third'].map(() => {
      press('ArrowRight', { altKey: true });
      return spokenIn(face);
    });
    expect(heard.map((one) => one.trim())).toEqual(heard.map(() => nl.tree.refusals.nothingAbove));
    expect(heard[1]).not.toBe(heard[0]);
    expect(heard[2]).not.toBe(heard[1]);
  });

  it('takes a new node back with its title in one step, and makes both again', () => {
    const { room } = roomWith({}, ['Een']);
    const face = show(room);
    goTo(face, 'Een');
    press('Enter');
    type('Twee');
    press('Escape');
    press('z', { ctrlKey: true });
    expect(rowsOf(face).map(titleOf)).toEqual(['Een']);
    press('y', { ctrlKey: true });
    expect(rowsOf(face).map(titleOf)).toEqual(['Een', 'Twee']);
  });

  it('[A02] is one stop for Tab, with the menu of that row behind it', () => {
    const { room } = roomWith({}, ['Een', 'Twee']);
    const face = show(room);
    const stops = () =>
      [...face.querySelectorAll('.tree-grid [tabindex="0"]')].map((stop) => stop.closest('tr')?.id);
    goTo(face, 'Een');
    press('ArrowDown');
    expect(stops()).toEqual([rowOf(face, 'Twee').id, rowOf(face, 'Twee').id]);
    expect(face.querySelectorAll('.tree-grid button:not([tabindex])')).toHaveLength(0);
  });

  it('does from the menu what the keys do', async () => {
    const { room } = roomWith({}, ['Een', 'Twee']);
    const face = show(room);
    await openMenu(rowOf(face, 'Een'));
    clickButton(face, words.commands.addChild + words.keys.addChild);
    type('Onder een');
    expect(getSelection().nodeId).toBe(document.activeElement?.closest('tr')?.id.slice(9));
    press('Escape');
    await openMenu(rowOf(face, 'Twee'));
    chooseOption(face, words.kind, 'performance');
    chooseOption(face, words.owner, 'het-dak');
    clickButton(face, words.commands.moveUp + words.keys.moveUp);
    expect(outline(room)).toEqual([
      '- performance Twee',
      '- effect Een',
      '-- performance Onder een',
    ]);
    expect(rowOf(face, 'Twee').textContent).toContain('Het Dak');
  });

  it('keeps a title open while another window has the focus', () => {
    const { room } = roomWith({}, ['Een']);
    const face = show(room);
    goTo(face, 'Een');
    press('Enter');
    act(() => {
      document.activeElement?.dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
    });
    type('Twee');
    press('Escape');
    expect(rowsOf(face).map(titleOf)).toEqual(['Een', 'Twee']);
  });
});

/** A browser shows and hides the panel and tells so; here it only tells. */
async function openMenu(row: HTMLElement): Promise<void> {
  const panel = row.querySelector<HTMLElement>('[popover]');
  if (panel === null) throw new Error('This row has no menu.');
  const tell = (newState: 'open' | 'closed') =>
    panel.dispatchEvent(Object.assign(new Event('beforetoggle'), { newState }));
  panel.hidePopover = () => void tell('closed');
  await latePartsAreThere(() => void tell('open'));
}

function chooseOption(face: HTMLElement, name: string, value: string): void {
  const label = [...face.querySelectorAll('label')].find(({ textContent }) =>
    textContent.startsWith(name),
  );
  const select = label?.querySelector('select');
  if (select === undefined || select === null) throw new Error(`There is no choice “${name}”.`);
  act(() => {
    select.value = value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });
}
