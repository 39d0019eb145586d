import { describe, expect, it } from 'vitest';
import { commandForKey, isTypeAhead, type KeyPress } from './tree-keys.ts';

const press = (
  key: string,
  ...held: ('altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey')[]
): KeyPress => ({
  key,
  altKey: held.includes('altKey'),
  ctrlKey: held.includes('ctrlKey'),
  metaKey: held.includes('metaKey'),
  shiftKey: held.includes('shiftKey'),
});

const table = [
  [press('ArrowUp'), 'up', 'up'],
  [press('ArrowDown'), 'down', 'down'],
  [press('Home'), 'first', 'first'],
  [press('End'), 'last', 'last'],
  [press('ArrowRight'), 'open', 'open'],
  [press('ArrowLeft'), 'close', 'close'],
  [press('Enter'), 'addSibling', undefined],
  [press('Enter', 'shiftKey'), 'addChild', undefined],
  [press('Insert'), 'addChild', undefined],
  [press('F2'), 'rename', undefined],
  [press('ArrowUp', 'altKey'), 'moveUp', undefined],
  [press('ArrowDown', 'altKey'), 'moveDown', undefined],
  [press('ArrowRight', 'altKey'), 'moveIn', undefined],
  [press('ArrowLeft', 'altKey'), 'moveOut', undefined],
  [press('m', 'ctrlKey'), 'moveTo', undefined],
  [press('Delete'), 'archive', undefined],
  [press('f', 'ctrlKey'), 'find', 'find'],
  [press('.', 'ctrlKey'), 'zoomIn', 'zoomIn'],
  [press(',', 'metaKey'), 'zoomOut', 'zoomOut'],
  [press(' '), 'choose', 'choose'],
  [press('ArrowUp', 'shiftKey'), 'chooseUp', 'chooseUp'],
  [press('ArrowDown', 'shiftKey'), 'chooseDown', 'chooseDown'],
  [press('a', 'ctrlKey'), 'chooseAll', 'chooseAll'],
  [press('z', 'ctrlKey'), 'undo', undefined],
  [press('z', 'metaKey'), 'undo', undefined],
  [press('Z', 'ctrlKey', 'shiftKey'), 'redo', undefined],
  [press('y', 'ctrlKey'), 'redo', undefined],
] as const;

describe('the keyboard of the tree', () => {
  it('gives every key its meaning, and readers only the keys for reading', () => {
    for (const [key, writing, reading] of table) {
      expect(commandForKey(key, true), key.key).toBe(writing);
      expect(commandForKey(key, false), key.key).toBe(reading);
    }
  });

  it('[A02] leaves Tab and Escape to the page, so that nobody is caught in the tree', () => {
    for (const key of ['Tab', 'Escape', 'F6', 'PageDown', 'F5']) {
      expect(commandForKey(press(key), true)).toBeUndefined();
    }
    expect(commandForKey(press('ArrowUp', 'ctrlKey'), true)).toBeUndefined();
    expect(commandForKey(press('z'), true)).toBeUndefined();
  });

  it('looks for a title by its first letter, of any alphabet', () => {
    for (const key of ['a', 'É', '7']) expect(isTypeAhead(press(key))).toBe(true);
    for (const key of ['Enter', ' ', '?', 'Tab']) expect(isTypeAhead(press(key))).toBe(false);
    expect(isTypeAhead(press('a', 'ctrlKey'))).toBe(false);
  });
});
