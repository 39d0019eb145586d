/** What the keyboard does in the text besides writing. */
import { isId, type NodeId } from '@meemaak/model';
import { Extension, type Editor } from '@tiptap/core';
import { NodeSelection, Plugin } from '@tiptap/pm/state';
import { selectNode } from '../../view/selection.ts';
import { tabWayOut } from './tab-way-out.ts';

/** What the text asks of what stands around it. */
export interface NarrativeCalls {
  readonly openLink: () => void;
  /** `typed` when somebody typed @: what is typed and not chosen goes back into the text. */
  readonly openChip: (typed: boolean) => void;
  readonly focusToolbar: () => void;
}

export const NarrativeKeys = Extension.create<{ calls: NarrativeCalls | undefined }>({
  name: 'narrativeKeys',
  // Before the keys of paragraphs and lists: Enter on a chip must not replace it.
  priority: 900,

  addOptions() {
    return { calls: undefined };
  },

  addKeyboardShortcuts() {
    const { calls } = this.options;
    return {
      'Mod-k': () => call(this.editor, calls?.openLink),
      'Alt-F10': () => call(this.editor, calls?.focusToolbar),
      Enter: () => selectChosenChip(this.editor),
    };
  },

  addProseMirrorPlugins() {
    const { calls } = this.options;
    return [
      tabWayOut(),
      new Plugin({
        props: {
          handleTextInput: (view, from, to, text) => {
            if (text !== '@' || from !== to || !isWordStart(this.editor, from)) return false;
            if (view.composing || calls === undefined) return false;
            calls.openChip(true);
            return true;
          },
        },
      }),
    ];
  },
});

function call(editor: Editor, open: (() => void) | undefined): boolean {
  if (!editor.isEditable || open === undefined) return false;
  open();
  return true;
}

/** An @ inside a word belongs to an e-mail address. */
function isWordStart(editor: Editor, position: number): boolean {
  const { parent, parentOffset } = editor.state.doc.resolve(position);
  const before = parent.textBetween(Math.max(0, parentOffset - 1), parentOffset, ' ', ' ');
  return before === '' || /[\s([{"'“‘]/u.test(before);
}

function selectChosenChip(editor: Editor): boolean {
  const { selection } = editor.state;
  if (!(selection instanceof NodeSelection) || selection.node.type.name !== 'nodeChip') {
    return false;
  }
  const ref: unknown = selection.node.attrs['ref'];
  if (isId<NodeId>(ref)) selectNode(ref, 'narrative');
  return true;
}
