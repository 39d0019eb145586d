import { lazy, Suspense } from 'react';
import type { OpenDossier } from '../../rooms/open-dossier.ts';
import { useWatch } from '../../rooms/use-room.tsx';
import { CopyNotice } from './copy-notice.tsx';
import { DamagedNotice } from './damaged-notice.tsx';
import { StoppedNotice } from './stopped-notice.tsx';

// Hardly anybody ever sees it, and whoever does has a line.
const ParkedNotice = lazy(() =>
  import('./parked-notice.tsx').then((part) => ({ default: part.ParkedNotice })),
);

export interface DossierNoticesProps {
  readonly opened: OpenDossier;
  /** Lets go of what this device holds and opens the dossier anew. */
  readonly onStartAgain: () => void;
}

/** What somebody must know about this dossier or this device, said once. */
export function DossierNotices({ opened, onStartAgain }: DossierNoticesProps) {
  const hasParked = useWatch(opened.parked).length > 0;
  return (
    <>
      <StoppedNotice opened={opened} onStartAgain={onStartAgain} />
      <DamagedNotice opened={opened} />
      {hasParked ? (
        <Suspense fallback={null}>
          <ParkedNotice opened={opened} />
        </Suspense>
      ) : null}
      <CopyNotice opened={opened} />
    </>
  );
}
