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
  const { isDamaged, holdsAny } = useDamage();
  const keepsCopy = useWatch(opened.keepsCopy);
  const saving = useWatch(saveState);
  if (!isDamaged) return null;
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

function useDamage(): { readonly isDamaged: boolean; readonly holdsAny: boolean } {
  const room = useRoom();
  const [narrative, tree, board, talk] = DOCUMENT_NAMES;
  const written = [
    useWatch(room.documentState(narrative)),
    useWatch(room.documentState(tree)),
    useWatch(room.documentState(board)),
  ];
  const all = [...written, useWatch(room.documentState(talk))];
  return {
    isDamaged: all.some(({ damaged }) => damaged),
    holdsAny: written.some(({ loaded }) => loaded),
  };
}
