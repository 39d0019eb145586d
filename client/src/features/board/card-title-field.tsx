/** The title of a card, open for editing in its place. Enter and leaving it write; Escape does not. */
import { MAX_TITLE_LENGTH, renameNode, type TreeNode } from '@meemaak/model';
import { useCallback, useEffect, useRef, type KeyboardEvent } from 'react';
import { stopEventPropagation, useEditor } from 'tldraw';
import { useTranslations } from 'use-intl';
import { useRoom } from '../../rooms/use-room.tsx';

export function CardTitleField({ node }: { readonly node: TreeNode }) {
  const t = useTranslations('board');
  const editor = useEditor();
  const room = useRoom();
  const { nodeId } = node;
  const field = useRef<HTMLTextAreaElement>(null);
  const isCancelled = useRef(false);

  const write = useCallback(
    (title: string) => {
      if (isCancelled.current) return;
      renameNode(
        room.tree,
        { nodeId, title },
        { by: room.me.participantId, origin: BOARD_TITLE_ORIGIN },
      );
    },
    [room, nodeId],
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
      defaultValue={node.title}
      maxLength={MAX_TITLE_LENGTH}
      onKeyDown={onKeyDown}
      onPointerDown={stopEventPropagation}
    />
  );
}

/** The origin of a title written on the board, for observers that ignore their own. */
const BOARD_TITLE_ORIGIN = Symbol('title on the board');
