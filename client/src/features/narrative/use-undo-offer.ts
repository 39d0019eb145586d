import type { Editor } from '@tiptap/core';
import { useEffect } from 'react';
import { useRoom } from '../../rooms/use-room.tsx';
import { offerUndo } from '../../view/undo.ts';

/** Undo asked for on the toolbar or in a menu takes back what this person wrote, as in the text. */
export function useUndoOffer(editor: Editor | undefined, mayWrite: boolean): void {
  const room = useRoom();
  useEffect(() => {
    if (editor === undefined || !mayWrite) return undefined;
    return offerUndo(room, 'narrative', {
      undo: () => editor.commands.undo(),
      redo: () => editor.commands.redo(),
    });
  }, [room, editor, mayWrite]);
}
