/** Why there is no canvas here, that nothing is lost, and what an administrator can do about it. */
import { useFormatter, useTranslations } from 'use-intl';
import type { MissingLicence } from './licence.ts';
import './licence-notice.css';

/** `unknown`: the server could not be asked. */
export type CanvasObstacle = MissingLicence | { readonly kind: 'unknown' };

export function LicenceNotice({ obstacle }: { readonly obstacle: CanvasObstacle }) {
  const t = useTranslations('board.licence');
  const reason = useReason(obstacle);
  const host = location.hostname;
  return (
    <aside className="licence-notice" role="note" aria-label={t('title')}>
      <p>
        <strong>{t('title')}.</strong> {t('text')}
      </p>
      <details>
        <summary>{t('forAdministrator')}</summary>
        <p>{reason}</p>
        {obstacle.kind !== 'unknown' && (
          <p>{t('howTo', { host, setting: 'TLDRAW_LICENSE_KEY' })}</p>
        )}
      </details>
    </aside>
  );
}

function useReason(obstacle: CanvasObstacle): string {
  const t = useTranslations('board.licence');
  const format = useFormatter();
  switch (obstacle.kind) {
    case 'keyForOtherHost':
      return t('keyForOtherHost', { hosts: obstacle.hosts.join(', '), host: location.hostname });
    case 'keyExpired': {
      const lastOn = format.dateTime(new Date(`${obstacle.lastOn}T12:00:00Z`), {
        dateStyle: 'long',
      });
      return t('keyExpired', { lastOn });
    }
    case 'keyMissing':
    case 'keyUnreadable':
    case 'keyRefused':
    case 'unknown':
      return t(obstacle.kind);
  }
}
