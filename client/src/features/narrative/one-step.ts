import type { Editor } from '@tiptap/core';
import { undoManagerOf } from './tools.ts';

/** Everything that `act` changes becomes one step of undo, apart from what was written before and what
 *  is written after. */
export function inOneStep(editor: Editor, act: () => void): void {
  const history = undoManagerOf(editor);
  if (history === undefined) {
    act();
    return;
  }
  const { captureTimeout } = history;
  history.stopCapturing();
  history.captureTimeout = Number.MAX_SAFE_INTEGER;
  try {
    act();
  } finally {
    history.captureTimeout = captureTimeout;
    history.stopCapturing();
  }
}
