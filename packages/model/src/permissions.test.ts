import { describe, expect, it } from 'vitest';
import { DOCUMENT_NAMES } from './documents/document-name.ts';
import { ACTIONS, RIGHTS, can, canRead, canWrite, isRight } from './permissions.ts';

/** A second hand wrote this table; every cell is compared with the one that drives the product. */
const expected = {
  //                 read   contribute  edit   facilitate
  'dossier.read': [true, true, true, true],
  'narrative.edit': [false, false, true, true],
  'tree.edit': [false, false, true, true],
  'board.edit': [false, false, true, true],
  'talk.write': [false, false, false, false],
  'asset.add': [false, false, true, true],
  'dossier.facilitate': [false, false, false, true],
} as const;

describe('permissions', () => {
  it('[T09] answers every right and action as the second hand wrote it', () => {
    for (const action of ACTIONS) {
      expect(
        RIGHTS.map((right) => can(right, action)),
        action,
      ).toEqual(expected[action]);
    }
    expect(Object.keys(expected).toSorted()).toEqual(ACTIONS.toSorted());
  });

  it('lets everybody in the dossier read all documents', () => {
    for (const right of RIGHTS) {
      for (const document of DOCUMENT_NAMES) expect(canRead(right, document)).toBe(true);
    }
  });

  it('lets only edit and facilitate write, and nobody write talk', () => {
    for (const right of RIGHTS) {
      const mayWrite = right === 'edit' || right === 'facilitate';
      expect(canWrite(right, 'narrative')).toBe(mayWrite);
      expect(canWrite(right, 'tree')).toBe(mayWrite);
      expect(canWrite(right, 'board')).toBe(mayWrite);
      expect(canWrite(right, 'talk')).toBe(false);
    }
  });

  it('knows a right from any other value', () => {
    for (const right of RIGHTS) expect(isRight(right)).toBe(true);
    for (const value of ['owner', '', null, undefined, 3, {}, 'toString']) {
      expect(isRight(value)).toBe(false);
    }
  });
});
