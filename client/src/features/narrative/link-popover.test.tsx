import { loadWritingMessages, nl } from '@meemaak/messages';
import { Editor } from '@tiptap/core';
import { narrativeExtensions } from '@meemaak/narrative';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { IntlProvider, createTranslator } from 'use-intl';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { LinkPopover } from './link-popover.tsx';

let root: Root;
let editor: Editor;
const onClose = vi.fn<() => void>();
const writing = await loadWritingMessages('nl');
const t = createTranslator({ locale: 'nl', messages: { writing }, namespace: 'writing' });

beforeAll(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  // The page of tests has no popovers.
  Object.assign(HTMLElement.prototype, { showPopover: () => undefined });
});

beforeEach(() => {
  document.body.innerHTML = '<button id="before"></button><div></div><button id="after"></button>';
  const place = document.querySelector('div');
  if (place === null) throw new Error('There is no place.');
  editor = new Editor({ extensions: narrativeExtensions(), injectCSS: false });
  root = createRoot(place);
  act(() =>
    root.render(
      <IntlProvider locale="nl" messages={nl} timeZone="Europe/Amsterdam">
        <LinkPopover editor={editor} t={t} onClose={onClose} />
      </IntlProvider>,
    ),
  );
});

afterEach(() => {
  act(() => root.unmount());
  editor.destroy();
  onClose.mockClear();
});

test('what is wrong with an address is said at once, and belongs to its field', () => {
  const alert = () => document.querySelector('[role=alert]');
  expect(alert()).toBeNull();
  expect(address().getAttribute('aria-invalid')).toBe('false');
  save();
  expect(alert()?.textContent).toBe(t('link.missing'));
  expect(address().getAttribute('aria-invalid')).toBe('true');
  expect(descriptionOf(address())).toEqual([t('link.missing'), t('link.addressHint')]);
  expect(document.activeElement).toBe(address());
  const first = alert();
  save();
  expect(alert()?.textContent).toBe(t('link.missing'));
  // The same words are said again only when they come anew.
  expect(alert()).not.toBe(first);
  expect(onClose).not.toHaveBeenCalled();
});

test('it is a dialog with a name', () => {
  const dialog = document.querySelector('dialog');
  const titleId = dialog?.getAttribute('aria-labelledby') ?? 'nothing';
  expect(document.getElementById(titleId)?.textContent).toBe(t('link.title'));
});

test('it stays while the focus walks through it, and closes when the focus goes on to the page', () => {
  const buttons = document.querySelectorAll<HTMLElement>('dialog button');
  act(() => buttons.forEach((button) => button.focus()));
  expect(onClose).not.toHaveBeenCalled();
  const after = document.getElementById('after');
  act(() => after?.focus());
  expect(onClose).toHaveBeenCalled();
  expect(document.activeElement).toBe(after);
});

function address(): HTMLInputElement {
  const field = document.querySelector('input');
  if (field === null) throw new Error('There is no field.');
  return field;
}

function save(): void {
  act(() => {
    document.querySelector<HTMLElement>('dialog button[type=submit]')?.click();
  });
}

function descriptionOf(field: HTMLElement): (string | undefined)[] {
  const ids = field.getAttribute('aria-describedby')?.split(' ') ?? [];
  return ids.map((id) => document.getElementById(id)?.textContent);
}
