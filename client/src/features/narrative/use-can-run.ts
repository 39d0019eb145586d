import type { Editor } from '@tiptap/core';
import { useCallback, useSyncExternalStore } from 'react';
import { tools, undoManagerOf, type ToolName } from './tools.ts';

/** Whether a tool can do something now. Follows the caret and the history; that one by itself, for it
 *  grows after the transaction that it is about is drawn. */
export function useCanRun(editor: Editor, name: ToolName): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const history = undoManagerOf(editor);
      for (const event of HISTORY_EVENTS) history?.on(event, listener);
      editor.on('selectionUpdate', listener);
      return () => {
        editor.off('selectionUpdate', listener);
        for (const event of HISTORY_EVENTS) history?.off(event, listener);
      };
    },
    [editor],
  );
  return useSyncExternalStore(subscribe, () => tools[name].canRun(editor));
}

const HISTORY_EVENTS = ['stack-item-added', 'stack-item-popped', 'stack-cleared'] as const;
