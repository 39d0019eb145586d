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

/** Work from before a backup was put back: it is kept apart until its person chooses [F32]. */
export function ParkedNotice({ opened }: ParkedNoticeProps) {
  const t = useTranslations('save');
  const download = useWorkDownload();
  return useWatch(opened.parked).map((parked) => (
    <Notice
      key={parked.generation}
      spoken="later"
      action={
        <>
          <Button look="main" onClick={() => void download(parked.work, parked.generation)}>
            {t('download')}
          </Button>
          <DiscardButton
            label={t('discard')}
            onDiscard={() => void opened.discardParked(parked.generation)}
          />
        </>
      }
    >
      {t('parked')}
    </Notice>
  ));
}
