import type { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import { yUndoPluginKey } from '@tiptap/y-tiptap';
import { UndoManager } from 'yjs';
import type { Mark } from './text-layer.ts';
import { wordsAt } from './text-marks.ts';

/** Puts other words in the place of a mark, as one step to undo of its own, with a capital where there
 *  was one. False, and nothing happened, when the text says something else there by now. */
export function replaceWords(
  editor: Editor,
  mark: Pick<Mark, 'from' | 'to'>,
  expected: string,
  words: string,
): boolean {
  if (!editor.isEditable || wordsAt(editor, mark) !== expected) return false;
  const text = withCapitalOf(expected, words);
  const undo: unknown = yUndoPluginKey.getState(editor.state)?.undoManager;
  const endStep = (): void => {
    if (undo instanceof UndoManager) undo.stopCapturing();
  };
  endStep();
  const change = editor.state.tr.insertText(text, mark.from, mark.to);
  change.setSelection(TextSelection.create(change.doc, mark.from + text.length));
  editor.view.dispatch(change);
  endStep();
  return true;
}

/** `Thans` becomes `Nu`, `THANS` too: a capital at the beginning is of the sentence. */
function withCapitalOf(found: string, words: string): string {
  const [first = ''] = words;
  return /^\p{Lu}/u.test(found) ? first.toUpperCase() + words.slice(first.length) : words;
}
