import type { TreeNode } from '@meemaak/model';
import { useState, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useRoom } from '../../rooms/use-room.tsx';
import { Button } from '../../ui/button.tsx';
import { EntryTitle, GoToButton } from './entry-title.tsx';
import type { OverviewProps } from './overview-props.ts';
import { PartyName } from './party-name.tsx';

/** Longer lists begin with this many. */
const FIRST_SHOWN = 60;

export interface OwnedEntriesProps extends Pick<OverviewProps, 'onGoTo'> {
  readonly nodes: readonly TreeNode[];
  readonly showsAll: boolean;
  /** What is said where there are none; left out: nothing. */
  readonly none?: string;
  /** Says of each whose it is and who helps. */
  readonly namesParties?: boolean;
  /** How the owner is set there; undefined: only read. */
  readonly owner?: ((node: TreeNode) => ReactNode) | undefined;
}

export function OwnedEntries({
  nodes,
  showsAll,
  none,
  namesParties = false,
  owner,
  onGoTo,
}: OwnedEntriesProps) {
  const t = useTranslations('overview.owners');
  const [isLong, setLong] = useState(false);
  if (nodes.length === 0) {
    return none === undefined ? null : <p className="overview-soft">{none}</p>;
  }
  const shown = showsAll || isLong ? nodes : nodes.slice(0, FIRST_SHOWN);
  return (
    <>
      <ul className="overview-entries">
        {shown.map((node) => (
          <li key={node.nodeId} data-entry={owner === undefined ? undefined : node.nodeId}>
            <EntryTitle node={node} />
            {namesParties && <Parties node={node} />}
            <div className="overview-entry-acts">
              {owner?.(node)}
              <GoToButton node={node} onGoTo={onGoTo} />
            </div>
          </li>
        ))}
      </ul>
      {shown.length < nodes.length && (
        <Button onClick={() => setLong(true)}>{t('all', { count: nodes.length })}</Button>
      )}
    </>
  );
}

function Parties({ node: { owner, helperIds } }: { readonly node: TreeNode }) {
  const t = useTranslations('overview.owners');
  const { partiesById } = useRoom();
  const helpers = helperIds.filter((partyId) => partiesById.has(partyId) && partyId !== owner);
  return (
    <div className="overview-parties">
      {owner !== null && partiesById.has(owner) && (
        <p>
          <span>{t('ownedBy')}</span>
          <PartyName partyId={owner} />
        </p>
      )}
      {helpers.length > 0 && (
        <p>
          <span>{t('helpedBy')}</span>
          {helpers.map((partyId) => (
            <PartyName key={partyId} partyId={partyId} />
          ))}
        </p>
      )}
    </div>
  );
}
