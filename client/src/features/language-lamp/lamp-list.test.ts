import type { LampWord } from '@meemaak/model';
import { POLICY_WORDS } from '@meemaak/plain-language';
import { expect, test } from 'vitest';
import { lampEntries, readAlternativesLine } from './lamp-list.ts';

const signature = { by: null, party: null, at: 1 };
const own = (word: string, alternatives: readonly string[], isSilent = false): LampWord => ({
  word,
  alternatives,
  isSilent,
  signature,
});

test('[B1] the list starts with our own words, and has what the dossier made of it', () => {
  expect(lampEntries([])).toHaveLength(POLICY_WORDS.length);
  const entries = lampEntries([
    own('uitrol', ['start']),
    own('borgen', ['bewaken']),
    own('leefbaarheid', [], true),
  ]);
  expect(entries).toHaveLength(POLICY_WORDS.length + 1);
  const entry = (word: string) => entries.find((one) => one.word === word);
  expect(entry('uitrol')?.alternatives).toEqual(['start']);
  expect(entry('borgen')?.alternatives).toEqual(['bewaken']);
  expect(entry('leefbaarheid')).toMatchObject({ isSilent: true, alternatives: ['prettig wonen'] });
  expect(entry('thans')?.signature).toBeUndefined();
});

test('alternatives are written on one line', () => {
  expect(readAlternativesLine(' taak ,opdracht,, ')).toEqual(['taak', 'opdracht']);
  expect(readAlternativesLine('')).toEqual([]);
});
