/** Which branch is shown, and the way back to more of the tree. */
import type { NodeId } from '@meemaak/model';
import { flushSync } from 'react-dom';
import { useTranslations } from 'use-intl';
import { useRoom } from '../../rooms/use-room.tsx';
import { Button } from '../../ui/button.tsx';
import { useShownTitle } from '../card/use-shown-title.ts';
import { focusRow } from './tree-focus.ts';
import type { OutlineView } from './use-outline-view.ts';
import { pathTo } from './walk-rows.ts';
import './zoom-path.css';

export interface ZoomPathProps {
  readonly branchId: NodeId;
  readonly view: Pick<OutlineView, 'setBranch'>;
}

export function ZoomPath({ branchId, view }: ZoomPathProps) {
  const t = useTranslations('outline.zoom');
  const shownTitle = useShownTitle();
  const { treeIndex } = useRoom();
  const branch = treeIndex.node(branchId);
  const show = (nodeId: NodeId | undefined): void => {
    flushSync(() => view.setBranch(nodeId));
    // Where one was, in what is shown now.
    focusRow(branchId);
  };
  return (
    <nav className="zoom-path" aria-label={t('label')}>
      <ol>
        <li>
          <Button look="plain" onClick={() => show(undefined)}>
            {t('whole')}
          </Button>
        </li>
        {pathTo(branchId, treeIndex).map(({ nodeId, title }) => (
          <li key={nodeId}>
            <Button look="plain" onClick={() => show(nodeId)}>
              {shownTitle(title)}
            </Button>
          </li>
        ))}
        <li aria-current="true">{shownTitle(branch?.title ?? '')}</li>
      </ol>
    </nav>
  );
}
