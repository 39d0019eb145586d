import { loadWritingMessages } from '@meemaak/messages';
import type { Editor, JSONContent } from '@tiptap/core';
import { createTranslator } from 'use-intl';
import { afterEach, expect, test } from 'vitest';
import {
  bindCopy,
  bindText,
  closeEditors,
  exchange,
  paragraph,
  words,
} from '../../testing/bound-editors.ts';
import { findWords, replaceSpots } from './find-words.ts';
import { insertTemplate } from './template.ts';
import { countWords, readingMinutes } from './word-count.ts';

afterEach(closeEditors);

test('words are found in whatever capitals, also across bold letters, never across a chip', () => {
  const { editor } = bind([
    [words('Buren en '), { ...words('bur'), marks: [{ type: 'bold' }] }, words('en.')],
    [words('bur'), { type: 'nodeChip', attrs: { ref: 'effect-1' } }, words('en')],
  ]);
  const found = findWords(editor.state.doc, { words: 'buren', exact: false });
  expect(found.map(({ from, to }) => editor.state.doc.textBetween(from, to))).toEqual([
    'Buren',
    'buren',
  ]);
  expect(findWords(editor.state.doc, { words: 'buren', exact: true })).toHaveLength(1);
  // What means something in a pattern is a letter here.
  expect(findWords(editor.state.doc, { words: '.', exact: false })).toHaveLength(1);
  expect(findWords(editor.state.doc, { words: '', exact: false })).toEqual([]);
});

test('replacing all is one step of undo, apart from what was typed before and after', () => {
  const { editor } = bind([[words('huis en huis')], [words('huis')]]);
  editor.commands.insertContentAt(1, 'Het ');
  replaceAll(editor, 'huis', 'woning');
  expect(editor.getText()).toBe('Het woning en woning\n\nwoning');
  editor.commands.insertContentAt(1, 'O. ');
  editor.commands.undo();
  expect(editor.getText()).toBe('Het woning en woning\n\nwoning');
  editor.commands.undo();
  expect(editor.getText()).toBe('Het huis en huis\n\nhuis');
  editor.commands.undo();
  expect(editor.getText()).toBe('huis en huis\n\nhuis');
});

test('what a colleague writes between two places at the same moment stays whole', () => {
  const mine = bind([[words('huis, tuin, huis')]]);
  const theirs = bindCopy(mine);
  const { editor } = theirs;
  editor.commands.insertContentAt(9, 'heel grote ');
  replaceAll(mine.editor, 'huis', 'plein');
  exchange(mine, theirs);
  expect(mine.editor.getText()).toBe('plein, tuheel grote in, plein');
  expect(editor.getText()).toBe(mine.editor.getText());
  mine.editor.commands.undo();
  expect(mine.editor.getText()).toBe('huis, tuheel grote in, huis');
});

test('chapters come in an empty text only, and go in one step of undo', async () => {
  const writing = await loadWritingMessages('nl');
  const t = createTranslator({ locale: 'nl', messages: { writing }, namespace: 'writing' });
  const { editor } = bind([[]]);
  expect(insertTemplate(editor, t)).toBe(true);
  const headings = editor.getJSON().content.filter(({ type }) => type === 'heading');
  expect(headings).toHaveLength(5);
  expect(editor.state.selection.$from.parent.type.name).toBe('paragraph');
  expect(insertTemplate(editor, t)).toBe(false);
  editor.commands.undo();
  expect(editor.isEmpty).toBe(true);
});

test('words are counted with numbers and chips, and read in whole minutes', () => {
  const { editor } = bind([
    [words('Zo’n 1.200 mensen: ja'), { type: 'nodeChip', attrs: { ref: 'effect-1' } }],
    [words('— en-of')],
  ]);
  expect(countWords(editor.state.doc)).toBe(7);
  expect([1, 200, 301, 1000].map(readingMinutes)).toEqual([1, 1, 2, 5]);
});

function replaceAll(editor: Editor, sought: string, by: string): void {
  const spots = findWords(editor.state.doc, { words: sought, exact: false });
  replaceSpots(editor, spots, by);
}

function bind(paragraphs: readonly (readonly JSONContent[])[]) {
  return bindText(paragraphs.map((inside) => paragraph(...inside)));
}
