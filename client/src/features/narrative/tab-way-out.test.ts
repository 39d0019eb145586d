import { narrativeExtensions } from '@meemaak/narrative';
import { Editor } from '@tiptap/core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { NarrativeKeys } from './narrative-keys.ts';

let editor: Editor;

beforeEach(() => {
  editor = new Editor({
    element: document.body.appendChild(document.createElement('div')),
    injectCSS: false,
    extensions: [...narrativeExtensions(), NarrativeKeys],
    content: '<ul><li><p>een</p></li><li><p>twee</p></li></ul>',
  });
  editor.commands.setTextSelection(editor.state.doc.content.size - 4);
});

afterEach(() => {
  editor.destroy();
  document.body.replaceChildren();
});

test('Tab in a list makes a sub-point, and Shift+Tab a point again', () => {
  expect(press('Tab')).toBe('taken');
  expect(subPoints()).toBe(1);
  expect(press('Tab', { shiftKey: true })).toBe('taken');
  expect(subPoints()).toBe(0);
});

test('after Escape the next Tab or Shift+Tab leaves the text', () => {
  press('Escape');
  expect(press('Tab')).toBe('left to the browser');
  press('Escape');
  press('Shift', { shiftKey: true });
  expect(press('Tab', { shiftKey: true })).toBe('left to the browser');
  expect(subPoints()).toBe(0);
});

test('only the next one: after another key, a click or a visit elsewhere Tab is in the list again', () => {
  const others: (() => unknown)[] = [
    () => press('ArrowLeft'),
    () => editor.view.dom.dispatchEvent(new MouseEvent('mousedown', { bubbles: true })),
    () => editor.view.dom.dispatchEvent(new FocusEvent('blur')),
  ];
  for (const doOther of others) {
    press('Escape');
    doOther();
    expect(press('Tab')).toBe('taken');
    expect(subPoints()).toBe(1);
    press('Tab', { shiftKey: true });
    expect(subPoints()).toBe(0);
  }
});

function press(key: string, more: KeyboardEventInit = {}): 'taken' | 'left to the browser' {
  const event = new KeyboardEvent('keydown', { key, ...more, bubbles: true, cancelable: true });
  editor.view.dom.dispatchEvent(event);
  return event.defaultPrevented ? 'taken' : 'left to the browser';
}

function subPoints(): number {
  return editor.view.dom.querySelectorAll('li li').length;
}
