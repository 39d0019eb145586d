import type { PartyId } from '../ids.ts';

export const PARTY_KINDS = [
  'municipality',
  'council',
  'housing-corporation',
  'provider',
  'residents',
  'other',
] as const;
export type PartyKind = (typeof PARTY_KINDS)[number];

/** Names from one palette; the client gives each its shades, with enough contrast in both themes. */
export const PARTY_COLOURS = [
  'blue',
  'orange',
  'green',
  'purple',
  'red',
  'teal',
  'ochre',
  'grey',
] as const;
export type PartyColour = (typeof PARTY_COLOURS)[number];

/** An organisation or group at the table. */
export interface Party {
  readonly partyId: PartyId;
  readonly name: string;
  /** At most 24 characters, for cards and rows: "Het Dak". */
  readonly shortName: string;
  readonly kind: PartyKind;
  readonly colour: PartyColour;
}
