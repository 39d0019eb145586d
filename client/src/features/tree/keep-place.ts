/** Keeps what a person looks at where it is on the screen, whatever others add, move or archive around it, and
 *  whichever rows come onto the page or leave it; while they work in the tree their row also keeps the
 *  focus [A11]. The browser's own anchoring is off here (`tree-face.css`): two would move twice. */
import { useLayoutEffect, useRef, type RefObject } from 'react';
import { focusAddEffect } from './tree-focus.ts';

export function useKeptPlace(grid: RefObject<HTMLElement | null>): void {
  const last = useRef<KeptPlace>(undefined);
  // After every render: what moved is only known by looking.
  useLayoutEffect(() => {
    const element = grid.current;
    if (element === null) return;
    if (last.current !== undefined) restorePlace(element, last.current);
    last.current = placeIn(element);
  });
  useLayoutEffect(() => {
    const element = grid.current;
    if (element === null) return undefined;
    const remember = (): void => {
      last.current = placeIn(element);
    };
    const arrive = (): void => {
      remember();
      // The browser brings what gets the focus into sight right after it says so.
      queueMicrotask(remember);
    };
    // A row that is moved or taken away loses the focus while the page is being changed; when that is
    // done and the focus is not back, it was the person who went.
    const forget = (): void => {
      queueMicrotask(() => {
        if (!element.contains(document.activeElement)) remember();
      });
    };
    element.addEventListener('focusin', arrive);
    element.addEventListener('focusout', forget);
    document.addEventListener('scroll', remember, { capture: true, passive: true });
    return () => {
      element.removeEventListener('focusin', arrive);
      element.removeEventListener('focusout', forget);
      document.removeEventListener('scroll', remember, { capture: true });
    };
  }, [grid]);
}

interface KeptPlace {
  readonly id: string;
  readonly topPx: number;
  readonly hasFocus: boolean;
  /** A title was open: what is typed on must not become keys of another row. */
  readonly isTyping: boolean;
}

/** The row with the focus; without it the first one in sight. */
function placeIn(grid: HTMLElement): KeptPlace | undefined {
  const { activeElement } = document;
  const focused = activeElement?.closest<HTMLElement>('tbody > tr');
  const hasFocus = focused != null && grid.contains(focused);
  const row = hasFocus ? focused : firstInSight(grid);
  if (row === undefined) return undefined;
  return {
    id: row.id,
    topPx: row.getBoundingClientRect().top,
    hasFocus,
    isTyping: hasFocus && activeElement instanceof HTMLTextAreaElement,
  };
}

function firstInSight(grid: HTMLElement): HTMLElement | undefined {
  const rows = [...grid.querySelectorAll<HTMLElement>('tbody > tr')];
  const topPx = Math.max(0, scrollParent(grid).getBoundingClientRect().top);
  // From the top down they lie in order, so half of them need not be asked each time.
  let [from, to] = [0, rows.length];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    const isAbove = (rows[middle]?.getBoundingClientRect().bottom ?? 0) <= topPx;
    if (isAbove) from = middle + 1;
    else to = middle;
  }
  return rows[from];
}

function restorePlace(grid: HTMLElement, kept: KeptPlace): void {
  const same = document.getElementById(kept.id);
  if (kept.hasFocus && !restoreFocus(grid, same, kept.isTyping)) return;
  if (same === null) return;
  const movedPx = same.getBoundingClientRect().top - kept.topPx;
  if (Math.abs(movedPx) >= 1) scrollParent(grid).scrollTop += movedPx;
}

/** False: the focus is elsewhere now, and with it the place. */
function restoreFocus(grid: HTMLElement, same: HTMLElement | null, wasTyping: boolean): boolean {
  // The message that says so takes the focus.
  if (same === null && wasTyping) return false;
  // Somebody archived it: then the row that came in its place.
  const row = same ?? grid.querySelector<HTMLElement>('tbody > tr[tabindex="0"]');
  // Not taken by anybody: its element left the page.
  if (document.activeElement === document.body) {
    if (row === null) focusAddEffect();
    else focusWithin(row);
  }
  return true;
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
