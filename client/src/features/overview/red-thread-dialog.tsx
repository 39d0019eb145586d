/** Where the red thread is loose, with for each a way to look and one step that mends it. It follows what
 *  everybody does meanwhile. */
import { findLooseEnds, LOOSE_END_KINDS, type LooseEnd } from '@meemaak/model';
import { useMemo, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { useRoom } from '../../rooms/use-room.tsx';
import { EntryTitle, GoToButton } from './entry-title.tsx';
import { LooseEndRepair } from './loose-end-repair.tsx';
import { OverviewDialog } from './overview-dialog.tsx';
import { useKeptFocus } from './use-kept-focus.ts';
import type { OverviewProps } from './overview-props.ts';
import { useOverviewWork, type OverviewWork } from './use-overview-work.ts';
import { useNamedNodes, useRows } from './use-rows.ts';

export function RedThreadDialog({ act, mayWrite, onGoTo, onClose }: OverviewProps) {
  const t = useTranslations('overview.thread');
  const work = useOverviewWork(act);
  const ends = useLooseEnds();
  const list = useRef<HTMLDivElement>(null);
  useKeptFocus(list);
  return (
    <OverviewDialog title={t('title')} work={work} onClose={onClose}>
      <p>{t('intro')}</p>
      <output className={ends.length === 0 ? 'overview-nothing' : 'overview-soft'}>
        {ends.length === 0 ? t('nothing') : t('count', { count: ends.length })}
      </output>
      <div ref={list} className="overview-groups">
        {LOOSE_END_KINDS.map((kind) => (
          <LooseEnds
            key={kind}
            ends={ends.filter((end) => end.kind === kind)}
            work={mayWrite ? work : undefined}
            onGoTo={onGoTo}
          />
        ))}
      </div>
    </OverviewDialog>
  );
}

/** What the text names counts once the text is here. */
function useLooseEnds(): readonly LooseEnd[] {
  const rows = useRows();
  const named = useNamedNodes();
  return useMemo(
    () =>
      findLooseEnds(rows, named ?? new Set()).filter(
        ({ kind }) => kind !== 'notInText' || named !== undefined,
      ),
    [rows, named],
  );
}

interface LooseEndsProps extends Pick<OverviewProps, 'onGoTo'> {
  readonly ends: readonly LooseEnd[];
  /** Undefined for who may only read. */
  readonly work: OverviewWork | undefined;
}

function LooseEnds({ ends, work, onGoTo }: LooseEndsProps) {
  const t = useTranslations('overview.thread');
  const { treeIndex, partiesById } = useRoom();
  const [first] = ends;
  if (first === undefined) return null;
  return (
    <section>
      <h3>{t(`kinds.${first.kind}`)}</h3>
      <p className="overview-soft">{t(`why.${first.kind}`)}</p>
      <ul className="overview-entries">
        {ends.map((end) => {
          const node = treeIndex.node(end.nodeId);
          const party = end.partyId && partiesById.get(end.partyId)?.name;
          return (
            node && (
              <li key={end.nodeId} data-entry={end.nodeId}>
                <EntryTitle node={node}>
                  {party !== undefined && <p>{t('onlyParty', { party })}</p>}
                </EntryTitle>
                <div className="overview-entry-acts">
                  {work && <LooseEndRepair end={end} work={work} onGoTo={onGoTo} />}
                  <GoToButton node={node} onGoTo={onGoTo} />
                </div>
              </li>
            )
          );
        })}
      </ul>
    </section>
  );
}
