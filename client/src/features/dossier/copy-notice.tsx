import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { OpenDossier } from '../../rooms/open-dossier.ts';
import { useRoom, useWatch } from '../../rooms/use-room.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useWorkDownload } from './use-work-download.ts';

export interface CopyNoticeProps {
  readonly opened: Pick<OpenDossier, 'keepsCopy' | 'unsavedSince' | 'work'>;
}

const DAY_MS = 86_400_000;
/** Some browsers throw away after seven days; who hears it two days before can still do something. */
const WARN_AFTER_MS = 5 * DAY_MS;
const LOOK_AGAIN_MS = 3_600_000;

/** What becomes of work that is on this device only. */
export function CopyNotice({ opened }: CopyNoticeProps) {
  const t = useTranslations('save');
  const { view, saveState } = useRoom();
  const download = useWorkDownload();
  const keepsCopy = useWatch(opened.keepsCopy);
  const since = useWatch(opened.unsavedSince);
  const isStopped = useWatch(saveState).kind === 'stopped';
  const [isUnderstood, setUnderstood] = useState(false);
  const days = useDaysSince(since);
  // Who is stopped hears of it there.
  if (isStopped || (keepsCopy && days === undefined)) return null;
  if (!keepsCopy && isUnderstood) return null;
  return (
    <Notice
      spoken="later"
      action={
        <>
          {since === undefined ? null : (
            <Button onClick={() => void download(opened.work(), view.generation)}>
              {t('download')}
            </Button>
          )}
          {keepsCopy ? null : (
            <Button onClick={() => setUnderstood(true)}>{t('understood')}</Button>
          )}
        </>
      }
    >
      {keepsCopy ? t('unsavedDays', { days: days ?? 0 }) : t('noDeviceCopy')}
    </Notice>
  );
}

/** Whole days, once they are enough to worry [X15]. */
function useDaysSince(since: number | undefined): number | undefined {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (since === undefined) return undefined;
    const timer = setInterval(() => setNow(Date.now()), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [since]);
  if (since === undefined || now - since < WARN_AFTER_MS) return undefined;
  return Math.floor((now - since) / DAY_MS);
}
