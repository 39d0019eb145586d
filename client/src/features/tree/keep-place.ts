/** While a person works in the tree, their row stays where it is on the screen and keeps the focus,
 *  whatever others add, move or archive around it [A11]. */
import { useLayoutEffect, useRef, type RefObject } from 'react';

export function useKeptPlace(grid: RefObject<HTMLElement | null>): void {
  const last = useRef<{ readonly id: string; readonly top: number }>(undefined);
  // After every render: what moved is only known by looking.
  useLayoutEffect(() => {
    const element = grid.current;
    if (element === null) return;
    const kept = last.current;
    const row = kept === undefined ? null : document.getElementById(kept.id);
    if (kept !== undefined && row !== null) {
      // Moving a row in the page takes its focus away; nobody else took it.
      if (document.activeElement === document.body) focusWithin(row);
      const scroller = scrollParent(element);
      scroller.scrollTop += row.getBoundingClientRect().top - kept.top;
    }
    last.current = placeOfFocus(element);
  });
  useLayoutEffect(() => {
    const element = grid.current;
    if (element === null) return undefined;
    const remember = (): void => {
      last.current = placeOfFocus(element);
    };
    const forget = ({ relatedTarget }: FocusEvent): void => {
      // Without a next element the row itself may just be on the move: decided after the render.
      if (relatedTarget instanceof Node && !element.contains(relatedTarget))
        last.current = undefined;
    };
    element.addEventListener('focusin', remember);
    element.addEventListener('focusout', forget);
    document.addEventListener('scroll', remember, { capture: true, passive: true });
    return () => {
      element.removeEventListener('focusin', remember);
      element.removeEventListener('focusout', forget);
      document.removeEventListener('scroll', remember, { capture: true });
    };
  }, [grid]);
}

function placeOfFocus(grid: HTMLElement): { id: string; top: number } | undefined {
  const row = document.activeElement?.closest<HTMLElement>('tr');
  if (row === null || row === undefined || !grid.contains(row)) return undefined;
  return { id: row.id, top: row.getBoundingClientRect().top };
}

function focusWithin(row: HTMLElement): void {
  (row.querySelector<HTMLElement>('input') ?? row).focus({ preventScroll: true });
}

function scrollParent(element: HTMLElement): Element {
  for (let at: HTMLElement | null = element; at !== null; at = at.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(at).overflowY)) return at;
  }
  return document.scrollingElement ?? document.documentElement;
}
