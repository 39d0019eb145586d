import { openNarrative, seedUpdate } from '@meemaak/model';
import { narrativeExtensions, writeNarrative } from '@meemaak/narrative';
import { Editor } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { Carets } from './carets.ts';

const ANJA = person('participant-1', 'Anja', 'green');
const open: Editor[] = [];

beforeEach(() => vi.useFakeTimers());

afterEach(() => {
  for (const editor of open.splice(0)) editor.destroy();
  document.body.replaceChildren();
  vi.useRealTimers();
});

test('a caret bears the name and colour that the server wrote, never what the sender says', async () => {
  const mine = enter();
  const theirs = enter();
  theirs.show({ participant: ANJA, user: { name: 'Wethouder', color: '#ff0000' } });
  theirs.editor.commands.focus(3);
  await settle(theirs, mine);
  expect(names(mine.editor)).toEqual(['Anja']);
  expect(caretOf(mine.editor)?.style.getPropertyValue('--peer-line')).toBe(
    'var(--party-green-line)',
  );
});

test('somebody of whom the server has not said who it is has no caret', async () => {
  const mine = enter();
  const theirs = enter();
  theirs.show({ user: { name: 'Iemand', color: '#ff0000' } });
  theirs.editor.commands.focus(3);
  await settle(theirs, mine);
  expect(names(mine.editor)).toEqual([]);
});

test('our own caret is not drawn twice', async () => {
  const mine = enter();
  mine.show({ participant: ANJA });
  mine.editor.commands.focus(3);
  await vi.advanceTimersByTimeAsync(500);
  expect(mine.awareness.getLocalState()?.['cursor']).not.toBeNull();
  expect(names(mine.editor)).toEqual([]);
});

test('the name shows while somebody moves, then only the bar; it is not part of the text', async () => {
  const mine = enter();
  const theirs = enter();
  theirs.show({ participant: ANJA });
  theirs.editor.commands.focus(3);
  await settle(theirs, mine);
  expect(caretOf(mine.editor)?.dataset['moving']).toBe('');
  await vi.advanceTimersByTimeAsync(2000);
  expect(caretOf(mine.editor)?.dataset['moving']).toBeUndefined();
  expect(mine.editor.view.dom.textContent).toBe('Een tekst om in te staan');
});

test('a caret goes along with words that somebody writes before it', async () => {
  const mine = enter();
  const theirs = enter();
  theirs.show({ participant: ANJA });
  theirs.editor.commands.focus(5);
  await settle(theirs, mine);
  mine.editor.commands.insertContentAt(1, 'Dit is ');
  expect(textBefore(mine.editor)).toBe('Dit is Een ');
  await vi.advanceTimersByTimeAsync(200);
  expect(textBefore(mine.editor)).toBe('Dit is Een ');
});

const HOSTILE: readonly unknown[] = [
  5,
  'x',
  [],
  {},
  { anchor: 1, head: 2 },
  { anchor: {}, head: {} },
  { anchor: null, head: null },
  { anchor: { type: { client: -1, clock: 1e99 } }, head: { tname: '__proto__', item: {} } },
  { anchor: { tname: 'somewhere else' }, head: { tname: 'somewhere else' } },
  { anchor: { item: { client: 'a', clock: 'b' } }, head: { item: { client: 1, clock: 1e15 } } },
  { anchor: { type: null, tname: 'body', item: null, assoc: 1e9 }, head: 'x' },
];

test.each(HOSTILE)('the malformed caret %j of somebody does no harm', async (cursor) => {
  const mine = enter();
  const theirs = enter();
  theirs.show({ participant: ANJA, cursor });
  await settle(theirs, mine);
  mine.editor.commands.insertContentAt(1, 'Nog ');
  await vi.advanceTimersByTimeAsync(200);
  expect(mine.editor.getText()).toBe('Nog Een tekst om in te staan');
});

test('a caret that moves fast is told at most ten times a second, and ends where it is', async () => {
  const mine = enter();
  mine.show({ participant: ANJA });
  const told = vi.fn<() => void>();
  mine.editor.commands.focus(1);
  await vi.advanceTimersByTimeAsync(1000);
  mine.awareness.on('change', told);
  for (let step = 0; step < 100; step += 1) {
    mine.editor.commands.setTextSelection(1 + (step % 20));
    await vi.advanceTimersByTimeAsync(10);
  }
  await vi.advanceTimersByTimeAsync(200);
  expect(told.mock.calls.length).toBeGreaterThan(5);
  expect(told.mock.calls.length).toBeLessThanOrEqual(12);
});

test('what others write does not make us tell our caret again', async () => {
  const mine = enter();
  const theirs = enter();
  mine.show({ participant: ANJA });
  mine.editor.commands.focus(4);
  await vi.advanceTimersByTimeAsync(500);
  const told = vi.fn<() => void>();
  mine.awareness.on('change', told);
  for (let step = 0; step < 10; step += 1) {
    theirs.editor.commands.insertContentAt(10, 'x');
    Y.applyUpdate(mine.doc, Y.encodeStateAsUpdate(theirs.doc), 'wire');
    await vi.advanceTimersByTimeAsync(200);
  }
  expect(mine.editor.getText()).toContain('xxxxxxxxxx');
  expect(told).not.toHaveBeenCalled();
});

test('who leaves the text takes the caret along', async () => {
  const mine = enter();
  const theirs = enter();
  theirs.show({ participant: ANJA });
  theirs.editor.commands.focus(3);
  await settle(theirs, mine);
  theirs.editor.commands.blur();
  await settle(theirs, mine);
  expect(names(mine.editor)).toEqual([]);
  theirs.editor.commands.focus(3);
  await settle(theirs, mine);
  theirs.editor.destroy();
  await settle(theirs, mine);
  expect(names(mine.editor)).toEqual([]);
});

test('a name that is too long is cut', async () => {
  const mine = enter();
  const theirs = enter();
  theirs.show({ participant: person('participant-2', 'a'.repeat(500), 'blue') });
  theirs.editor.commands.focus(3);
  await settle(theirs, mine);
  expect(names(mine.editor)[0]).toHaveLength(40);
});

/** Somebody with the text open. */
function enter() {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, seed);
  const awareness = new Awareness(doc);
  const element = document.createElement('div');
  document.body.append(element);
  const { body } = openNarrative(doc);
  const editor = new Editor({
    element,
    extensions: [
      ...narrativeExtensions(),
      Collaboration.configure({ fragment: body }),
      Carets.configure({ awareness, showsOwn: true }),
    ],
  });
  open.push(editor);
  const show = (state: object) =>
    awareness.setLocalState({ ...awareness.getLocalState(), ...state });
  return { doc, awareness, editor, show };
}

type Person = ReturnType<typeof enter>;

const seed = seedUpdate('narrative', (doc) => {
  const text = { type: 'text', text: 'Een tekst om in te staan' };
  const paragraph = { type: 'paragraph', content: [text] };
  writeNarrative(openNarrative(doc).body, { type: 'doc', content: [paragraph] });
});

/** Lets what `from` shows arrive at `to`, and everything settle. */
async function settle(from: Person, to: Person): Promise<void> {
  await vi.advanceTimersByTimeAsync(300);
  const update = encodeAwarenessUpdate(from.awareness, [from.awareness.clientID]);
  applyAwarenessUpdate(to.awareness, update, 'wire');
  await vi.advanceTimersByTimeAsync(100);
}

function person(participantId: string, name: string, colour: string) {
  return { participantId, name, partyId: 'party-1', partyShortName: 'Het Dak', colour };
}

function caretOf(editor: Editor): HTMLElement | null {
  return editor.view.dom.querySelector<HTMLElement>('.peer-caret');
}

function names(editor: Editor): (string | undefined)[] {
  const labels = editor.view.dom.querySelectorAll<HTMLElement>('.peer-caret-name');
  return [...labels].map((label) => label.dataset['name']);
}

function textBefore(editor: Editor): string {
  const caret = caretOf(editor);
  if (caret === null) throw new Error('There is no caret.');
  const range = document.createRange();
  range.setStart(editor.view.dom, 0);
  range.setEndBefore(caret);
  return range.toString();
}
