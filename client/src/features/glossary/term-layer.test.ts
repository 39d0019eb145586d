import type { Term, TermId } from '@meemaak/model';
import { narrativeSchema } from '@meemaak/narrative';
import { expect, test } from 'vitest';
import { isTermMark, termLayer } from './term-layer.ts';

const signature = { by: null, party: null, at: 1 };
const term = (termId: string, word: string, isArchived = false): Term => ({
  termId: termId as TermId,
  word,
  meaning: 'Iets.',
  made: signature,
  changed: signature,
  archived: isArchived ? signature : undefined,
});
const block = narrativeSchema.nodeFromJSON({
  type: 'paragraph',
  content: [{ type: 'text', text: 'Betaalbare huren in het portiek, voor huurders.' }],
});

const found = (...terms: readonly Term[]) =>
  termLayer(terms, true)
    .marksIn(block, 0)
    .map((mark) => {
      const ids = isTermMark(mark) ? mark.value.termIds.join(' ') : '';
      return `${block.textBetween(mark.from, mark.to)}: ${ids}`;
    });

test('[B12] terms in use are found in any form; archived ones are not', () => {
  expect(found(term('a', 'betaalbaar'), term('b', 'Portiek'), term('c', 'huurder', true))).toEqual([
    'Betaalbare: a',
    'portiek: b',
  ]);
});

test('[B12] a word that two people added at once gives both its meanings', () => {
  expect(found(term('a', 'huurder'), term('b', 'Huurder '))).toEqual(['huurders: a b']);
});

test('[B12] in a text that is only read the first use of a term takes the Tab key', () => {
  const value = { termIds: ['a' as TermId], found: 'huurders' };
  expect(termLayer([], false).look(value, true)).toMatchObject({
    tabindex: '0',
    role: 'button',
    'aria-label': 'huurders',
  });
  expect(termLayer([], false).look(value, false)).not.toHaveProperty('tabindex');
  expect(termLayer([], true).look(value, true)).not.toHaveProperty('tabindex');
});
