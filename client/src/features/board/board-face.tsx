/** The board: the canvas where it may be loaded, else our own plain view of the same document. On a
 *  narrow screen the plain view comes first, and the canvas's large code only when asked for. */
import type { Outcome } from '@meemaak/model';
import type { ClientConfig } from '@meemaak/protocol';
import { lazy, Suspense, use, useState } from 'react';
import { useTranslations } from 'use-intl';
import { fetchConfig, type SendRefusal } from '../../commands/send.ts';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useMedia } from '../../ui/use-media.ts';
import { PlainBoard } from '../plain-board/plain-board.tsx';
import { LicenceNotice, type CanvasObstacle } from './licence-notice.tsx';
import { judgeLicence, type LicenceVerdict } from './licence.ts';
import './board-face.css';

// The only way to the canvas: where it would be unlicensed, this is never called.
const CanvasView = lazy(() =>
  import('./canvas-view.tsx').then((chunk) => ({ default: chunk.CanvasView })),
);

type AskedConfig = Promise<Outcome<ClientConfig, SendRefusal>>;

export function BoardFace() {
  const t = useTranslations('board');
  const [asked] = useState<AskedConfig>(() => fetchConfig());
  return (
    <div className="board-face">
      <Suspense fallback={<p className="board-face-waiting">{t('loading')}</p>}>
        <LicensedBoard asked={asked} />
      </Suspense>
    </div>
  );
}

function LicensedBoard({ asked }: { readonly asked: AskedConfig }) {
  const config = use(asked);
  const licenseKey = config.ok ? config.value.tldrawLicenseKey : undefined;
  const [isRefused, setIsRefused] = useState(false);
  const [verdict] = useState<LicenceVerdict>(() => judgeLicence(location, licenseKey, Date.now()));
  const isNarrow = useMedia('(max-width: 40em)');
  const [wanted, setWanted] = useState<'canvas' | 'plain'>();

  if (isRefused || verdict.kind !== 'allowed') {
    return (
      <>
        <LicenceNotice obstacle={obstacleOf(verdict, config.ok, isRefused)} />
        <PlainBoard />
      </>
    );
  }
  const isChosen = wanted !== undefined;
  if ((wanted ?? (isNarrow ? 'plain' : 'canvas')) === 'plain') {
    return <PlainBoard isChosen={isChosen} onOpenCanvas={() => setWanted('canvas')} />;
  }
  return (
    <GuardedCanvas
      licenseKey={licenseKey}
      isChosen={isChosen}
      onRefused={() => setIsRefused(true)}
      onOpenPlain={() => setWanted('plain')}
    />
  );
}

function obstacleOf(
  verdict: LicenceVerdict,
  isConfigKnown: boolean,
  isRefused: boolean,
): CanvasObstacle {
  if (!isConfigKnown) return { kind: 'unknown' };
  if (isRefused || verdict.kind === 'allowed') return { kind: 'keyRefused' };
  return verdict;
}

export interface CanvasViewProps {
  readonly licenseKey: string | undefined;
  /** The canvas did not accept the key after all and has blanked itself. */
  readonly onRefused: () => void;
  /** Opened by somebody who pressed a button for it, which is gone now. */
  readonly isChosen: boolean;
  readonly onOpenPlain: () => void;
}

/** A canvas that cannot be fetched or breaks does not take the board away. */
function GuardedCanvas(props: CanvasViewProps) {
  const t = useTranslations('board');
  return (
    <ErrorBoundary
      renderInstead={() => (
        <>
          <Notice spoken="later">{t('canvasFailed')}</Notice>
          <PlainBoard />
        </>
      )}
    >
      <Suspense fallback={<p className="board-face-waiting">{t('canvasLoading')}</p>}>
        <CanvasView {...props} />
      </Suspense>
    </ErrorBoundary>
  );
}
