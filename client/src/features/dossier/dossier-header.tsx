import { useTranslations } from 'use-intl';
import type { Watchable } from '../../rooms/dossier-room.ts';
import { useRoom } from '../../rooms/use-room.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { LeaveButton } from './leave-button.tsx';
import { PresenceList } from './presence-list.tsx';
import { SaveStatus } from './save-status.tsx';
import './dossier-header.css';

export interface DossierHeaderProps {
  readonly keepsCopy: Watchable<boolean>;
  readonly onLeave: () => void;
}

export function DossierHeader({ keepsCopy, onLeave }: DossierHeaderProps) {
  const app = useTranslations('app');
  const { view } = useRoom();
  return (
    <header className="dossier-header">
      <a className="dossier-header-home" href="/" aria-label={app('toHome')}>
        <img src="/meemaak.svg" alt="" width="28" height="28" />
      </a>
      <h1 className="dossier-header-title">{view.title}</h1>
      <SaveStatus keepsCopy={keepsCopy} />
      <div className="dossier-header-tools">
        <PresenceList />
        <LanguageSwitch />
        <LeaveButton onLeave={onLeave} />
      </div>
    </header>
  );
}
