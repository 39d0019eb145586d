import {
  useEffect,
  useId,
  useRef,
  type CSSProperties,
  type KeyboardEventHandler,
  type ReactNode,
} from 'react';
import './anchored-popover.css';

export interface AnchoredPopoverProps {
  readonly title: string;
  /** Where in the window it belongs: under this line of text. */
  readonly anchor: { readonly left: number; readonly top: number; readonly bottom: number };
  readonly children: ReactNode;
  /** Escape, a touch outside it, or Tab past its last button: then the focus stays where it went. */
  readonly onClose: (hasLeft: boolean) => void;
  readonly onKeyDown?: KeyboardEventHandler;
}

/** A small window beside the text, with the focus in its first field or on
 *  its first button. The browser closes it on
 *  Escape and on a touch elsewhere, and gives the focus back. It is not modal: Tab goes on to the page
 *  behind it, and then it closes. */
export function AnchoredPopover(props: AnchoredPopoverProps) {
  const { title, anchor, children, onClose, onKeyDown } = props;
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    element.current?.showPopover();
    element.current?.querySelector<HTMLElement>('input, button')?.focus();
  }, []);
  useEffect(() => {
    const popover = element.current;
    const leave = ({ relatedTarget }: FocusEvent): void => {
      // Another window taking over goes nowhere in this page.
      if (relatedTarget instanceof Node && popover?.contains(relatedTarget) === false)
        onClose(true);
    };
    popover?.addEventListener('focusout', leave);
    return () => popover?.removeEventListener('focusout', leave);
  }, [onClose]);
  const place: CSSProperties = {
    '--anchor-left': `${String(Math.round(anchor.left))}px`,
    '--anchor-top': `${String(Math.round(anchor.top))}px`,
    '--anchor-bottom': `${String(Math.round(anchor.bottom))}px`,
  };
  return (
    <dialog
      ref={element}
      className="anchored-popover"
      data-above={anchor.bottom > window.innerHeight * 0.55}
      popover="auto"
      aria-labelledby={titleId}
      style={place}
      onKeyDown={onKeyDown}
      onToggle={(event) => {
        if (event.newState === 'closed') onClose(false);
      }}
    >
      <h2 id={titleId} className="anchored-popover-title">
        {title}
      </h2>
      {children}
    </dialog>
  );
}
