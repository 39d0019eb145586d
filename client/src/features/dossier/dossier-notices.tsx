import { DOCUMENT_NAMES } from '@meemaak/model';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Watchable } from '../../rooms/dossier-room.ts';
import { useRoom, useWatch } from '../../rooms/use-room.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

/** What somebody must know about this dossier or this device, said once. */
export function DossierNotices({ keepsCopy }: { readonly keepsCopy: Watchable<boolean> }) {
  const t = useTranslations('save');
  const [isUnderstood, setUnderstood] = useState(false);
  const isDamaged = useAnyDamage();
  const lacksCopy = !useWatch(keepsCopy);
  return (
    <>
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
