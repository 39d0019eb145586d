/** What the keyboard does in the text besides writing. */
import { isId, type NodeId } from '@meemaak/model';
import { Extension, type Editor } from '@tiptap/core';
import { NodeSelection, Plugin } from '@tiptap/pm/state';
import { selectNode } from '../../view/selection.ts';
import { tabWayOut } from './tab-way-out.ts';

/** What the text asks of what stands around it. */
export interface NarrativeCalls {
  readonly openLink: () => void;
  /** `sign` when somebody typed it: what is typed and not chosen goes back into the text. */
  readonly openChip: (sign?: string) => void;
  readonly openBlocks: (sign?: string) => void;
  readonly openTable: () => void;
  readonly openFind: () => void;
  /** Is the code of these windows here? What is typed before that is text. */
  readonly isReady: () => boolean;
  readonly focusToolbar: () => void;
  /** Of what is pasted, what can stand in the text; undefined while the code for it is on its way. */
  readonly cleanPasted: (html: string) => string | undefined;
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
      'Mod-Alt-f': () => call(this.editor, calls?.openFind),
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
            const open = windowFor(text, calls);
            if (open === undefined || from !== to || view.composing) return false;
            if (!(text === '/' ? isEmptyBlock : isWordStart)(this.editor, from)) return false;
            if (calls?.isReady() !== true) return false;
            open(text);
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

/** What typing this sign opens. */
function windowFor(text: string, calls: NarrativeCalls | undefined) {
  if (text === '@' || text === '#') return calls?.openChip;
  return text === '/' ? calls?.openBlocks : undefined;
}

/** Anywhere else a stroke is a stroke: and/or, 1/2. */
function isEmptyBlock(editor: Editor, position: number): boolean {
  return editor.state.doc.resolve(position).parent.content.size === 0;
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
