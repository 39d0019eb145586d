import type { Editor } from '@tiptap/core';

/** Where the caret is in the window; when it is out of sight, the nearest edge of the window. */
export function anchorOfSelection(editor: Editor): {
  readonly left: number;
  readonly top: number;
  readonly bottom: number;
} {
  const { left, top, bottom } = editor.view.coordsAtPos(editor.state.selection.from);
  const lowest = window.innerHeight - 40;
  return { left, top: clamp(top, 40, lowest), bottom: clamp(bottom, 60, lowest) };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
