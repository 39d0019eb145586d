/** Who owns what: what is nobody's, what is whose, and what is of several together. In the order of the
 *  dossier and of the tree, never by number. */
import { NODE_KINDS, NODE_STATES, whoOwns, type PartyShare, type TreeNode } from '@meemaak/model';
import { useMemo, useRef, useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { useFormatter, useTranslations } from 'use-intl';
import { useRoom } from '../../rooms/use-room.tsx';
import { Button } from '../../ui/button.tsx';
import { OverviewDialog } from './overview-dialog.tsx';
import type { OverviewProps } from './overview-props.ts';
import { OwnedEntries } from './owned-entries.tsx';
import { OwnerChoice } from './owner-choice.tsx';
import { PartyName } from './party-name.tsx';
import { useKeptFocus } from './use-kept-focus.ts';
import { useOverviewWork, type OverviewWork } from './use-overview-work.ts';
import { useRows } from './use-rows.ts';

export function WhoOwnsDialog({ act, mayWrite, onGoTo, onClose }: OverviewProps) {
  const t = useTranslations('overview.owners');
  const { view } = useRoom();
  const work = useOverviewWork(act);
  const [filter, setFilter] = useState<Filter>({ kind: '', state: '' });
  const [showsAll, setShowsAll] = useState(false);
  const rows = useFittingRows(filter);
  const { nobody, shares, together } = useMemo(
    () => whoOwns(rows, view.parties),
    [rows, view.parties],
  );
  const list = useRef<HTMLDivElement>(null);
  useKeptFocus(list);
  const print = (): void => {
    flushSync(() => setShowsAll(true));
    window.print();
  };
  const isFiltered = filter.kind !== '' || filter.state !== '';
  const entries = { showsAll, onGoTo };
  const choices = { ...entries, owner: ownerControl(mayWrite, work) };
  return (
    <OverviewDialog
      title={t('title')}
      work={work}
      tools={<Button onClick={print}>{t('print')}</Button>}
      onClose={onClose}
    >
      <PrintLine />
      <p>{t('intro')}</p>
      <Filters filter={filter} count={rows.length} onFilter={setFilter} />
      <div ref={list} className="overview-groups">
        <section>
          <h3>{t('nobody')}</h3>
          <OwnedEntries
            nodes={nobody}
            none={t(isFiltered ? 'noneFound' : 'nobodyNone')}
            {...choices}
          />
        </section>
        {shares.map((share) => (
          <ShareSection key={share.partyId} share={share} isFiltered={isFiltered} {...choices} />
        ))}
        <section>
          <h3>{t('together')}</h3>
          <OwnedEntries
            nodes={together}
            none={t(isFiltered ? 'noneFound' : 'togetherNone')}
            namesParties
            {...entries}
          />
        </section>
      </div>
    </OverviewDialog>
  );
}

type OwnerControl = ((node: TreeNode) => ReactNode) | undefined;

function ownerControl(mayWrite: boolean, work: OverviewWork): OwnerControl {
  return mayWrite ? (node) => <OwnerChoice node={node} work={work} /> : undefined;
}

interface ShareSectionProps extends Pick<OverviewProps, 'onGoTo'> {
  readonly share: PartyShare;
  readonly isFiltered: boolean;
  readonly showsAll: boolean;
  readonly owner: OwnerControl;
}

function ShareSection({ share, isFiltered, owner, ...entries }: ShareSectionProps) {
  const t = useTranslations('overview.owners');
  const { owns, offered, helps } = share;
  const isEmpty = [owns, offered, helps].every((nodes) => nodes.length === 0);
  return (
    <section>
      <h3>
        <PartyName partyId={share.partyId} />
      </h3>
      {isEmpty && <p className="overview-soft">{t(isFiltered ? 'noneFound' : 'none')}</p>}
      {owns.length > 0 && <h4>{t('owns')}</h4>}
      <OwnedEntries nodes={owns} owner={owner} {...entries} />
      {offered.length > 0 && <h4>{t('offered')}</h4>}
      <OwnedEntries nodes={offered} owner={owner} {...entries} />
      {helps.length > 0 && <h4>{t('helps')}</h4>}
      <OwnedEntries nodes={helps} namesParties {...entries} />
    </section>
  );
}

interface Filter {
  /** Empty: all of them. */
  readonly kind: string;
  readonly state: string;
}

function useFittingRows({ kind, state }: Filter): readonly TreeNode[] {
  const rows = useRows();
  return useMemo(
    () =>
      rows.filter(
        (node) => (kind === '' || node.kind === kind) && (state === '' || node.state.is === state),
      ),
    [rows, kind, state],
  );
}

interface FiltersProps {
  readonly filter: Filter;
  readonly count: number;
  readonly onFilter: (filter: Filter) => void;
}

function Filters({ filter, count, onFilter }: FiltersProps) {
  const t = useTranslations('overview.owners');
  const node = useTranslations('node');
  return (
    <div className="overview-filters">
      <label>
        {t('kind')}
        <select
          value={filter.kind}
          onChange={({ target }) => onFilter({ ...filter, kind: target.value })}
        >
          <option value="">{t('anyKind')}</option>
          {NODE_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {node(`kinds.${kind}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('state')}
        <select
          value={filter.state}
          onChange={({ target }) => onFilter({ ...filter, state: target.value })}
        >
          <option value="">{t('anyState')}</option>
          {NODE_STATES.map((state) => (
            <option key={state} value={state}>
              {node(`states.${state}`)}
            </option>
          ))}
        </select>
      </label>
      <output className="overview-soft">{t('shown', { count })}</output>
    </div>
  );
}

/** On paper only: of which dossier, and of when. */
function PrintLine() {
  const t = useTranslations('overview.owners');
  const format = useFormatter();
  const { view } = useRoom();
  const [now] = useState(() => new Date());
  const when = format.dateTime(now, { dateStyle: 'long' });
  return <p className="overview-print-line">{t('printedOn', { dossier: view.title, when })}</p>;
}
