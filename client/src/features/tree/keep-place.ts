/** While a person works in the tree, their row stays where it is on the screen and keeps the focus,
 *  whatever others add, move or archive around it [A11]. */
import { useLayoutEffect, useRef, type RefObject } from 'react';
import { focusAddEffect } from './tree-focus.ts';

export function useKeptPlace(grid: RefObject<HTMLElement | null>): void {
  const last = useRef<KeptPlace>(undefined);
  // After every render: what moved is only known by looking.
  useLayoutEffect(() => {
    const element = grid.current;
    if (element === null) return;
    if (last.current !== undefined) restorePlace(element, last.current);
    last.current = placeOfFocus(element);
  });
  useLayoutEffect(() => {
    const element = grid.current;
    if (element === null) return undefined;
    const remember = (): void => {
      last.current = placeOfFocus(element);
    };
    // A row that is moved or taken away loses the focus while the page is being changed; when that is
    // done and the focus is not back, it was the person who went.
    const forget = (): void => {
      queueMicrotask(() => {
        if (!element.contains(document.activeElement)) last.current = undefined;
      });
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

interface KeptPlace {
  readonly id: string;
  /** From the top, for when the row itself is gone. */
  readonly rowNumber: number;
  readonly topPx: number;
  /** A title was open: what is typed on must not become keys of another row. */
  readonly isTyping: boolean;
}

function placeOfFocus(grid: HTMLElement): KeptPlace | undefined {
  const { activeElement } = document;
  const row = activeElement?.closest<HTMLTableRowElement>('tr');
  if (row === null || row === undefined || !grid.contains(row)) return undefined;
  return {
    id: row.id,
    rowNumber: row.sectionRowIndex,
    topPx: row.getBoundingClientRect().top,
    isTyping: activeElement instanceof HTMLTextAreaElement,
  };
}

function restorePlace(grid: HTMLElement, kept: KeptPlace): void {
  const rows = [...grid.querySelectorAll<HTMLElement>('tbody > tr')];
  const same = document.getElementById(kept.id);
  // The message that says so takes the focus.
  if (same === null && kept.isTyping) return;
  // Somebody archived it: then the row that came in its place.
  const row = same ?? rows[Math.min(kept.rowNumber, rows.length - 1)];
  // Not taken by anybody: its element left the page.
  if (document.activeElement === document.body) {
    if (row === undefined) focusAddEffect();
    else focusWithin(row);
  }
  if (row === undefined || same === null) return;
  const movedPx = row.getBoundingClientRect().top - kept.topPx;
  if (Math.abs(movedPx) >= 1) scrollParent(grid).scrollTop += movedPx;
}

function focusWithin(row: HTMLElement): void {
  (row.querySelector<HTMLElement>('textarea') ?? row).focus({ preventScroll: true });
}

function scrollParent(element: HTMLElement): Element {
  for (let at: HTMLElement | null = element; at !== null; at = at.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(at).overflowY)) return at;
  }
  return document.scrollingElement ?? document.documentElement;
}
