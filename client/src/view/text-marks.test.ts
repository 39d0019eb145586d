/** Marks that are only drawn: they keep to their words through everybody's changes, and nothing of them
 *  gets into the text or into anybody's undo. */
import { openNarrative, seedUpdate } from '@meemaak/model';
import { narrativeExtensions, writeNarrative } from '@meemaak/narrative';
import { Editor } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { afterEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { replaceWords } from './replace-words.ts';
import { TextLayer, type Mark } from './text-layer.ts';
import { textMarksOf, wordsAt } from './text-marks.ts';

const open: Editor[] = [];

afterEach(() => {
  for (const editor of open.splice(0)) editor.destroy();
  document.body.replaceChildren();
});

function paragraphs(...texts: readonly string[]) {
  return texts.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] }));
}

function textWith(...texts: readonly string[]): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, seedUpdate('narrative'));
  writeNarrative(openNarrative(doc).body, { type: 'doc', content: paragraphs(...texts) });
  return doc;
}

function edit(doc: Y.Doc): Editor {
  const editor = new Editor({
    element: document.body.appendChild(document.createElement('div')),
    injectCSS: false,
    extensions: [
      ...narrativeExtensions(),
      Collaboration.configure({ fragment: openNarrative(doc).body }),
    ],
  });
  open.push(editor);
  return editor;
}

/** Marks every “thans”; counts how many blocks it looked at. */
function thansLayer(): { layer: TextLayer; looked: () => number } {
  let looks = 0;
  const layer = new TextLayer({
    find(text) {
      looks += 1;
      return [...text.matchAll(/thans/giu)].map(({ index }) => ({
        start: index,
        end: index + 5,
        value: 'nu',
      }));
    },
    look: (_value, isFirst) => ({ class: isFirst ? 'mark first' : 'mark' }),
  });
  return { layer, looked: () => looks };
}

async function marked(editor: Editor, layer: TextLayer, count: number): Promise<readonly Mark[]> {
  await vi.waitFor(() => {
    expect(editor.view.dom.querySelectorAll('.mark')).toHaveLength(count);
    expect(textMarksOf(editor).of(layer)).toHaveLength(count);
  });
  return textMarksOf(editor).of(layer);
}

const wordsOf = (editor: Editor, marks: readonly Mark[]) =>
  marks.map((mark) => wordsAt(editor, mark));

test('[B1] marks are drawn at their words, and the text is not changed by them', async () => {
  const doc = textWith('Wij zijn thans hier.', 'Thans niet, thans wel.');
  const editor = edit(doc);
  const before = Y.encodeStateAsUpdate(doc);
  const { layer } = thansLayer();
  const remove = textMarksOf(editor).add(layer);
  const marks = await marked(editor, layer, 3);
  expect(wordsOf(editor, marks)).toEqual(['thans', 'Thans', 'thans']);
  expect(editor.view.dom.querySelectorAll('.first')).toHaveLength(1);
  remove();
  await marked(editor, layer, 0);
  expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
});

test('[B1] typing and what others write move the marks along at once', async () => {
  const doc = textWith('Wij zijn thans hier.', 'En thans daar.');
  const editor = edit(doc);
  const { layer } = thansLayer();
  textMarksOf(editor).add(layer);
  await marked(editor, layer, 2);
  editor.commands.insertContentAt(1, 'Ja: ');
  expect(wordsOf(editor, textMarksOf(editor).of(layer))).toEqual(['thans', 'thans']);

  const other = new Y.Doc();
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
  const theirs = edit(other);
  theirs.commands.insertContentAt(0, paragraphs('Een nieuw begin.'));
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
  expect(editor.getText()).toContain('Een nieuw begin.');
  expect(wordsOf(editor, textMarksOf(editor).of(layer))).toEqual(['thans', 'thans']);
});

test('[B1] only what changed is looked at again, and what is new is marked', async () => {
  const editor = edit(textWith('Een.', 'Twee.', 'Drie thans.', 'Vier.'));
  const { layer, looked } = thansLayer();
  textMarksOf(editor).add(layer);
  await marked(editor, layer, 1);
  expect(looked()).toBe(4);
  editor.commands.insertContentAt(1, 'Thans ');
  await marked(editor, layer, 2);
  expect(looked()).toBe(5);
});

test('[B1] drawing cuts nobody’s undo: what was typed before and after is one step', async () => {
  const editor = edit(textWith('Wij zijn thans hier.'));
  const { layer } = thansLayer();
  editor.commands.insertContentAt(1, 'a');
  textMarksOf(editor).add(layer);
  await marked(editor, layer, 1);
  editor.commands.insertContentAt(2, 'b');
  editor.commands.undo();
  expect(editor.getText()).toBe('Wij zijn thans hier.');
});

test('[B1] a word is replaced as a step of its own, with its capital and its looks', async () => {
  const editor = edit(textWith('Thans is het koud.'));
  editor.commands.setTextSelection({ from: 1, to: 6 });
  editor.commands.toggleBold();
  editor.commands.insertContentAt(19, ' Echt');
  expect(replaceWords(editor, { from: 1, to: 6 }, 'Thans', 'nu')).toBe(true);
  editor.commands.insertContentAt(editor.state.doc.content.size - 1, ' waar');
  expect(editor.getHTML()).toBe('<p><strong>Nu</strong> is het koud. Echt waar</p>');
  editor.commands.undo();
  expect(editor.getText()).toBe('Nu is het koud. Echt');
  editor.commands.undo();
  expect(editor.getText()).toBe('Thans is het koud. Echt');
});

test('[B1] what somebody else changed meanwhile is not replaced', () => {
  const editor = edit(textWith('Thans is het koud.'));
  expect(replaceWords(editor, { from: 1, to: 6 }, 'Straks', 'nu')).toBe(false);
  expect(replaceWords(editor, { from: 14, to: 400 }, 'Thans', 'nu')).toBe(false);
  editor.setEditable(false);
  expect(replaceWords(editor, { from: 1, to: 6 }, 'Thans', 'nu')).toBe(false);
  expect(editor.getText()).toBe('Thans is het koud.');
});

test('of marks around one place the shortest is meant', async () => {
  const editor = edit(textWith('Wij zijn thans hier.'));
  const { layer } = thansLayer();
  const sentence = new TextLayer({
    find: (text) => [{ start: 0, end: text.length, value: 'zin' }],
    look: () => ({ class: 'sentence' }),
  });
  textMarksOf(editor).add(sentence);
  textMarksOf(editor).add(layer);
  await marked(editor, layer, 1);
  expect(textMarksOf(editor).at(12)?.value).toBe('nu');
  expect(textMarksOf(editor).at(3)?.value).toBe('zin');
});
