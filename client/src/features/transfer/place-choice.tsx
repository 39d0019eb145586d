/** Under which node it comes. */
import { kindsUnder, type NodeId } from '@meemaak/model';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useRoom } from '../../rooms/use-room.tsx';
import { useShownTitle } from '../card/use-shown-title.ts';

export interface PlaceChoiceProps {
  readonly placeId: NodeId | null;
  readonly onChoose: (placeId: NodeId | null) => void;
}

const INDENT = '\u00A0\u00A0\u00A0';

export function PlaceChoice({ placeId, onChoose }: PlaceChoiceProps) {
  const t = useTranslations('transfer');
  const shownTitle = useShownTitle();
  const { treeIndex } = useRoom();
  const rows = treeIndex.rows();
  const places = useMemo(() => rows.filter(({ kind }) => kindsUnder(kind).length > 0), [rows]);
  return (
    <label className="transfer-choice">
      {t('place')}
      <select
        value={placeId ?? ''}
        onChange={({ target }) => {
          onChoose(places.find(({ nodeId }) => nodeId === target.value)?.nodeId ?? null);
        }}
      >
        <option value="">{t('top')}</option>
        {places.map(({ nodeId, level, title }) => (
          <option key={nodeId} value={nodeId}>
            {INDENT.repeat(level - 1) + shownTitle(title)}
          </option>
        ))}
      </select>
    </label>
  );
}
