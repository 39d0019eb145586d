import { openBoard } from '@meemaak/model';
import { syncDocs } from '@meemaak/test-kit';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { createPerson, createSeededDoc } from './headless-editor.ts';

/** Yjs 13.6.33 retries what waits only once the latest gap is closed, and forgets the earlier one:
 *  `y0` waits for `x1`, but once `x0` has come it is kept until `x2` is there; and `x2` waits for `y0`.
 *  Over a real line letters do not overtake each other, and coming online is such an exchange. */
it('[seed 993] what Yjs keeps waiting for ever, though all of it is here, comes with the next exchange', () => {
  const [x, y] = [createSeededDoc(), createSeededDoc()];
  [x.clientID, y.clientID] = [10, 20];
  const set = (doc: Y.Doc, key: string): Uint8Array => {
    const before = Y.encodeStateVector(doc);
    openBoard(doc).records.set(key, new Y.Map());
    return Y.encodeStateAsUpdate(doc, before);
  };
  const x0 = set(x, 'shape:elsewhere');
  const x1 = set(x, 'shape:contested');
  syncDocs(x, y);
  const y0 = set(y, 'shape:contested');
  syncDocs(x, y);
  const x2 = set(x, 'shape:contested');
  const x3 = set(x, 'shape:last');

  const late = createPerson(createSeededDoc());
  for (const update of [x3, y0, x0, x1, x2]) Y.applyUpdate(late.doc, update, 'wire');
  expect(late.doc.store.pendingStructs).not.toBeNull();
  expect(late.board.records.has('shape:last')).toBe(false);
  syncDocs(late.doc, x);
  expect(late.doc.store.pendingStructs).toBeNull();
  expect(late.board.records.toJSON()).toEqual(openBoard(x).records.toJSON());
  expect(late.binding.audit()).toBe(0);
  late.leave();
});
