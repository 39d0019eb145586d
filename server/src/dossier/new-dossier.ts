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

type UnnamedParty = Omit<Party, 'partyId'>;

/** Three sides are always at the table; more can be added later. */
const MUNICIPALITY: UnnamedParty = {
  name: 'Gemeente',
  shortName: 'Gemeente',
  kind: 'municipality',
  colour: 'blue',
};
const OTHER_SIDES: readonly UnnamedParty[] = [
  { name: 'Aanbieders', shortName: 'Aanbieders', kind: 'provider', colour: 'orange' },
  { name: 'Bewoners', shortName: 'Bewoners', kind: 'residents', colour: 'green' },
];

export interface EmptyDossier {
  readonly dossier: NewDossier;
  /** The party of whoever made it. */
  readonly municipalityId: PartyId;
}

/** An empty narrative, an empty tree and an empty board. */
export function emptyDossier(title: string): EmptyDossier {
  const municipality = withId(MUNICIPALITY);
  const parties = [municipality, ...OTHER_SIDES.map(withId)];
  const dossier = { dossierId: newId<DossierId>(), title, parties, seeds: emptySeeds() };
  return { dossier, municipalityId: municipality.partyId };
}

function withId(party: UnnamedParty): Party {
  return { partyId: newId<PartyId>(), ...party };
}

function emptySeeds(): Readonly<Record<DocumentName, Uint8Array>> {
  return {
    narrative: seedUpdate('narrative'),
    tree: seedUpdate('tree'),
    board: seedUpdate('board', (doc) => seedBoardRecords(openBoard(doc))),
    talk: seedUpdate('talk'),
  };
}
