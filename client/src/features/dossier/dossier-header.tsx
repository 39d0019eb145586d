import { useTranslations } from 'use-intl';
import type { Watchable } from '../../rooms/dossier-room.ts';
import { useRoom } from '../../rooms/use-room.tsx';
import { MenuIcon } from '../../ui/menu-icon.tsx';
import { Popover } from '../../ui/popover.tsx';
import { useMedia } from '../../ui/use-media.ts';
import { LanguageSwitch } from './language-switch.tsx';
import { LeaveButton, type LeaveButtonProps } from './leave-button.tsx';
import { PresenceList } from './presence-list.tsx';
import { SaveStatus } from './save-status.tsx';
import './dossier-header.css';

export interface DossierHeaderProps extends LeaveButtonProps {
  readonly keepsCopy: Watchable<boolean>;
}

export function DossierHeader({ keepsCopy, ...leaving }: DossierHeaderProps) {
  const app = useTranslations('app');
  const { view } = useRoom();
  const hasRoom = useMedia('(min-width: 40em)');
  const own = (
    <div className="dossier-header-own">
      <LanguageSwitch />
      <LeaveButton {...leaving} />
    </div>
  );
  return (
    <header className="dossier-header">
      <a className="dossier-header-home" href="/" aria-label={app('toHome')}>
        <img src="/meemaak.svg" alt="" />
      </a>
      <h1 className="dossier-header-title">{view.title}</h1>
      <SaveStatus keepsCopy={keepsCopy} />
      <div className="dossier-header-tools">
        <PresenceList />
        {hasRoom ? (
          own
        ) : (
          <Popover label={app('menu')} face={<MenuIcon />}>
            {own}
          </Popover>
        )}
      </div>
    </header>
  );
}
