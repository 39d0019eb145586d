import { restoreBatch, type NodeId } from '@meemaak/model';
import type { Editor } from '@tiptap/core';
import { NodeSelection } from '@tiptap/pm/state';
import { useState, useSyncExternalStore } from 'react';
import { useTranslations } from 'use-intl';
import { useRoom } from '../../rooms/use-room.tsx';
import { Button } from '../../ui/button.tsx';
import { actIn } from '../../view/act.ts';
import { selectNode, useSelection } from '../../view/selection.ts';
import { treeHistory } from '../../view/undo.ts';
import { AnchoredPopover } from './anchored-popover.tsx';
import { anchorOfSelection } from './anchor-of-selection.ts';
import './link-popover.css';
import type { WritingWords } from './load-writing.ts';

export interface ArchivedChipProps {
  readonly editor: Editor;
  readonly t: WritingWords;
}

/** Whoever chooses a chip of what is in the archive gets the way back. */
export function ArchivedChip({ editor, t }: ArchivedChipProps) {
  const { treeIndex } = useRoom();
  const { nodeId, chosenOn } = useSelection();
  const title = useSyncExternalStore(
    (listener) => treeIndex.subscribe(listener),
    () => (nodeId === undefined ? undefined : treeIndex.archivedTitle(nodeId)),
  );
  if (nodeId === undefined || title === undefined || chosenOn !== 'narrative') return null;
  return <ArchivedPopover key={nodeId} editor={editor} t={t} nodeId={nodeId} title={title} />;
}

interface ArchivedPopoverProps extends ArchivedChipProps {
  readonly nodeId: NodeId;
  readonly title: string;
}

function ArchivedPopover({ editor, t, nodeId, title }: ArchivedPopoverProps) {
  const words = useTranslations('node');
  const room = useRoom();
  const [anchor] = useState(() => anchorOfSelection(editor));
  const [isRefused, setRefused] = useState(false);
  const batch = room.treeIndex.archivedBatches().find(({ nodeIds }) => nodeIds.includes(nodeId));
  const leave = (hasLeft: boolean): void => {
    if (!hasLeft) editor.view.focus();
    close();
  };
  const restore = (): void => {
    if (batch === undefined) return;
    const outcome = restoreBatch(room.tree, batch.batchId, actIn(room, 'narrative'));
    setRefused(!outcome.ok);
    if (!outcome.ok) return;
    treeHistory(room).record(outcome.value);
    // It is chosen still, and now on all faces.
    editor.view.focus();
  };
  const remove = (): void => {
    editor.view.focus();
    editor.commands.deleteSelection();
    close();
  };
  return (
    <AnchoredPopover
      title={t('archived.title', { title: title === '' ? words('untitled') : title })}
      anchor={anchor}
      onClose={leave}
    >
      <p>{t('archived.about')}</p>
      {isRefused && <p role="alert">{t('archived.refused')}</p>}
      <div className="link-popover-actions">
        {batch !== undefined && (
          <Button look="main" onClick={restore}>
            {t('archived.restore', { count: batch.nodeIds.length })}
          </Button>
        )}
        {isChipSelected(editor, nodeId) && <Button onClick={remove}>{t('archived.remove')}</Button>}
        <Button onClick={() => leave(false)}>{t('archived.close')}</Button>
      </div>
    </AnchoredPopover>
  );
}

/** One may have been chosen without the caret being at it: then it is not clear which one is meant. */
function isChipSelected({ state: { selection } }: Editor, nodeId: NodeId): boolean {
  return selection instanceof NodeSelection && selection.node.attrs['ref'] === nodeId;
}

/** Then choosing it again opens this again. */
function close(): void {
  selectNode(undefined, 'narrative');
}
