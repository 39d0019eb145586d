import type { Editor } from '@tiptap/core';
import { useEffect, useRef } from 'react';
import type { Mark, TextLayer } from '../../view/text-layer.ts';
import { textMarksOf } from '../../view/text-marks.ts';
import type { OpenedBy, OpenedMark } from '../../view/opened-mark.ts';

/** A pointer that only passes over opens nothing. */
const REST_MS = 450;
/** Time to go from the word to its card. */
const LEAVE_MS = 350;

/** A mouse that rests on a term opens its card, and closes it after leaving both. */
export function useHoveredMark(
  editor: Editor,
  layer: TextLayer,
  opened: OpenedMark | undefined,
  open: (mark: Mark, by: OpenedBy) => void,
  close: () => void,
): void {
  const latest = useRef({ opened, open, close });
  useEffect(() => {
    latest.current = { opened, open, close };
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isByHover = false;
    const wait = (run: () => void, ms: number): void => {
      clearTimeout(timer);
      timer = setTimeout(run, ms);
    };
    const enter = (target: Element): void => {
      if (latest.current.opened !== undefined || editor.isDestroyed) return;
      const mark = textMarksOf(editor).at(editor.view.posAtDOM(target, 0));
      if (mark?.layer !== layer) return;
      isByHover = true;
      latest.current.open(mark, 'pointer');
    };
    const leave = (): void => {
      if (isByHover) latest.current.close();
      isByHover = false;
    };
    const move = ({ target, pointerType }: PointerEvent): void => {
      if (pointerType !== 'mouse' || !(target instanceof Element)) return;
      const term = target.closest('.term-mark');
      if (term !== null && editor.view.dom.contains(term)) wait(() => enter(term), REST_MS);
      else if (target.closest('.word-card') !== null) clearTimeout(timer);
      else wait(leave, LEAVE_MS);
    };
    // A click means it: the card then stays until it is put away.
    const keep = (): void => {
      clearTimeout(timer);
      isByHover = false;
    };
    document.addEventListener('pointerover', move);
    document.addEventListener('pointerdown', keep);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('pointerover', move);
      document.removeEventListener('pointerdown', keep);
    };
  }, [editor, layer]);
}
