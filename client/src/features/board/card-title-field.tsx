/** The title of a card, open for editing in its place. Enter and leaving it write; Escape does not. */
import { MAX_TITLE_LENGTH, carryChange, renameNode, type TreeNode } from '@meemaak/model';
import { useCallback, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { stopEventPropagation, useEditor } from 'tldraw';
import { useTranslations } from 'use-intl';
import { useRoom } from '../../rooms/use-room.tsx';
import { treeHistory } from '../../view/undo.ts';
import { BOARD_ORIGIN } from './board-origin.ts';
import { actIn } from '../../view/act.ts';

export function CardTitleField({ node }: { readonly node: TreeNode }) {
  const t = useTranslations('board');
  const editor = useEditor();
  const room = useRoom();
  const { nodeId } = node;
  const field = useRef<HTMLTextAreaElement>(null);
  const isCancelled = useRef(false);

  const [opened] = useState(node.title);
  const write = useCallback(
    (typed: string) => {
      if (isCancelled.current || typed === opened) return;
      // Others may have changed it since it was opened.
      const title = carryChange(opened, typed, room.treeIndex.node(nodeId)?.title ?? '');
      const act = actIn(room, BOARD_ORIGIN);
      const outcome = renameNode(room.tree, { nodeId, title }, act);
      if (outcome.ok) treeHistory(room).record(outcome.value);
    },
    [room, nodeId, opened],
  );

  useEffect(() => {
    const textarea = field.current;
    if (textarea === null) return undefined;
    // After the press that opened it: its own focus goes to the canvas.
    const frame = requestAnimationFrame(() => {
      textarea.focus();
      textarea.select();
    });
    room.show({ editingNodeId: nodeId });
    return () => {
      cancelAnimationFrame(frame);
      // The canvas may end the editing itself (a click elsewhere) before the field hears of it.
      write(textarea.value);
      room.show({ editingNodeId: undefined });
    };
  }, [room, nodeId, write]);

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    isCancelled.current = event.key === 'Escape';
    editor.setEditingShape(null);
    editor.getContainer().focus();
  };
  return (
    <textarea
      ref={field}
      className="card-title-field"
      aria-label={t('editTitle')}
      defaultValue={opened}
      maxLength={MAX_TITLE_LENGTH}
      onKeyDown={onKeyDown}
      onPointerDown={stopEventPropagation}
    />
  );
}
