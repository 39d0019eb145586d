/** Where to? For whoever does not drag, or has far to go. */
import { placesFor, topmost, type NodeId, type TreeNode } from '@meemaak/model';
import { useId, useMemo, useState, useSyncExternalStore } from 'react';
import { useTranslations } from 'use-intl';
import { useRoom } from '../../rooms/use-room.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { findNodes } from '../../view/find-nodes.ts';
import { useShownTitle } from '../card/use-shown-title.ts';
import type { Destination } from './bind-several.ts';
import { pathTo } from './walk-rows.ts';
import './move-dialog.css';

export interface MoveDialogProps {
  readonly nodeIds: ReadonlySet<NodeId>;
  readonly onMove: (place: Destination) => void;
  readonly onClose: () => void;
}

export function MoveDialog({ nodeIds, onMove, onClose }: MoveDialogProps) {
  const t = useTranslations('outline.moveTo');
  const shownTitle = useShownTitle();
  const { moved, places } = usePlaces(nodeIds);
  const [parentId, setParentId] = useState<NodeId | null>();
  const [at, setAt] = useState<Destination['at']>('last');
  const spotName = useId();
  // Gone meanwhile, or no longer fitting.
  const isThere = parentId === null || places.some(({ nodeId }) => nodeId === parentId);
  const title = t('title', { count: moved.length, title: shownTitle(moved[0]?.title ?? '') });
  return (
    <Dialog
      isOpen
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button
            look="main"
            disabled={parentId === undefined || !isThere || moved.length === 0}
            onClick={() => {
              if (parentId !== undefined) onMove({ parentId, at });
              onClose();
            }}
          >
            {t('move')}
          </Button>
        </>
      }
    >
      <PlaceList places={places} parentId={parentId} onChoose={setParentId} />
      <fieldset className="move-dialog-spot">
        <legend>{t('spot')}</legend>
        {(['first', 'last'] as const).map((spot) => (
          <label key={spot}>
            <input
              type="radio"
              name={spotName}
              checked={at === spot}
              onChange={() => setAt(spot)}
            />
            {t(spot)}
          </label>
        ))}
      </fieldset>
    </Dialog>
  );
}

/** What is moved and where it fits, as others change the tree. */
function usePlaces(nodeIds: ReadonlySet<NodeId>) {
  const { treeIndex } = useRoom();
  const rows = useSyncExternalStore(
    (listener) => treeIndex.subscribe(listener),
    () => treeIndex.rows(),
  );
  return useMemo(
    () => ({
      moved: rows.length === 0 ? [] : topmost(treeIndex, nodeIds),
      places: rows.length === 0 ? [] : placesFor(treeIndex, nodeIds),
    }),
    [rows, treeIndex, nodeIds],
  );
}

interface PlaceListProps {
  readonly places: readonly TreeNode[];
  readonly parentId: NodeId | null | undefined;
  readonly onChoose: (parentId: NodeId | null) => void;
}

function PlaceList({ places, parentId, onChoose }: PlaceListProps) {
  const t = useTranslations('outline.moveTo');
  const kinds = useTranslations('node.kinds');
  const shownTitle = useShownTitle();
  const { treeIndex } = useRoom();
  const [words, setWords] = useState('');
  const name = useId();
  const found = useMemo(() => findNodes(places, words), [places, words]);
  return (
    <>
      <label className="move-dialog-find">
        {t('find')}
        <input type="search" value={words} onChange={({ target }) => setWords(target.value)} />
      </label>
      <fieldset className="move-dialog-places">
        <legend>{t('places')}</legend>
        {words.trim() === '' && (
          <label>
            <input
              type="radio"
              name={name}
              checked={parentId === null}
              onChange={() => onChoose(null)}
            />
            {t('top')}
          </label>
        )}
        {found.map(({ nodeId, kind, title }) => (
          <label key={nodeId}>
            <input
              type="radio"
              name={name}
              checked={parentId === nodeId}
              onChange={() => onChoose(nodeId)}
            />
            <span>
              {shownTitle(title)}
              <small>
                {[
                  kinds(kind),
                  ...pathTo(nodeId, treeIndex).map((above) => shownTitle(above.title)),
                ].join(' · ')}
              </small>
            </span>
          </label>
        ))}
        {found.length === 0 && words.trim() !== '' && <p>{t('none')}</p>}
      </fieldset>
      <p className="move-dialog-hint">{t('onlyFitting')}</p>
    </>
  );
}
