/** The chapters that an agreement mostly has, for whoever starts on an empty page. */
import type { Editor } from '@tiptap/core';
import type { WritingWords } from './load-writing.ts';
import { inOneStep } from './one-step.ts';

const CHAPTERS = ['dream', 'task', 'share', 'notice', 'agreements'] as const;

/** Puts the chapters in an empty text, in one step of undo, and the caret under the first. Does nothing
 *  to a text that somebody began meanwhile. */
export function insertTemplate(editor: Editor, t: WritingWords): boolean {
  if (!editor.isEmpty) return false;
  const content = CHAPTERS.flatMap((chapter) => [
    {
      type: 'heading',
      attrs: { level: 2 },
      content: [{ type: 'text', text: t(`template.headings.${chapter}`) }],
    },
    { type: 'paragraph' },
  ]);
  const underFirst = t('template.headings.dream').length + 3;
  // First: a text that gets the focus puts its caret back where the browser had it.
  editor.view.focus();
  inOneStep(editor, () => {
    const { size } = editor.state.doc.content;
    editor.commands.insertContentAt({ from: 0, to: size }, content);
  });
  return editor.commands.setTextSelection(underFirst);
}
