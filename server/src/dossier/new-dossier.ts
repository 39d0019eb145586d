/** What a new dossier starts with. */
import {
  newId,
  openBoard,
  seedBoardRecords,
  seedUpdate,
  type DocumentName,
  type DossierId,
  type Party,
  type PartyId,
} from '@meemaak/model';
import type { NewDossier } from './store.ts';

/** The three sides that are always at the table; more can be added later. */
const FIRST_PARTIES: readonly Omit<Party, 'partyId'>[] = [
  { name: 'Gemeente', shortName: 'Gemeente', kind: 'municipality', colour: 'blue' },
  { name: 'Aanbieders', shortName: 'Aanbieders', kind: 'provider', colour: 'orange' },
  { name: 'Bewoners', shortName: 'Bewoners', kind: 'residents', colour: 'green' },
];

/** An empty narrative, an empty tree and an empty board. */
export function emptyDossier(title: string): NewDossier {
  return {
    dossierId: newId<DossierId>(),
    title,
    parties: FIRST_PARTIES.map((party) => Object.assign({ partyId: newId<PartyId>() }, party)),
    seeds: emptySeeds(),
  };
}

function emptySeeds(): Readonly<Record<DocumentName, Uint8Array>> {
  return {
    narrative: seedUpdate('narrative'),
    tree: seedUpdate('tree'),
    board: seedUpdate('board', (doc) => seedBoardRecords(openBoard(doc))),
    talk: seedUpdate('talk'),
  };
}
