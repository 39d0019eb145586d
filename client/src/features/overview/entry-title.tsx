import { kindName, type NodeId, type TreeNode } from '@meemaak/model';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useRoom } from '../../rooms/use-room.tsx';
import { Button } from '../../ui/button.tsx';
import { useShownTitle } from '../card/use-shown-title.ts';

export interface EntryTitleProps {
  readonly node: TreeNode;
  /** What else is said of it. */
  readonly children?: ReactNode;
}

/** What it is called, what it is, how far it is and what it hangs under. */
export function EntryTitle({ node, children }: EntryTitleProps) {
  const t = useTranslations();
  const shownTitle = useShownTitle();
  const path = usePath(node).map(({ title }) => shownTitle(title));
  return (
    <div className="overview-entry-words">
      <strong>{shownTitle(node.title)}</strong>
      <small>
        {t(`node.kinds.${kindName(node)}`)}
        {' · '}
        {t(`node.states.${node.state.is}`)}
      </small>
      {path.length > 0 && <small>{t('overview.under', { path: path.join(' › ') })}</small>}
      {children}
    </div>
  );
}

export interface GoToButtonProps {
  readonly node: TreeNode;
  readonly onGoTo: (nodeId: NodeId) => void;
}

export function GoToButton({ node, onGoTo }: GoToButtonProps) {
  const t = useTranslations('overview');
  const title = useShownTitle()(node.title);
  return (
    <Button
      look="plain"
      className="overview-go"
      aria-label={t('goToNode', { title })}
      onClick={() => onGoTo(node.nodeId)}
    >
      {t('goTo')}
    </Button>
  );
}

/** From the top down to its parent. */
function usePath({ parentId }: TreeNode): readonly TreeNode[] {
  const { treeIndex } = useRoom();
  const path: TreeNode[] = [];
  let above = parentId === null ? undefined : treeIndex.node(parentId);
  while (above !== undefined) {
    path.unshift(above);
    above = above.parentId === null ? undefined : treeIndex.node(above.parentId);
  }
  return path;
}
