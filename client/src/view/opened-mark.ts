/** Opening a mark in the running text: by a click or a tap on it, with Alt+Enter at the caret, with Enter
 *  on a mark that takes the focus, or from a list. */
import type { Editor } from '@tiptap/core';
import { useEffect, useState } from 'react';
import type { Mark, TextLayer } from './text-layer.ts';
import { textMarksOf } from './text-marks.ts';

/** By a pointer the caret and the focus stay in the text. */
export type OpenedBy = 'pointer' | 'keyboard' | 'list';

export interface OpenedMark {
  readonly mark: Mark;
  readonly by: OpenedBy;
}

export interface OpenedMarkState {
  readonly opened: OpenedMark | undefined;
  readonly open: (mark: Mark, by: OpenedBy) => void;
  readonly close: () => void;
}

/** `isClickable`: does a click open it? A long sentence is clicked in to write there. */
export function useOpenedMark(
  editor: Editor,
  layer: TextLayer | undefined,
  isClickable: (mark: Mark) => boolean = always,
): OpenedMarkState {
  const [opened, setOpened] = useState<OpenedMark>();
  useEffect(() => {
    if (layer === undefined) return undefined;
    const openAt = (position: number, by: OpenedBy): boolean => {
      const mark = textMarksOf(editor).at(position);
      if (mark?.layer !== layer || (by === 'pointer' && !isClickable(mark))) return false;
      setOpened({ mark, by });
      return true;
    };
    return watchText(editor, openAt);
  }, [editor, layer, isClickable]);
  return {
    opened: layer === undefined ? undefined : opened,
    open: (mark, by) => setOpened({ mark, by }),
    close: () => setOpened(undefined),
  };
}

const always = (): boolean => true;

function watchText(
  editor: Editor,
  openAt: (position: number, by: OpenedBy) => boolean,
): () => void {
  const text = editor.view.dom;
  const click = (event: MouseEvent): void => {
    // What was selected by dragging is to be worked on.
    if (!isPlain(event) || document.getSelection()?.isCollapsed === false) return;
    const place = editor.view.posAtCoords({ left: event.clientX, top: event.clientY });
    if (place !== null) openAt(place.pos, event.detail === 0 ? 'keyboard' : 'pointer');
  };
  const press = (event: KeyboardEvent): void => {
    const position = positionOfKey(editor, event);
    if (position === undefined || !openAt(position, 'keyboard')) return;
    event.preventDefault();
    event.stopPropagation();
  };
  text.addEventListener('click', click);
  text.addEventListener('keydown', press, { capture: true });
  return () => {
    text.removeEventListener('click', click);
    text.removeEventListener('keydown', press, { capture: true });
  };
}

function isPlain({ button, ctrlKey, metaKey, shiftKey, altKey }: MouseEvent): boolean {
  return button === 0 && !ctrlKey && !metaKey && !shiftKey && !altKey;
}

/** Where a key wants to open something; undefined: another key. */
function positionOfKey(editor: Editor, event: KeyboardEvent): number | undefined {
  if (event.key !== 'Enter' && event.key !== ' ') return undefined;
  const { target } = event;
  const isMark = target instanceof HTMLElement && target !== editor.view.dom;
  // Inside it: at its beginning the mark before it may end.
  if (isMark && target.matches('[data-mark]')) return editor.view.posAtDOM(target, 0) + 1;
  return event.key === 'Enter' && event.altKey ? caretOf(editor) : undefined;
}

/** As the browser has it: the editor hears of it a moment later. */
function caretOf(editor: Editor): number {
  const selection = document.getSelection();
  const node = selection?.focusNode ?? null;
  if (selection === null || node === null || !editor.view.dom.contains(node)) {
    return editor.state.selection.head;
  }
  return editor.view.posAtDOM(node, selection.focusOffset);
}
