import { setNodeOwner, type TreeNode } from '@meemaak/model';
import { useTranslations } from 'use-intl';
import { useRoom } from '../../rooms/use-room.tsx';
import { isTheirs, useGuard } from '../../view/use-guard.ts';
import { useShownTitle } from '../card/use-shown-title.ts';
import type { OverviewWork } from './use-overview-work.ts';

export interface OwnerChoiceProps {
  readonly node: TreeNode;
  readonly work: OverviewWork;
}

/** Sets the owner where the node stands; not of what is another's to fix. */
export function OwnerChoice({ node, work }: OwnerChoiceProps) {
  const t = useTranslations('overview.owners');
  const title = useShownTitle()(node.title);
  const room = useRoom();
  useGuard();
  const { nodeId, owner } = node;
  const { parties } = room.view;
  if (!isTheirs(room, node)) return null;
  const choose = (chosen: string): void => {
    const party = parties.find(({ partyId }) => partyId === chosen);
    const done =
      party === undefined ? t('unset', { title }) : t('set', { title, party: party.name });
    const change = { nodeId, owner: party?.partyId ?? null };
    work.run((tree, act) => setNodeOwner(tree, change, act), done);
  };
  const known = parties.some(({ partyId }) => partyId === owner) ? owner : null;
  return (
    <select
      value={known ?? ''}
      aria-label={t('ownerOf', { title })}
      onChange={({ target }) => choose(target.value)}
    >
      <option value="">{t('nobodyYet')}</option>
      {parties.map(({ partyId, name }) => (
        <option key={partyId} value={partyId}>
          {name}
        </option>
      ))}
    </select>
  );
}
