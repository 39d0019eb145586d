/** The clashes one by one; each goes when it is put away, and the focus goes on to the next. */
import { loadAbsenceWords } from '@meemaak/messages';
import { clashId, type Clash } from '@meemaak/model';
import { useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { Watchable } from '../../rooms/dossier-room.ts';
import { useRoom } from '../../rooms/use-room.tsx';
import { Button } from '../../ui/button.tsx';
import { LateWords } from '../../view/late-words.tsx';
import { ClashEntry } from './clash-entry.tsx';
import { useStanding } from './standing.ts';

/** What has not been put away yet, and the way to put it away. */
export interface ClashLog {
  readonly clashes: Watchable<readonly Clash[]>;
  putAway(id: string): void;
}

export interface ClashListProps {
  readonly log: ClashLog;
  readonly clashes: readonly Clash[];
}

export default function ClashList(props: ClashListProps) {
  return (
    <LateWords load={loadAbsenceWords}>
      <Clashes {...props} />
    </LateWords>
  );
}

function Clashes({ log, clashes }: ClashListProps) {
  const t = useTranslations('clashes');
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
