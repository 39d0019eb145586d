/** "While you were away": where work without a line met that of others. Calm, in its own place above
 *  the faces, until it is put away. */
import { clashId, type Clash } from '@meemaak/model';
import { useId, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Watchable } from '../../rooms/dossier-room.ts';
import { useRoom, useWatch } from '../../rooms/use-room.tsx';
import { Button } from '../../ui/button.tsx';
import { LiveRegion } from '../../ui/live-region.tsx';
import { ClashEntry } from './clash-entry.tsx';
import { useStanding } from './standing.ts';
import './absence-notice.css';

/** What has not been put away yet, and the way to put it away. */
export interface ClashLog {
  readonly clashes: Watchable<readonly Clash[]>;
  putAway(id: string): void;
}

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
            {isOpen ? <ClashList log={log} clashes={clashes} /> : null}
          </div>
        </section>
      )}
    </>
  );
}

interface ClashListProps extends AbsenceNoticeProps {
  readonly clashes: readonly Clash[];
}

function ClashList({ log, clashes }: ClashListProps) {
  const t = useTranslations('absence');
  useStanding(useRoom());
  const list = useRef<HTMLUListElement>(null);
  const putAway = (id: string, at: number): void => {
    const entries = list.current?.querySelectorAll<HTMLElement>('.clash-entry > h3') ?? [];
    // The focus stood in what goes: on to the next, or the one before.
    const next = entries[at + 1] ?? entries[at - 1];
    if (next === undefined) document.getElementById('content')?.focus();
    else next.focus();
    log.putAway(id);
  };
  const putAllAway = (): void => {
    document.getElementById('content')?.focus();
    for (const clash of clashes) log.putAway(clashId(clash));
  };
  return (
    <>
      <ul className="absence-notice-list" ref={list}>
        {clashes.map((clash, at) => (
          <ClashEntry
            key={clashId(clash)}
            clash={clash}
            onPutAway={() => putAway(clashId(clash), at)}
          />
        ))}
      </ul>
      {clashes.length > 1 ? <Button onClick={putAllAway}>{t('allSeen')}</Button> : null}
    </>
  );
}
