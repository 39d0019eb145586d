import type { Party, PartyId } from '@meemaak/model';
import { expect, test } from 'vitest';
import { readEntry } from './entry.ts';

const parties: readonly Party[] = [
  {
    partyId: 'gemeente' as PartyId,
    name: 'Gemeente Merendonk',
    shortName: 'Gemeente',
    kind: 'municipality',
    colour: 'blue',
  },
];

function fields(entries: Record<string, string>): FormData {
  const form = new FormData();
  for (const [field, value] of Object.entries(entries)) form.set(field, value);
  return form;
}

test('a name and a party are enough; working along is the default', () => {
  expect(readEntry(fields({ name: '  Noor ', partyId: 'gemeente' }), parties)).toEqual({
    ok: true,
    value: { name: 'Noor', partyId: 'gemeente', right: 'edit' },
  });
  const looking = readEntry(fields({ name: 'Noor', partyId: 'gemeente', right: 'read' }), parties);
  expect(looking).toMatchObject({ value: { right: 'read' } });
});

test('nobody becomes a facilitator by a changed form', () => {
  const entry = fields({ name: 'Noor', partyId: 'gemeente', right: 'facilitate' });
  expect(readEntry(entry, parties)).toMatchObject({ value: { right: 'edit' } });
});

test('all faults are told at once, in the order of the form', () => {
  expect(readEntry(fields({ name: '   ', partyId: 'elders' }), parties)).toEqual({
    ok: false,
    refusal: {
      kind: 'incompleteEntry',
      faults: [
        { field: 'name', kind: 'nameMissing' },
        { field: 'partyId', kind: 'partyMissing' },
      ],
    },
  });
  const long = readEntry(fields({ name: 'n'.repeat(41), partyId: 'gemeente' }), parties);
  expect(long).toMatchObject({ refusal: { faults: [{ kind: 'nameTooLong' }] } });
});
