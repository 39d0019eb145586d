import { useTranslations } from 'use-intl';
import { useRoom, useWatch } from '../../rooms/use-room.tsx';
import { Notice } from '../../ui/notice.tsx';
import { NarrativeEditor, type NarrativeAids } from './narrative-editor.tsx';
import './narrative-face.css';
import { PlainNarrative } from './plain-narrative.tsx';
import { useUnfit } from './use-unfit.ts';

/** The running text of the dossier: written together, or read. */
export function NarrativeFace({ Aids }: { readonly Aids?: NarrativeAids }) {
  const t = useTranslations('narrative');
  const room = useRoom();
  const { loaded, mayWrite, damaged } = useWatch(room.documentState('narrative'));
  const { unfit, setUnfit } = useUnfit(room.narrative);
  const mayEdit = mayWrite && !damaged;
  return (
    <div className="narrative-face">
      {damaged && <Notice spoken="later">{t(loaded ? 'damaged' : 'unreadable')}</Notice>}
      {unfit !== undefined && <PlainNarrative reason={unfit} />}
      {unfit === undefined && !loaded && !damaged && <NarrativeLoading />}
      {unfit === undefined && loaded && (
        <NarrativeEditor key={String(mayEdit)} mayWrite={mayEdit} onUnfit={setUnfit} Aids={Aids} />
      )}
    </div>
  );
}

function NarrativeLoading() {
  const t = useTranslations('narrative');
  return (
    <div className="narrative-page">
      <output className="unseen">{t('loading')}</output>
      <div className="narrative-loading" aria-hidden="true">
        <span />
        <span />
        <span />
        <span />
        <span />
      </div>
    </div>
  );
}
