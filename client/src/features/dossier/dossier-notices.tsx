import { DOCUMENT_NAMES } from '@meemaak/model';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Watchable } from '../../rooms/dossier-room.ts';
import { useRoom, useWatch } from '../../rooms/use-room.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

export interface DossierNoticesProps {
  readonly keepsCopy: Watchable<boolean>;
  /** Lets go of what this device holds and opens the dossier anew. */
  readonly onStartAgain: () => void;
}

/** What somebody must know about this dossier or this device, said once. */
export function DossierNotices({ keepsCopy, onStartAgain }: DossierNoticesProps) {
  const t = useTranslations('save');
  const [isUnderstood, setUnderstood] = useState(false);
  const isDamaged = useAnyDamage();
  const lacksCopy = !useWatch(keepsCopy);
  return (
    <>
      <StoppedNotice onStartAgain={onStartAgain} />
      {isDamaged ? (
        <Notice tone="danger" spoken="later">
          {t('damaged')}
        </Notice>
      ) : null}
      {lacksCopy && !isUnderstood ? (
        <Notice
          spoken="later"
          action={<Button onClick={() => setUnderstood(true)}>{t('understood')}</Button>}
        >
          {t('noDeviceCopy')}
        </Notice>
      ) : null}
    </>
  );
}

/** Closed for good. A refused change would be refused again after a reload, as the copy on this
 *  device still holds it: then the way on is without that copy. */
function StoppedNotice({ onStartAgain }: Pick<DossierNoticesProps, 'onStartAgain'>) {
  const app = useTranslations('app');
  const t = useTranslations('save');
  const state = useWatch(useRoom().saveState);
  if (state.kind !== 'stopped') return null;
  const isRefused = state.reason === 'updateRefused' || state.reason === 'frameTooLarge';
  const action = isRefused ? (
    <Button onClick={onStartAgain}>{t('startAgain')}</Button>
  ) : (
    <Button onClick={() => location.reload()}>{app('reload')}</Button>
  );
  return (
    <Notice tone="danger" spoken="now" action={action}>
      {t(isRefused ? 'refusedHelp' : 'stoppedHelp')}
    </Notice>
  );
}

function useAnyDamage(): boolean {
  const room = useRoom();
  const [narrative, tree, board, talk] = DOCUMENT_NAMES;
  const states = [
    useWatch(room.documentState(narrative)),
    useWatch(room.documentState(tree)),
    useWatch(room.documentState(board)),
    useWatch(room.documentState(talk)),
  ];
  return states.some(({ damaged }) => damaged);
}
