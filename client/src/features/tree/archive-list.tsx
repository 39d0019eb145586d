/** What was taken out of sight, newest first, each with its way back. */
import { useSyncExternalStore } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { useRoom } from '../../rooms/use-room.tsx';
import { Button } from '../../ui/button.tsx';
import { useShownTitle } from '../card/use-shown-title.ts';
import type { TreeVerbs } from './use-tree-verbs.ts';
import './archive-list.css';

export interface ArchiveListProps {
  readonly mayWrite: boolean;
  readonly verbs: Pick<TreeVerbs, 'restore'>;
}

export function ArchiveList({ mayWrite, verbs }: ArchiveListProps) {
  const t = useTranslations('outline.archive');
  const tree = useTranslations('tree');
  const format = useFormatter();
  const shownTitle = useShownTitle();
  const { treeIndex } = useRoom();
  // The rows change whenever the archive does; the batches are read along with them.
  useSyncExternalStore(
    (listener) => treeIndex.subscribe(listener),
    () => treeIndex.rows(),
  );
  const batches = treeIndex.archivedBatches();
  if (batches.length === 0) return null;
  return (
    <details className="archive-list">
      <summary>{t('title', { count: String(batches.length) })}</summary>
      <ul>
        {batches.map(({ batchId, at, nodeIds }) => {
          const [first] = nodeIds;
          const title = shownTitle((first && treeIndex.archivedTitle(first)) ?? '');
          return (
            <li key={batchId}>
              <span className="archive-list-title">{title}</span>
              <small>
                {t('archivedAt', {
                  when: format.dateTime(at, {
                    day: 'numeric',
                    month: 'long',
                    hour: '2-digit',
                    minute: '2-digit',
                  }),
                  count: nodeIds.length,
                })}
              </small>
              {mayWrite && (
                <Button
                  onClick={() => verbs.restore(batchId)}
                  aria-label={t('restoreTitle', { title })}
                >
                  {tree('restore')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </details>
  );
}
