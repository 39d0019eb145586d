import { useTranslations } from 'use-intl';
import type { OpenDossier } from '../../rooms/open-dossier.ts';
import { useWatch } from '../../rooms/use-room.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { DiscardButton } from './discard-button.tsx';
import { useWorkDownload } from './use-work-download.ts';

export interface ParkedNoticeProps {
  readonly opened: Pick<OpenDossier, 'parked' | 'discardParked'>;
}

/** Work from before a backup was put back [F32], or from before this person signed in anew [F34]: it is
 *  kept apart until they choose. */
export function ParkedNotice({ opened }: ParkedNoticeProps) {
  const t = useTranslations('save');
  const download = useWorkDownload();
  return useWatch(opened.parked).map((parked) => (
    <Notice
      key={`${parked.life.generation}/${parked.life.participantId}`}
      spoken="later"
      action={
        <>
          <Button look="main" onClick={() => void download(parked.work, parked.life.generation)}>
            {t('download')}
          </Button>
          <DiscardButton label={t('discard')} onDiscard={() => void opened.discardParked(parked)} />
        </>
      }
    >
      {t(parked.isOfOtherSignIn ? 'parkedSignIn' : 'parked')}
    </Notice>
  ));
}
