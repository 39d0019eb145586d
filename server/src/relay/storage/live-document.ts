/** A document as the server holds it: nobody looks at it, so nothing of it is tidied. Browsers take
 *  superfluous marks away after every change that comes in, and write that; for the server it would be
 *  work without an end in sight (see `deletion-cost`), at every opening. */
import * as Y from 'yjs';

export function newLiveDocument(): Y.Doc {
  const doc = new Y.Doc();
  // The last thing that Yjs tells before it tidies.
  doc.on('afterTransaction', (transaction) => {
    transaction._needFormattingCleanup = false;
  });
  return doc;
}
