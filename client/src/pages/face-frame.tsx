import type { Face } from '@meemaak/protocol';
import { Suspense, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../ui/button.tsx';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { MaximiseIcon } from '../ui/maximise-icon.tsx';
import { tabId } from '../ui/tabs.tsx';

export interface FaceFrameProps {
  readonly face: Face;
  /** A pane has a bar with its name; a panel hangs under a tab that names it. */
  readonly look: 'pane' | 'panel';
  readonly isHidden: boolean;
  readonly isLarge: boolean;
  readonly onLarge: (isLarge: boolean) => void;
  /** Undefined: not yet wanted. */
  readonly children: ReactNode | undefined;
}

/** The id of a face's place on the page. */
export function facePanelId(face: Face): string {
  return `face-${face}`;
}

/** The place of one face: its name, its bounds, what stands there while it loads or when it breaks. */
export function FaceFrame(props: FaceFrameProps) {
  const { face, look, isHidden, children } = props;
  const id = facePanelId(face);
  const t = useTranslations('dossier');
  const isPanel = look === 'panel';
  const loading = <FaceSkeleton words={t('faceLoading', { face: t(face) })} />;
  return (
    <section
      id={id}
      data-face={face}
      tabIndex={-1}
      className={`face face-${face}`}
      role={isPanel ? 'tabpanel' : undefined}
      aria-labelledby={isPanel ? tabId(id) : `${id}-name`}
      hidden={isHidden}
    >
      {isPanel ? <h2 className="unseen">{t(face)}</h2> : <FaceBar {...props} />}
      <div className="face-body">
        <ErrorBoundary renderInstead={(error) => <BrokenFace face={face} error={error} />}>
          <Suspense fallback={loading}>{children ?? loading}</Suspense>
        </ErrorBoundary>
      </div>
    </section>
  );
}

function FaceBar({ face, isLarge, onLarge }: FaceFrameProps) {
  const t = useTranslations('dossier');
  return (
    <div className="face-bar">
      <h2 id={`${facePanelId(face)}-name`}>{t(face)}</h2>
      <Button
        look="plain"
        pressed={isLarge}
        aria-label={isLarge ? t('restore') : t('maximise', { face: t(face) })}
        title={isLarge ? t('restore') : t('maximise', { face: t(face) })}
        onClick={() => onLarge(!isLarge)}
      >
        <MaximiseIcon isLarge={isLarge} />
      </Button>
    </div>
  );
}

function FaceSkeleton({ words }: { readonly words: string }) {
  return (
    <div className="face-skeleton" aria-busy="true">
      <p>{words}</p>
      <span />
      <span />
      <span />
    </div>
  );
}

function BrokenFace({ face, error }: Pick<FaceFrameProps, 'face'> & { readonly error: unknown }) {
  const app = useTranslations('app');
  const t = useTranslations('dossier');
  return (
    <div className="face-broken" role="alert">
      <h3>{t('faceCrashed', { face: t(face) })}</h3>
      <p>{t(isFetchFault(error) ? 'faceNotFetched' : 'faceCrashedText')}</p>
      <Button onClick={() => location.reload()}>{app('reload')}</Button>
    </div>
  );
}

/** Did the line fail, rather than we? Browsers say it each in their own words. */
function isFetchFault(error: unknown): boolean {
  return (
    error instanceof TypeError &&
    /dynamically imported module|importing a module script|module script failed/i.test(
      error.message,
    )
  );
}
