/** Finding words in the text, and putting others in their place. */
import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { peerCarets } from './carets.ts';
import { inOneStep } from './one-step.ts';

export interface Sought {
  readonly words: string;
  /** Capitals matter. */
  readonly exact: boolean;
}

/** Places in the text as it is now. */
export interface Spot {
  readonly from: number;
  readonly to: number;
}

export interface Replaced {
  readonly replaced: number;
  /** Places where a colleague's caret stands: theirs to finish. */
  readonly skipped: number;
}

/** A chip or line break: no words go across it. */
const LEAF = '\uFFFC';

/** What means something in a pattern. */
const SIGNS = /[\\^$.*+?()[\]{}|/]/g;

/** Every place, in order, none overlapping; never across paragraphs, chips or line breaks. */
export function findWords(text: Node, { words, exact }: Sought): readonly Spot[] {
  if (words === '') return [];
  const pattern = new RegExp(words.replaceAll(SIGNS, '\\$&'), exact ? 'gu' : 'giu');
  const spots: Spot[] = [];
  text.descendants((block, position) => {
    if (!block.isTextblock) return true;
    const letters = block.textBetween(0, block.content.size, LEAF, LEAF);
    for (const { index, 0: found } of letters.matchAll(pattern)) {
      const from = position + 1 + index;
      spots.push({ from, to: from + found.length });
    }
    return false;
  });
  return spots;
}

/** Replaces these places of the present text, in one step of undo. */
export function replaceSpots(editor: Editor, spots: readonly Spot[], by: string): Replaced {
  const carets = peerCarets(editor.state);
  const free = spots.filter(({ from, to }) => !carets.some((at) => at >= from && at <= to));
  inOneStep(editor, () => {
    // One by one, the last first: y-tiptap writes one stretch per paragraph from the first to the last
    // difference, and that would take a colleague's words between two places with it.
    for (const { from, to } of free.toReversed()) replaceSpot(editor, { from, to }, by);
  });
  return { replaced: free.length, skipped: spots.length - free.length };
}

function replaceSpot({ state, view }: Editor, { from, to }: Spot, by: string): void {
  view.dispatch(by === '' ? state.tr.delete(from, to) : state.tr.insertText(by, from, to));
}
