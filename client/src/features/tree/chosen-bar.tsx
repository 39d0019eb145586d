/** What can be done with all rows that were chosen together. */
import type { NodeId } from '@meemaak/model';
import { useTranslations } from 'use-intl';
import { useRoom } from '../../rooms/use-room.tsx';
import { Button } from '../../ui/button.tsx';
import { LiveRegion } from '../../ui/live-region.tsx';
import type { ChosenRows } from './use-chosen-rows.ts';
import type { TreeVerbs } from './use-tree-verbs.ts';
import './chosen-bar.css';

export interface ChosenBarProps {
  readonly chosen: ChosenRows;
  /** Undefined for who may only read. */
  readonly verbs: TreeVerbs | undefined;
  readonly onMove: (nodeIds: ReadonlySet<NodeId>) => void;
}

const NOBODY = 'nobody';

export function ChosenBar({ chosen, verbs, onMove }: ChosenBarProps) {
  const t = useTranslations('outline.chosen');
  const { chosenIds, clear } = chosen;
  const count = t('count', { count: chosenIds.size });
  return (
    <section className="chosen-bar" aria-label={t('label')}>
      <p>{count}</p>
      {verbs && (
        <>
          <Button onClick={() => onMove(chosenIds)}>{t('moveTo')}</Button>
          <OwnerOfAll onChoose={(owner) => verbs.setOwnerOfAll(chosenIds, owner)} />
          <Button
            onClick={() => {
              verbs.archiveAll(chosenIds);
              clear();
            }}
          >
            {t('archive')}
          </Button>
        </>
      )}
      <Button onClick={clear}>{t('clear')}</Button>
      <LiveRegion text={count} />
    </section>
  );
}

interface OwnerOfAllProps {
  readonly onChoose: (owner: Parameters<TreeVerbs['setOwnerOfAll']>[1]) => void;
}

/** A list that does something at once, so it stands at its own name again. */
function OwnerOfAll({ onChoose }: OwnerOfAllProps) {
  const t = useTranslations('outline.chosen');
  const tree = useTranslations('tree');
  const { parties } = useRoom().view;
  const choose = (chosen: string): void => {
    const party = parties.find(({ partyId }) => partyId === chosen);
    if (party !== undefined) onChoose(party.partyId);
    else if (chosen === NOBODY) onChoose(null);
  };
  return (
    <select aria-label={t('owner')} value="" onChange={({ target }) => choose(target.value)}>
      <option value="">{t('owner')}</option>
      {parties.map(({ partyId, name }) => (
        <option key={partyId} value={partyId}>
          {name}
        </option>
      ))}
      <option value={NOBODY}>{tree('nobody')}</option>
    </select>
  );
}
