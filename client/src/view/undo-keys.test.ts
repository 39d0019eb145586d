import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DossierRoom } from '../rooms/dossier-room.ts';
import { offerUndo } from './undo.ts';
import { routeUndo } from './undo-keys.ts';

// The room is only looked at for which one it is.
const room = {} as DossierRoom;
const asked: string[] = [];
let ends: (() => void)[] = [];

beforeEach(() => {
  document.body.innerHTML = `
    <header><button id="leave"></button></header>
    <section data-face="narrative">
      <button id="bold"></button><div id="text" contenteditable="true" tabindex="0"><p id="line">ja</p></div>
    </section>
    <section data-face="tree">
      <button id="new"></button><button id="row"></button><textarea id="title"></textarea>
      <input id="choice" type="checkbox" />
    </section>
    <section data-face="board"><button id="add"></button></section>`;
  const offer = (face: 'narrative' | 'tree') =>
    offerUndo(room, face, {
      undo: () => asked.push(`${face} undo`),
      redo: () => asked.push(`${face} redo`),
    });
  ends = [routeUndo(room), offer('narrative'), offer('tree')];
});

afterEach(() => {
  for (const end of ends) end();
  asked.splice(0);
});

const undoKeys = [
  { key: 'z', ctrlKey: true },
  { key: 'z', metaKey: true },
];
const redoKeys = [
  { key: 'Z', ctrlKey: true, shiftKey: true },
  { key: 'y', ctrlKey: true },
];

test('undo keys on a button go to the face that it stands in, and never to the browser', () => {
  for (const [place, face] of [
    ['bold', 'narrative'],
    ['new', 'tree'],
    ['choice', 'tree'],
  ]) {
    for (const keys of undoKeys) expect(press(place, keys)).toBe('prevented');
    for (const keys of redoKeys) expect(press(place, keys)).toBe('prevented');
    const [undo, redo] = [`${String(face)} undo`, `${String(face)} redo`];
    expect(asked.splice(0)).toEqual([undo, undo, redo, redo]);
  }
});

test('in the header, on the board and nowhere they do nothing, and reach no browser', () => {
  for (const place of ['leave', 'add', undefined]) {
    for (const keys of [...undoKeys, ...redoKeys]) expect(press(place, keys)).toBe('prevented');
  }
  expect(asked).toEqual([]);
});

test('other keys, and keys that somebody took already, are left alone', () => {
  expect(press('new', { key: 'z' })).toBe('left');
  expect(press('new', { key: 'a', ctrlKey: true })).toBe('left');
  expect(press('new', { key: 'z', ctrlKey: true, altKey: true })).toBe('left');
  document.getElementById('row')?.addEventListener('keydown', (event) => event.preventDefault());
  press('row', { key: 'z', ctrlKey: true });
  expect(asked).toEqual([]);
});

test('an editor hears its own keys; what it leaves, a menu or a shake goes to its face', () => {
  expect(press('text', { key: 'z', ctrlKey: true })).toBe('left');
  expect(asked).toEqual([]);
  expect(input('text', 'historyUndo')).toBe('prevented');
  expect(input('text', 'historyRedo')).toBe('prevented');
  expect(input('text', 'insertText')).toBe('left');
  expect(asked).toEqual(['narrative undo', 'narrative redo']);
});

test('a menu goes to the face that has the focus, whatever the browser would have changed', () => {
  focus('new');
  expect(input('text', 'historyUndo')).toBe('prevented');
  focus('leave');
  expect(input('text', 'historyUndo')).toBe('prevented');
  focus(undefined);
  expect(input('text', 'historyRedo')).toBe('prevented');
  expect(asked).toEqual(['tree undo']);
});

test('a text field has its own undo, and it ends there', () => {
  expect(press('title', { key: 'z', ctrlKey: true })).toBe('left');
  focus('title');
  expect(input('title', 'historyUndo')).toBe('left');
  expect(input('text', 'historyUndo')).toBe('prevented');
  expect(input('text', 'historyRedo')).toBe('prevented');
  expect(asked).toEqual([]);
});

test('once ended, nothing is heard, and an offer taken back is not called', () => {
  ends.at(-1)?.();
  expect(press('new', { key: 'z', ctrlKey: true })).toBe('prevented');
  ends[0]?.();
  expect(press('bold', { key: 'z', ctrlKey: true })).toBe('left');
  expect(asked).toEqual([]);
});

function press(place: string | undefined, keys: KeyboardEventInit): 'prevented' | 'left' {
  focus(place);
  return send(place, new KeyboardEvent('keydown', { ...keys, bubbles: true, cancelable: true }));
}

/** `place` is what would change. */
function input(place: string, inputType: string): 'prevented' | 'left' {
  const asks = { inputType, bubbles: true, cancelable: true };
  return send(place, new InputEvent('beforeinput', asks));
}

function send(place: string | undefined, event: Event): 'prevented' | 'left' {
  elementAt(place).dispatchEvent(event);
  return event.defaultPrevented ? 'prevented' : 'left';
}

function focus(place: string | undefined): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  if (place === undefined) return;
  elementAt(place).focus();
  expect(document.activeElement?.id).toBe(place);
}

function elementAt(place: string | undefined): HTMLElement {
  const element = place === undefined ? document.body : document.getElementById(place);
  if (element === null) throw new Error(`There is no ${String(place)}.`);
  return element;
}
