/** What somebody filled in to enter, and what is still wrong with it. */
import { accept, refuse, type Outcome, type Party, type PartyId, type Right } from '@meemaak/model';

export const NAME_MAX = 40;

export interface Entry {
  readonly name: string;
  readonly partyId: PartyId;
  readonly right: Right;
}

export type EntryFault =
  | { readonly field: 'name'; readonly kind: 'nameMissing' | 'nameTooLong' }
  | { readonly field: 'partyId'; readonly kind: 'partyMissing' };

export interface IncompleteEntry {
  readonly kind: 'incompleteEntry';
  /** In the order of the form. */
  readonly faults: readonly EntryFault[];
}

export function readEntry(
  fields: Pick<FormData, 'get'>,
  parties: readonly Party[],
): Outcome<Entry, IncompleteEntry> {
  const name = readText(fields, 'name').trim();
  const party = parties.find(({ partyId }) => partyId === fields.get('partyId'));
  const right = fields.get('right') === 'read' ? 'read' : 'edit';
  const faults: EntryFault[] = [];
  if (name === '') faults.push({ field: 'name', kind: 'nameMissing' });
  if (name.length > NAME_MAX) faults.push({ field: 'name', kind: 'nameTooLong' });
  if (party === undefined) faults.push({ field: 'partyId', kind: 'partyMissing' });
  if (party === undefined || faults.length > 0) return refuse({ kind: 'incompleteEntry', faults });
  return accept({ name, partyId: party.partyId, right });
}

function readText(fields: Pick<FormData, 'get'>, field: string): string {
  const value = fields.get(field);
  return typeof value === 'string' ? value : '';
}
