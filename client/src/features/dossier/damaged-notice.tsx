import { DOCUMENT_NAMES } from '@meemaak/model';
import { useTranslations } from 'use-intl';
import type { OpenDossier } from '../../rooms/open-dossier.ts';
import { useRoom, useWatch } from '../../rooms/use-room.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useWorkDownload } from './use-work-download.ts';

export interface DamagedNoticeProps {
  readonly opened: Pick<OpenDossier, 'keepsCopy' | 'work'>;
}

/** The server could not read all of this dossier: what this device holds may be the best there is. */
export function DamagedNotice({ opened }: DamagedNoticeProps) {
  const t = useTranslations('save');
  const { view, saveState } = useRoom();
  const download = useWorkDownload();
  const holdsAny = useHoldsAny();
  const keepsCopy = useWatch(opened.keepsCopy);
  const saving = useWatch(saveState);
  const isUnsaved = 'unsaved' in saving && saving.unsaved;
  const sentences = [
    t('damaged'),
    isUnsaved ? t(keepsCopy ? 'workHelp.other' : 'workHelp.onlyHere') : '',
    holdsAny ? t('damagedDownload') : '',
  ];
  const action = holdsAny ? (
    <Button onClick={() => void download(opened.work(), view.generation)}>
      {t(isUnsaved ? 'download' : 'downloadHeld')}
    </Button>
  ) : undefined;
  return (
    <Notice tone="danger" spoken="later" action={action}>
      {sentences.filter((sentence) => sentence !== '').join(' ')}
    </Notice>
  );
}

/** Is there anything of what people write in? */
function useHoldsAny(): boolean {
  const room = useRoom();
  const [narrative, tree, board] = DOCUMENT_NAMES;
  const states = [
    useWatch(room.documentState(narrative)),
    useWatch(room.documentState(tree)),
    useWatch(room.documentState(board)),
  ];
  return states.some(({ loaded }) => loaded);
}
