/** What one writer must do for the tree, because no participant can see all moves at once:
 *
 *  - *repair*, at once: of moves made without knowing of each other the newest stands, also when an
 *    old one comes in late from somebody who was offline;
 *  - *settle*, a little later: a node that could not go where it was moved is stored where everybody
 *    sees it, so that no later move makes it jump.
 *
 *  Both are ordinary updates: stored, then sent to everybody. */
import { openTree, repairMoves, settle } from '@meemaak/model';
import type * as Y from 'yjs';
import { logFault } from '../log.ts';

/** Long enough for a burst of moves to be over, short enough that nobody trips over it. */
const SETTLE_AFTER_MS = 2_000;

/** Keeps the tree in this document until the returned function is called. `isClient` tells the
 *  transactions of participants from the server's own. */
export function keepTree(doc: Y.Doc, isClient: (origin: unknown) => boolean): () => void {
  const tree = openTree(doc);
  let timer: NodeJS.Timeout | undefined;

  const observe = (event: Y.YMapEvent<unknown>, { origin }: Y.Transaction): void => {
    if (!isClient(origin)) return;
    attempt('tree.repair', () => repairMoves(tree, event, 'repair'));
    timer ??= setTimeout(() => {
      timer = undefined;
      attempt('tree.settle', () => settle(tree, 'settle'));
    }, SETTLE_AFTER_MS);
  };
  tree.pos.observe(observe);
  return () => {
    clearTimeout(timer);
    tree.pos.unobserve(observe);
  };
}

/** A mistake of ours here must not cost the participant whose move it was. */
function attempt(duty: string, perform: () => unknown): void {
  try {
    perform();
  } catch (error) {
    logFault(`${duty}.failed`, error);
  }
}
