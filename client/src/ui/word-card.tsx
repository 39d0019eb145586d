import {
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  type CSSProperties,
  type ReactNode,
} from 'react';
import './word-card.css';

export interface WordCardProps {
  readonly title: string;
  readonly lang?: string;
  /** Where in the window the words stand. */
  readonly anchor: { readonly left: number; readonly top: number; readonly bottom: number };
  /** Opened with the keyboard: then the card takes the focus. */
  readonly takesFocus: boolean;
  readonly children: ReactNode;
  /** It is closed already, and the focus is where it was before. */
  readonly onClose: () => void;
}

/** A small window at a word; no `dialog`, which would take the focus by itself. It does not take the focus from who is writing; the browser closes it on
 *  Escape and on a touch elsewhere. */
export function WordCard(props: WordCardProps) {
  const { title, lang, anchor, takesFocus, children, onClose } = props;
  const card = useRef<HTMLElement>(null);
  const titleId = useId();
  useLayoutEffect(() => card.current?.showPopover(), []);
  useEffect(() => {
    if (takesFocus) (card.current?.querySelector('button') ?? card.current)?.focus();
  }, [takesFocus]);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      // An editor keeps Escape to itself, and would then think that one wants to leave it.
      event.preventDefault();
      event.stopPropagation();
      card.current?.hidePopover();
    };
    document.addEventListener('keydown', press, { capture: true });
    return () => document.removeEventListener('keydown', press, { capture: true });
  }, []);
  const place: CSSProperties = {
    '--anchor-left': `${String(Math.round(anchor.left))}px`,
    '--anchor-top': `${String(Math.round(anchor.top))}px`,
    '--anchor-bottom': `${String(Math.round(anchor.bottom))}px`,
  };
  return (
    <section
      ref={card}
      className="word-card"
      tabIndex={-1}
      popover="auto"
      data-above={anchor.bottom > window.innerHeight * 0.55}
      aria-labelledby={titleId}
      style={place}
      onToggle={(event) => {
        if (event.newState === 'closed') onClose();
      }}
    >
      <h3 id={titleId} className="word-card-title" lang={lang}>
        {title}
      </h3>
      {children}
    </section>
  );
}
