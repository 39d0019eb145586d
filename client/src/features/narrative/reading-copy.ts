import { openNarrative, type NarrativeDocument } from '@meemaak/model';
import * as Y from 'yjs';

/** A copy of the narrative that follows it, for somebody who may only read. y-tiptap mends what it
 *  cannot draw by writing; in a copy that write reaches nobody. */
export function followForReading(source: NarrativeDocument): {
  readonly narrative: NarrativeDocument;
  readonly stop: () => void;
} {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(source.doc), source.doc);
  const follow = (update: Uint8Array): void => Y.applyUpdate(copy, update, source.doc);
  source.doc.on('update', follow);
  return {
    narrative: openNarrative(copy),
    stop: () => {
      source.doc.off('update', follow);
      copy.destroy();
    },
  };
}
