import type { Editor } from '@tiptap/core';
import { useCallback, useRef, useSyncExternalStore } from 'react';
import { undoManagerOf } from './tools.ts';

/** Follows something about the editor. `select` gives plain values; a component draws again only
 *  when they differ from the last ones. */
export function useEditorWatch<Value>(editor: Editor, select: (editor: Editor) => Value): Value {
  const last = useRef<{ readonly text: string; readonly value: Value }>(undefined);
  const subscribe = useCallback((listener: () => void) => watchEditor(editor, listener), [editor]);
  return useSyncExternalStore(subscribe, () => {
    if (editor.isDestroyed && last.current !== undefined) return last.current.value;
    const value = select(editor);
    const text = JSON.stringify(value);
    if (last.current?.text !== text) last.current = { text, value };
    return last.current.value;
  });
}

function watchEditor(editor: Editor, listener: () => void): () => void {
  // The history grows after the transaction is drawn, so it tells by itself.
  const history = undoManagerOf(editor);
  editor.on('transaction', listener);
  history?.on('stack-item-added', listener);
  history?.on('stack-item-popped', listener);
  history?.on('stack-cleared', listener);
  return () => {
    editor.off('transaction', listener);
    history?.off('stack-item-added', listener);
    history?.off('stack-item-popped', listener);
    history?.off('stack-cleared', listener);
  };
}
