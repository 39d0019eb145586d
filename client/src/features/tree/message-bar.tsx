/** What the tree has to say about the last thing one did, with the way back when there is one. */
import type { MouseEvent } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { TreeMessage } from './use-tree-verbs.ts';
import './message-bar.css';

export interface MessageBarProps {
  readonly message: TreeMessage;
  readonly onUndo: () => void;
  readonly onDismiss: () => void;
  /** The bar is gone after this: somebody who came to it by keyboard needs a place to be. */
  readonly onLeave: () => void;
}

export function MessageBar({ message, onUndo, onDismiss, onLeave }: MessageBarProps) {
  const t = useTranslations('tree');
  const leaveAfter = (act: () => void) => (event: MouseEvent) => {
    onDismiss();
    act();
    const isByKeyboard = event.detail === 0;
    if (isByKeyboard) onLeave();
  };
  return (
    <div className="message-bar">
      <Notice
        action={
          <>
            {message.look === 'undoable' && (
              <Button onClick={leaveAfter(onUndo)}>{t('restore')}</Button>
            )}
            <Button look="plain" onClick={leaveAfter(() => {})}>
              {t('dismiss')}
            </Button>
          </>
        }
      >
        {message.text}
      </Notice>
    </div>
  );
}
