/** What the tree has to say about the last thing that was done, with the way back when there is one.
 *  It is on the page before there is anything to say: only then it is read aloud for certain, and
 *  what one sees is what is read. */
import { useEffect, useLayoutEffect, useRef, type MouseEvent } from 'react';
import { flushSync } from 'react-dom';
import { useTranslations } from 'use-intl';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { takeLostFocus } from '../../ui/take-lost-focus.ts';
import { focusRow, focusTree } from './tree-focus.ts';
import type { TreeMessage, WayOn } from './use-tree-verbs.ts';
import './message-bar.css';

export interface MessageBarProps {
  readonly message: TreeMessage | undefined;
  /** Its words, a little different each time. */
  readonly spoken: string;
  readonly onDismiss: () => void;
}

export function MessageBar({ message, spoken, onDismiss }: MessageBarProps) {
  const t = useTranslations('tree');
  const bar = useHeldFocus(message, onDismiss);
  const isShown = message !== undefined && message.look !== 'heard';
  const dismiss = (event: MouseEvent): void => {
    flushSync(onDismiss);
    const isByKeyboard = event.detail === 0;
    if (isByKeyboard) focusTree();
  };
  const take = ({ nodeId, act }: WayOn): void => {
    flushSync(() => {
      onDismiss();
      act();
    });
    if (!focusRow(nodeId)) focusTree();
  };
  return (
    <fieldset
      ref={bar}
      aria-label={isShown ? t('message') : undefined}
      tabIndex={isShown ? -1 : undefined}
      className={isShown ? 'message-bar' : 'unseen'}
    >
      <Notice
        action={
          isShown && (
            <>
              {message.waysOn?.map((way) => (
                <Button key={way.name} onClick={() => take(way)}>
                  {way.name}
                </Button>
              ))}
              <Button look="plain" onClick={dismiss}>
                {t('dismiss')}
              </Button>
            </>
          )
        }
      >
        <span aria-live="polite" aria-atomic="true">
          {spoken}
        </span>
      </Notice>
    </fieldset>
  );
}

/** Who was typing comes here when their row is taken away: here no letter does anything. */
function useHeldFocus(message: TreeMessage | undefined, onDismiss: () => void) {
  const bar = useRef<HTMLFieldSetElement>(null);
  useLayoutEffect(() => {
    if (message?.look === 'held') takeLostFocus(bar.current);
  }, [message]);
  useEffect(() => {
    const element = bar.current;
    const press = (event: KeyboardEvent): void => {
      if (event.target === element) leaveByKey(event, onDismiss);
    };
    element?.addEventListener('keydown', press);
    return () => element?.removeEventListener('keydown', press);
  }, [onDismiss]);
  return bar;
}

/** Away from the bar only by a key that nobody types words with. */
function leaveByKey(event: KeyboardEvent, onDismiss: () => void): void {
  const isMeantToLeave = ['Escape', 'ArrowUp', 'ArrowDown'].includes(event.key) && !event.altKey;
  // A space would scroll the page, a letter begin a search, and Ctrl+Z undo more than letters.
  const isHeld =
    event.ctrlKey || event.metaKey ? /^[zy]$/i.test(event.key) : event.key.length === 1;
  if (isMeantToLeave || isHeld) event.preventDefault();
  if (!isMeantToLeave) return;
  if (event.key === 'Escape') flushSync(onDismiss);
  focusTree();
}
