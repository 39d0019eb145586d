import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { openBoard, seedBoardRecords } from './board-document.ts';
import { SCHEMA_NUMBERS, readSchemaNumber, seedUpdate } from './document-meta.ts';

describe('a seed', () => {
  it('is the same bytes every time, so seeding twice merges to one', () => {
    const seed = () => seedUpdate('board', (doc) => seedBoardRecords(openBoard(doc)));
    expect(seed()).toEqual(seed());
    const doc = new Y.Doc();
    Y.applyUpdate(doc, seed());
    const once = Y.encodeStateAsUpdate(doc);
    Y.applyUpdate(doc, seed());
    expect(Y.encodeStateAsUpdate(doc)).toEqual(once);
  });

  it('says which shape it has', () => {
    const doc = new Y.Doc();
    expect(readSchemaNumber(doc)).toBe(0);
    Y.applyUpdate(doc, seedUpdate('tree'));
    expect(readSchemaNumber(doc)).toBe(SCHEMA_NUMBERS.tree);
  });
});
