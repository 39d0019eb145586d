import { FACES } from '@meemaak/protocol';
import { useTranslations } from 'use-intl';
import { facePanelId } from './face-frame.tsx';
import './skip-links.css';

export interface SkipLinksProps {
  /** Are the faces side by side? Behind tabs, the tabs themselves lead to them. */
  readonly hasPanes: boolean;
}

/** For who comes by keyboard: past the header, straight to a face. Seen when focused. */
export function SkipLinks({ hasPanes }: SkipLinksProps) {
  const t = useTranslations('dossier');
  if (!hasPanes) {
    return (
      <a className="unseen skip-link" href="#content">
        {t('skipToContent')}
      </a>
    );
  }
  return FACES.map((face) => (
    <a key={face} className="unseen skip-link" href={`#${facePanelId(face)}`}>
      {t('skipTo', { face: t(face) })}
    </a>
  ));
}
