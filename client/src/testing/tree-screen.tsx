/** The tree face as a person meets it: for tests. */
import { act } from 'react';
import { vi } from 'vitest';
import { TreeFace } from '../features/tree/tree-face.tsx';
import type { DossierRoom } from '../rooms/dossier-room.ts';
import { showInRoom } from './test-room.tsx';

export const show = (room: DossierRoom): HTMLElement => showInRoom(room, <TreeFace />);

/** Waits for what is fetched after the rows, and then for its words: what `deed` asks for, or all that is under way. */
export async function latePartsAreThere(deed: () => void = () => {}): Promise<void> {
  await act(async () => {
    deed();
    await vi.dynamicImportSettled();
  });
  await act(async () => {
    await vi.dynamicImportSettled();
  });
}

export const rowsOf = (face: HTMLElement) => [...face.querySelectorAll<HTMLElement>('tbody tr')];
export const titleOf = (row: Element | null | undefined) =>
  row?.querySelector('.tree-row-title')?.textContent;
export const outline = (room: DossierRoom) =>
  room.treeIndex.rows().map(({ level, kind, title }) => `${'-'.repeat(level)} ${kind} ${title}`);

export function rowOf(face: HTMLElement, title: string): HTMLElement {
  const row = rowsOf(face).find((candidate) => titleOf(candidate) === title);
  if (row === undefined) throw new Error(`There is no row “${title}”.`);
  return row;
}

export function goTo(face: HTMLElement, title: string): void {
  act(() => rowOf(face, title).focus());
}

/** What has the focus; undefined: nothing, so the person is lost. */
export const focused = (): Element | undefined =>
  document.activeElement === document.body ? undefined : (document.activeElement ?? undefined);

/** What was last read aloud, without the person having asked. */
export const spokenIn = (face: HTMLElement) =>
  [...face.querySelectorAll('[aria-live]')].map(({ textContent }) => textContent).join('');

export function press(key: string, held: KeyboardEventInit = {}): void {
  act(() => pressDown(key, held));
}

/** A key that asks for what is fetched late. */
export const pressForLate = (key: string, held: KeyboardEventInit = {}): Promise<void> =>
  latePartsAreThere(() => pressDown(key, held));

function pressDown(key: string, held: KeyboardEventInit): void {
  document.activeElement?.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...held }),
  );
}

export function type(text: string): void {
  const field = document.activeElement;
  if (!(field instanceof HTMLTextAreaElement)) throw new Error('No title is open.');
  act(() => {
    // React listens to the native setter, as a browser's typing does.
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(field, text);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

export function clickButton(face: HTMLElement, name: string): void {
  const button = [...face.querySelectorAll('button')].find(
    (candidate) => (candidate.getAttribute('aria-label') ?? candidate.textContent) === name,
  );
  if (button === undefined) throw new Error(`There is no button “${name}”.`);
  act(() => button.click());
}
