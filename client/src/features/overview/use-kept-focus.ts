import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';

interface Place {
  readonly entry: HTMLElement;
  readonly name: string;
  readonly at: number;
}

/** Keeps the keyboard in a list whose entries (`data-entry`) come and go while others work: when the entry
 *  that had it goes, it comes to the same entry elsewhere in the list, else to what stands in its place. Never
 *  takes it from where the person went. */
export function useKeptFocus(list: RefObject<HTMLElement | null>): void {
  const place = useRef<Place>(undefined);
  useEffect(() => {
    const follow = ({ target }: Event): void => {
      place.current = list.current === null ? undefined : placeOf(list.current, target);
    };
    document.addEventListener('focusin', follow);
    document.addEventListener('pointerdown', follow);
    return () => {
      document.removeEventListener('focusin', follow);
      document.removeEventListener('pointerdown', follow);
    };
  }, [list]);
  // After every render: whatever changed may have taken the entry away.
  useLayoutEffect(() => {
    const { current: left } = place;
    if (left === undefined || left.entry.isConnected || list.current === null) return;
    place.current = undefined;
    if (isFocusSomewhere()) return;
    const entries = entriesOf(list.current);
    const next =
      entries.find(({ dataset }) => dataset['entry'] === left.name) ??
      entries[Math.min(left.at, entries.length - 1)];
    const control = next?.querySelector<HTMLElement>('select, button');
    if (control) control.focus();
    else focusList(list.current);
  });
}

/** Made able to take the keyboard only now: else it would get it when the dialog opens. */
function focusList(list: HTMLElement): void {
  list.setAttribute('tabindex', '-1');
  list.focus();
}

function placeOf(list: HTMLElement, target: EventTarget | null): Place | undefined {
  const entry = target instanceof Element ? target.closest<HTMLElement>('[data-entry]') : null;
  if (entry === null || !list.contains(entry)) return undefined;
  return { entry, name: entry.dataset['entry'] ?? '', at: entriesOf(list).indexOf(entry) };
}

function entriesOf(list: HTMLElement): readonly HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>('[data-entry]')];
}

function isFocusSomewhere(): boolean {
  const { activeElement, body } = document;
  return activeElement !== null && activeElement !== body && activeElement.tagName !== 'DIALOG';
}
