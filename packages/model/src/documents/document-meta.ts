/** Every document carries a small server-written map `meta`:
 *  `schema` (shape number of its contents) and `generation` (raised by restoring a backup, so that
 *  an offline copy of another life of the document is never merged in blindly). */
import * as Y from 'yjs';
import type { DocumentName } from './document-name.ts';

/** The shape number of each document that this build reads and writes; it also reads all lower ones.
 *  The narrative's 2: tables. */
export const SCHEMA_NUMBERS: Record<DocumentName, number> = {
  narrative: 2,
  tree: 1,
  board: 1,
  talk: 1,
};

/** Seeds come from this client id, so that seeding twice yields the same bytes and merges to one. */
export const SEED_CLIENT_ID = 1;

/** Runs `write` in a fresh document as the seed and returns the update to store.
 *  Deterministic as long as `write` is. */
export function seedUpdate(name: DocumentName, write?: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = SEED_CLIENT_ID;
  doc.transact(() => {
    const meta = doc.getMap('meta');
    meta.set('schema', SCHEMA_NUMBERS[name]);
    meta.set('generation', 1);
    write?.(doc);
  });
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return update;
}

/** The schema number that a document says it has; 0 before it is loaded. */
export function readSchemaNumber(doc: Y.Doc): number {
  const value = doc.getMap('meta').get('schema');
  return typeof value === 'number' ? value : 0;
}
