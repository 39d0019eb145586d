import { useTranslations } from 'use-intl';
import type { OpenDossier } from '../../rooms/open-dossier.ts';
import { useRoom, useWatch } from '../../rooms/use-room.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { DiscardButton } from './discard-button.tsx';
import { useWorkDownload } from './use-work-download.ts';

export interface StoppedNoticeProps {
  readonly opened: Pick<OpenDossier, 'keepsCopy' | 'work'>;
  readonly onStartAgain: () => void;
}

/** What the server will not take now, it will not take after a reload: the copy still holds it. */
const REFUSALS = new Set([
  'updateRefused',
  'acrossTheLine',
  'documentFull',
  'frameTooLarge',
  'mayNotWrite',
]);

/** Closed for good: what happened, what becomes of the work, and the way on. */
export function StoppedNotice({ opened, onStartAgain }: StoppedNoticeProps) {
  const app = useTranslations('app');
  const t = useTranslations('save');
  const { saveState, view } = useRoom();
  const download = useWorkDownload();
  const state = useWatch(saveState);
  const help = useHelp(useWatch(opened.keepsCopy));
  // To begin again would throw away what may be the best copy there is: the damage has words of its own.
  if (state.kind !== 'stopped' || state.reason === 'damaged') return null;
  const isRefused = REFUSALS.has(state.reason);
  const saveFirst = state.unsaved ? (
    <Button look="main" onClick={() => void download(opened.work(), view.generation)}>
      {t('download')}
    </Button>
  ) : null;
  const goOn =
    isRefused && state.unsaved ? (
      <DiscardButton label={t('startAgain')} onDiscard={onStartAgain} />
    ) : (
      <Button onClick={() => (isRefused ? onStartAgain() : location.reload())}>
        {isRefused ? t('startAgain') : app('reload')}
      </Button>
    );
  return (
    <Notice
      tone="danger"
      spoken="now"
      action={
        <>
          {saveFirst}
          {goOn}
        </>
      }
    >
      {help(state.reason, isRefused, state.unsaved)}
    </Notice>
  );
}

function useHelp(
  keepsCopy: boolean,
): (reason: string, isRefused: boolean, unsaved: boolean) => string {
  const t = useTranslations('save');
  return (reason, isRefused, unsaved) => {
    if (isRefused) return t('refusedHelp');
    const what = reason === 'otherGeneration' || reason === 'otherVersion' ? reason : 'other';
    const work = unsaved ? (keepsCopy ? what : 'onlyHere') : 'none';
    const sentences = [t(`stoppedHelp.${what}`), t(`workHelp.${work}`)];
    return sentences.filter((sentence) => sentence !== '').join(' ');
  };
}
