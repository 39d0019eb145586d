import { DOCUMENT_NAMES } from '@meemaak/model';
import { lazy, Suspense } from 'react';
import type { OpenDossier } from '../../rooms/open-dossier.ts';
import { useRoom, useWatch } from '../../rooms/use-room.tsx';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { CopyNotice } from './copy-notice.tsx';
import { StoppedNotice } from './stopped-notice.tsx';

// Hardly anybody ever sees these, and whoever does has a line.
const DamagedNotice = lazy(() =>
  import('./damaged-notice.tsx').then((part) => ({ default: part.DamagedNotice })),
);
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
  const isDamaged = useAnyDamage();
  const hasParked = useWatch(opened.parked).length > 0;
  return (
    <>
      <StoppedNotice opened={opened} onStartAgain={onStartAgain} />
      <ErrorBoundary renderInstead={() => null}>
        <Suspense fallback={null}>
          {isDamaged ? <DamagedNotice opened={opened} /> : null}
          {hasParked ? <ParkedNotice opened={opened} /> : null}
        </Suspense>
      </ErrorBoundary>
      <CopyNotice opened={opened} />
    </>
  );
}

function useAnyDamage(): boolean {
  const room = useRoom();
  const [narrative, tree, board, talk] = DOCUMENT_NAMES;
  const states = [
    useWatch(room.documentState(narrative)),
    useWatch(room.documentState(tree)),
    useWatch(room.documentState(board)),
    useWatch(room.documentState(talk)),
  ];
  return states.some(({ damaged }) => damaged);
}
