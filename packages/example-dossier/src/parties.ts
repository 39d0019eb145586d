/** Who sits at the table in Merendonk. All names are invented. */
import type { Party, PartyId } from '@meemaak/model';

const partyId = (id: string): PartyId => id as PartyId;

export const parties: readonly Party[] = [
  {
    partyId: partyId('merendonk'),
    name: 'Gemeente Merendonk',
    shortName: 'Gemeente',
    kind: 'municipality',
    colour: 'blue',
  },
  {
    partyId: partyId('raad'),
    name: 'Raad van Merendonk',
    shortName: 'Raad',
    kind: 'council',
    colour: 'purple',
  },
  {
    partyId: partyId('het-dak'),
    name: 'Corporatie Het Dak',
    shortName: 'Het Dak',
    kind: 'housing-corporation',
    colour: 'orange',
  },
  {
    partyId: partyId('samen-onderdak'),
    name: 'Huurdersvereniging Samen Onderdak',
    shortName: 'Samen Onderdak',
    kind: 'residents',
    colour: 'green',
  },
  {
    partyId: partyId('ons-plein'),
    name: 'Welzijn Ons Plein',
    shortName: 'Ons Plein',
    kind: 'provider',
    colour: 'ochre',
  },
  {
    partyId: partyId('de-brug'),
    name: 'Zorg De Brug',
    shortName: 'De Brug',
    kind: 'provider',
    colour: 'teal',
  },
];
