/** "While you were away": where work without a line met that of others. Calm, in its own place above
 *  the faces, until it is put away. */
import { Suspense, lazy, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useWatch } from '../../rooms/use-room.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { LiveRegion } from '../../ui/live-region.tsx';
import type { ClashLog } from './clash-list.tsx';
import './absence-notice.css';

/** Most people never need it. */
const ClashList = lazy(() => import('./clash-list.tsx'));

export interface AbsenceNoticeProps {
  readonly log: ClashLog;
}

export function AbsenceNotice({ log }: AbsenceNoticeProps) {
  const t = useTranslations('absence');
  const clashes = useWatch(log.clashes);
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const count = clashes.length;
  return (
    <>
      <LiveRegion text={count === 0 ? '' : t('notice', { count })} />
      {count === 0 ? null : (
        <section className="absence-notice" aria-labelledby={`${id}-title`}>
          <div className="absence-notice-head">
            <div>
              <h2 id={`${id}-title`}>{t('title')}</h2>
              <p>{t('notice', { count })}</p>
            </div>
            <Button
              aria-expanded={isOpen}
              aria-controls={`${id}-list`}
              onClick={() => setOpen(!isOpen)}
            >
              {t(isOpen ? 'hide' : 'show')}
            </Button>
          </div>
          <div id={`${id}-list`} hidden={!isOpen}>
            {isOpen ? (
              <ErrorBoundary renderInstead={() => <p role="alert">{t('notShown')}</p>}>
                <Suspense fallback={<p aria-busy="true">{t('loading')}</p>}>
                  <ClashList log={log} clashes={clashes} />
                </Suspense>
              </ErrorBoundary>
            ) : null}
          </div>
        </section>
      )}
    </>
  );
}
