import { DOCUMENT_NAMES } from '@meemaak/model';
import { useTranslations } from 'use-intl';
import type { OpenDossier } from '../../rooms/open-dossier.ts';
import { useRoom, useWatch } from '../../rooms/use-room.tsx';
import { Notice } from '../../ui/notice.tsx';
import { CopyNotice } from './copy-notice.tsx';
import { ParkedNotice } from './parked-notice.tsx';
import { StoppedNotice } from './stopped-notice.tsx';

export interface DossierNoticesProps {
  readonly opened: OpenDossier;
  /** Lets go of what this device holds and opens the dossier anew. */
  readonly onStartAgain: () => void;
}

/** What somebody must know about this dossier or this device, said once. */
export function DossierNotices({ opened, onStartAgain }: DossierNoticesProps) {
  const t = useTranslations('save');
  const isDamaged = useAnyDamage();
  return (
    <>
      <StoppedNotice opened={opened} onStartAgain={onStartAgain} />
      {isDamaged ? (
        <Notice tone="danger" spoken="later">
          {t('damaged')}
        </Notice>
      ) : null}
      <ParkedNotice opened={opened} />
      <CopyNotice opened={opened} />
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
