/** Where a mark is on the screen, and bringing it there. */
import type { Editor } from '@tiptap/core';
import type { Mark } from './text-layer.ts';

export interface MarkPlace {
  readonly left: number;
  readonly top: number;
  readonly bottom: number;
}

export function placeOf(editor: Editor, { from, to }: Pick<Mark, 'from' | 'to'>): MarkPlace {
  const start = editor.view.coordsAtPos(from, 1);
  const end = editor.view.coordsAtPos(to, -1);
  const lowest = window.innerHeight - 40;
  // A word that breaks over two lines is as high as both.
  const [top, bottom] = [Math.min(start.top, end.top), Math.max(start.bottom, end.bottom)];
  return { left: start.left, top: clamp(top, 0, lowest), bottom: clamp(bottom, 20, lowest) };
}

/** At once: what opens beside it must know where it stands. */
export function bringIntoView(editor: Editor, { from }: Pick<Mark, 'from'>): void {
  const { node } = editor.view.domAtPos(from, 1);
  const element = node instanceof Element ? node : node.parentElement;
  element?.scrollIntoView({ block: 'center', behavior: 'instant' });
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
