/** What keys do in a table: Tab goes from cell to cell, and taking away words that were selected
 *  across cells leaves the cells. So does cutting, and
 *  pasting over it. */
import { Extension } from '@tiptap/core';
import { Plugin, TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { fitInCell } from './table-paste.ts';
import { cellDepth, tablePlace, walkCells } from './table-place.ts';

export const TableKeys = Extension.create({
  name: 'tableKeys',
  // Before the keys of lists: in a cell Tab goes on to the next.
  priority: 950,

  addKeyboardShortcuts() {
    return {
      Tab: ({ editor }) => walkCells(editor, 1),
      'Shift-Tab': ({ editor }) => walkCells(editor, -1),
      Backspace: ({ editor }) => clearCells(editor.view),
      Delete: ({ editor }) => clearCells(editor.view),
      Enter: ({ editor }) => clearCells(editor.view),
    };
  },

  addProseMirrorPlugins() {
    return [
      new Plugin({
        props: {
          transformPasted: (slice, view) =>
            tablePlace(view.state) === undefined ? slice : fitInCell(slice),
          // First the place is made free; what is pasted then goes the usual way.
          handlePaste: (view) => {
            clearCells(view);
            return false;
          },
          handleDOMEvents: { cut: cutAcrossCells },
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

function clearCells(view: EditorView): boolean {
  const cleared = clearAcrossCells(view.state);
  if (cleared !== undefined) view.dispatch(cleared);
  return cleared !== undefined;
}

function cutAcrossCells(view: EditorView, event: ClipboardEvent): boolean {
  const { dom, text } = view.serializeForClipboard(view.state.selection.content());
  if (event.clipboardData === null || !clearCells(view)) return false;
  event.preventDefault();
  event.clipboardData.setData('text/html', dom.innerHTML);
  event.clipboardData.setData('text/plain', text);
  return true;
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
