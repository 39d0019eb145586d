import type { Editor } from '@tiptap/core';
import type { Spot } from './find-words.ts';

const ALL = 'narrative-found';
const CURRENT = 'narrative-found-now';

/** Lights places up, and brings the one at `at` into view. In the browser's own highlights: the text is
 *  not touched, so nobody's typing pays for it. Returns how to end it. */
export function showSpots(editor: Editor, spots: readonly Spot[], at: number): () => void {
  if (typeof Highlight === 'undefined' || editor.isDestroyed) return () => undefined;
  const ranges = spots.map((spot) => rangeOf(editor, spot));
  CSS.highlights.set(ALL, new Highlight(...ranges));
  const current = ranges[at];
  if (current !== undefined) {
    CSS.highlights.set(CURRENT, new Highlight(current));
    current.startContainer.parentElement?.scrollIntoView({ block: 'nearest' });
  }
  return () => {
    CSS.highlights.delete(ALL);
    CSS.highlights.delete(CURRENT);
  };
}

function rangeOf({ view }: Editor, { from, to }: Spot): StaticRange {
  const start = view.domAtPos(from, 1);
  const end = view.domAtPos(to, -1);
  return new StaticRange({
    startContainer: start.node,
    startOffset: start.offset,
    endContainer: end.node,
    endOffset: end.offset,
  });
}
