/** What keys do in a table: Tab goes from cell to cell, and taking away words that were selected
 *  across cells leaves the cells. */
import { Extension, type Editor } from '@tiptap/core';
import { Plugin, TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state';
import { cellDepth, walkCells } from './table-place.ts';

export const TableKeys = Extension.create({
  name: 'tableKeys',
  // Before the keys of lists: in a cell Tab goes on to the next.
  priority: 950,

  addKeyboardShortcuts() {
    return {
      Tab: ({ editor }) => walkCells(editor, 1),
      'Shift-Tab': ({ editor }) => walkCells(editor, -1),
      Backspace: ({ editor }) => clearCells(editor),
      Delete: ({ editor }) => clearCells(editor),
    };
  },

  addProseMirrorPlugins() {
    return [
      new Plugin({
        props: {
          handleTextInput: (view, _from, _to, text) => {
            const cleared = clearAcrossCells(view.state);
            if (cleared === undefined) return false;
            view.dispatch(cleared.insertText(text));
            return true;
          },
        },
      }),
    ];
  },
});

function clearCells({ state, view }: Editor): boolean {
  const cleared = clearAcrossCells(state);
  if (cleared !== undefined) view.dispatch(cleared);
  return cleared !== undefined;
}

/** Only the words, when a selection begins or ends in a cell and goes on outside it; undefined for any
 *  other selection. */
function clearAcrossCells({ selection, doc, tr }: EditorState): Transaction | undefined {
  const { $from, $to, from, to } = selection;
  const depth = cellDepth($from) ?? cellDepth($to);
  if (depth === undefined || $from.sharedDepth(to) >= depth) return undefined;
  doc.nodesBetween(from, to, (block, position) => {
    if (!block.isTextblock) return true;
    const start = Math.max(from, position + 1);
    const end = Math.min(to, position + 1 + block.content.size);
    if (start < end) tr.delete(tr.mapping.map(start), tr.mapping.map(end));
    return false;
  });
  return tr.setSelection(TextSelection.near(tr.doc.resolve(tr.mapping.map(from, -1))));
}
