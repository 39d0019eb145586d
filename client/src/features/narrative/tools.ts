/** The tools of the text: what each does, when it is on, and its keys. One total table. */
import type { Editor } from '@tiptap/core';
import { yUndoPluginKey } from '@tiptap/y-tiptap';
import { UndoManager } from 'yjs';
import type { NarrativeCalls } from './narrative-keys.ts';
import { isInTable } from './table-place.ts';

export const TOOL_GROUPS = [
  ['undo', 'redo'],
  ['paragraph', 'heading', 'subheading'],
  ['bold', 'italic'],
  ['bulletList', 'orderedList', 'quote'],
  ['link', 'chip', 'table'],
  ['blocks', 'find'],
] as const;
export type ToolName = (typeof TOOL_GROUPS)[number][number];
export const TOOL_NAMES: readonly ToolName[] = TOOL_GROUPS.flat();

export interface Tool {
  /** ProseMirror's way to write keys. */
  readonly keys: string | undefined;
  /** Instead of keys: what one types in the text for it. */
  readonly sign?: string;
  /** Undefined: a tool that is never on or off. */
  readonly isOn: ((editor: Editor) => boolean) | undefined;
  readonly canRun: (editor: Editor) => boolean;
  readonly run: (editor: Editor, calls: NarrativeCalls) => void;
}

const always = (): boolean => true;

export const tools: Record<ToolName, Tool> = {
  undo: {
    keys: 'Mod-z',
    isOn: undefined,
    canRun: (editor) => (undoManagerOf(editor)?.undoStack.length ?? 0) > 0,
    run: (editor) => editor.commands.undo(),
  },
  redo: {
    keys: 'Mod-Shift-z',
    isOn: undefined,
    canRun: (editor) => (undoManagerOf(editor)?.redoStack.length ?? 0) > 0,
    run: (editor) => editor.commands.redo(),
  },
  paragraph: {
    keys: 'Mod-Alt-0',
    isOn: (editor) =>
      editor.isActive('paragraph') &&
      !editor.isActive('listItem') &&
      !editor.isActive('blockquote'),
    canRun: always,
    run: (editor) => editor.commands.clearNodes(),
  },
  heading: headingTool(2),
  subheading: headingTool(3),
  bold: {
    keys: 'Mod-b',
    isOn: (editor) => editor.isActive('bold'),
    canRun: always,
    run: (editor) => editor.commands.toggleMark('bold'),
  },
  italic: {
    keys: 'Mod-i',
    isOn: (editor) => editor.isActive('italic'),
    canRun: always,
    run: (editor) => editor.commands.toggleMark('italic'),
  },
  bulletList: {
    keys: 'Mod-Shift-8',
    isOn: (editor) => editor.isActive('bulletList'),
    canRun: always,
    run: (editor) => editor.commands.toggleList('bulletList', 'listItem'),
  },
  orderedList: {
    keys: 'Mod-Shift-7',
    isOn: (editor) => editor.isActive('orderedList'),
    canRun: always,
    run: (editor) => editor.commands.toggleList('orderedList', 'listItem'),
  },
  quote: {
    keys: 'Mod-Shift-b',
    isOn: (editor) => editor.isActive('blockquote'),
    canRun: (editor) => !isInTable(editor),
    run: (editor) => editor.commands.toggleWrap('blockquote'),
  },
  link: {
    keys: 'Mod-k',
    isOn: (editor) => editor.isActive('link'),
    canRun: always,
    run: (_editor, calls) => calls.openLink(),
  },
  chip: {
    keys: undefined,
    sign: '@',
    isOn: undefined,
    canRun: always,
    run: (_editor, calls) => calls.openChip(),
  },
  table: {
    keys: undefined,
    isOn: isInTable,
    canRun: always,
    run: (_editor, calls) => calls.openTable(),
  },
  blocks: {
    keys: undefined,
    sign: '/',
    isOn: undefined,
    canRun: always,
    run: (_editor, calls) => calls.openBlocks(),
  },
  find: {
    keys: 'Mod-Alt-f',
    isOn: undefined,
    canRun: always,
    run: (_editor, calls) => calls.openFind(),
  },
};

function headingTool(level: 2 | 3): Tool {
  return {
    keys: `Mod-Alt-${String(level)}`,
    isOn: (editor) => editor.isActive('heading', { level }),
    canRun: (editor) => !isInTable(editor),
    run: (editor) => {
      if (editor.isActive('heading', { level })) editor.commands.setNode('paragraph');
      // A heading does not stand in a list or a quote.
      else editor.chain().clearNodes().setNode('heading', { level }).run();
    },
  };
}

/** The undo history of this editor: own work only. */
export function undoManagerOf(editor: Editor): UndoManager | undefined {
  const manager: unknown = yUndoPluginKey.getState(editor.state)?.undoManager;
  return manager instanceof UndoManager ? manager : undefined;
}

const isApple = /Mac|iPhone|iPad/.test(globalThis.navigator?.userAgent ?? '');

/** `Mod-Alt-2` as it stands on the keyboard: `Ctrl+Alt+2`, or `⌥⌘2` on a Mac. */
export function keysToText(keys: string, apple = isApple): string {
  const parts = keys.split('-').map((part) => (part.length === 1 ? part.toUpperCase() : part));
  if (!apple) return parts.map((part) => (part === 'Mod' ? 'Ctrl' : part)).join('+');
  const signs: Record<string, string> = { Alt: '⌥', Shift: '⇧', Mod: '⌘' };
  const key = parts.at(-1) ?? '';
  // Apple writes the modifiers in this order, the command sign last.
  const held = ['Alt', 'Shift', 'Mod'].filter((modifier) => parts.includes(modifier));
  return held.map((modifier) => signs[modifier]).join('') + key;
}

/** The same for `aria-keyshortcuts`. */
export function keysToAria(keys: string, apple = isApple): string {
  const modifier = apple ? 'Meta' : 'Control';
  return keys.split('-').join('+').replace('Mod', modifier);
}
