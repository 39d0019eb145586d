import { useEffect, useEffectEvent, type RefObject } from 'react';

/** Escape, anywhere within a part of the page that is not always there, leaves it. */
export function useEscape(part: RefObject<HTMLElement | null>, leave: () => void): void {
  const hear = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === 'Escape') leave();
  });
  useEffect(() => {
    const element = part.current;
    element?.addEventListener('keydown', hear);
    return () => element?.removeEventListener('keydown', hear);
  }, [part]);
}
