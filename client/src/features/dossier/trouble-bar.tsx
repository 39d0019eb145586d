/** Who has read on past the header still sees that nothing is being saved. */
import { useEffect, useState, type RefObject } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../../ui/button.tsx';
import './trouble-bar.css';

export interface TroubleBarProps {
  /** Where the same is said; the bar shows while that is out of sight. */
  readonly sameAs: RefObject<HTMLElement | null>;
  readonly words: string;
  /** Is there something to be done about it, at the top of the page? */
  readonly hasWaysOn: boolean;
}

export function TroubleBar({ sameAs, words, hasWaysOn }: TroubleBarProps) {
  const t = useTranslations('save');
  if (!useOutOfSight(sameAs)) return null;
  return (
    <div className={hasWaysOn ? 'trouble-bar trouble-bar-stopped' : 'trouble-bar'}>
      {/* It is read aloud where it stands first. */}
      <p aria-hidden="true">{words}</p>
      {hasWaysOn && <Button onClick={goToTop}>{t('seeWaysOn')}</Button>}
    </div>
  );
}

function goToTop(): void {
  scrollTo({ top: 0 });
  document.querySelector<HTMLElement>('[role="alert"] button')?.focus({ preventScroll: true });
}

function useOutOfSight(element: RefObject<HTMLElement | null>): boolean {
  const [isOut, setOut] = useState(false);
  useEffect(() => {
    if (element.current === null) return undefined;
    const observer = new IntersectionObserver((entries) => {
      setOut(entries.at(-1)?.isIntersecting === false);
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return isOut;
}
