import type { DossierView, ParticipantView } from '@meemaak/protocol';
import { useEffect, type Ref } from 'react';
import { send } from '../commands/send.ts';
import { AbsenceNotice } from '../features/absence/absence-notice.tsx';
import { DossierHeader } from '../features/dossier/dossier-header.tsx';
import { DossierNotices } from '../features/dossier/dossier-notices.tsx';
import { openDossierOnce } from '../rooms/open-dossier.ts';
import { tellLeft, watchLeft } from '../rooms/other-windows.ts';
import { RoomContext } from '../rooms/use-room.tsx';
import { useMedia } from '../ui/use-media.ts';
import { Faces } from './faces.tsx';
import { SkipLinks } from './skip-links.tsx';
import './open-dossier-page.css';

export interface OpenDossierPageProps {
  readonly view: DossierView;
  readonly me: ParticipantView;
  readonly topRef: Ref<HTMLElement> | undefined;
}

export function OpenDossierPage({ view, me, topRef }: OpenDossierPageProps) {
  const hasPanes = useMedia('(min-width: 64em)');
  // A page is a whole document: the room lives as long as it does.
  const opened = openDossierOnce(view, me);
  const { room, keepsCopy, absence, forget } = opened;
  useEffect(() => watchLeft(() => location.reload()), []);
  const leave = async () => {
    for (const parked of opened.parked.get()) await opened.discardParked(parked);
    await forget();
    await send('participant.leave', {});
    tellLeft();
    location.reload();
  };
  const startAgain = async () => {
    await forget();
    location.reload();
  };
  return (
    <RoomContext value={room}>
      <div className="open-dossier-page">
        <SkipLinks hasPanes={hasPanes} />
        <DossierHeader
          keepsCopy={keepsCopy}
          holdsUnsaved={opened.holdsUnsaved}
          onLeave={() => void leave()}
        />
        <DossierNotices opened={opened} onStartAgain={() => void startAgain()} />
        <AbsenceNotice log={absence} />
        <main
          id="content"
          tabIndex={-1}
          aria-label={view.title}
          className="open-dossier-page-main"
          ref={topRef}
        >
          <Faces hasPanes={hasPanes} />
        </main>
      </div>
    </RoomContext>
  );
}
