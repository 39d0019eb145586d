/** Everything that can be read over HTTP, and the shape of the answer.
 *
 *      GET /api/dossiers                       DossierListView
 *      GET /api/dossiers/<dossierId>           DossierView
 *      GET /api/dossiers/<dossierId>/writers   WritersView
 *      GET /api/config                         ClientConfig */
import type { DossierId, ParticipantId, Party, PartyId, Right } from '@meemaak/model';

export interface DossierListView {
  readonly dossiers: readonly DossierSummary[];
}

export interface DossierSummary {
  readonly dossierId: DossierId;
  readonly title: string;
  /** Which life of its documents this is; putting a backup back begins the next. */
  readonly generation: number;
}

/** One dossier as the asker may see it; `me` is undefined for somebody who has not entered yet. */
export interface DossierView extends DossierSummary {
  readonly parties: readonly Party[];
  readonly me: ParticipantView | undefined;
}

export interface ParticipantView {
  readonly participantId: ParticipantId;
  readonly name: string;
  readonly partyId: PartyId;
  readonly right: Right;
}

/** Under which Yjs client ids each party wrote, in all documents of a dossier; for its participants. By
 *  party and not by person: who wants to know whose a text is, need not know who typed it. */
export interface WritersView {
  readonly writers: readonly { readonly partyId: PartyId; readonly clientIds: readonly number[] }[];
}

export interface ClientConfig {
  /** The host's own key; public by design, bound to host names. Undefined: none configured. */
  readonly tldrawLicenseKey: string | undefined;
}
