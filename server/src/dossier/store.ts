/** Dossiers and their parties in the database; read only. */
import {
  type DocumentName,
  type DossierId,
  type Party,
  type PartyColour,
  type PartyId,
  type PartyKind,
} from '@meemaak/model';
import type { DossierSummary, WritersView } from '@meemaak/protocol';
import type { DatabaseSync } from 'node:sqlite';

export interface NewDossier {
  readonly dossierId: DossierId;
  readonly title: string;
  readonly parties: readonly Party[];
  /** The first update of each document. */
  readonly seeds: Readonly<Record<DocumentName, Uint8Array>>;
}

export class DossierStore {
  readonly #sql: DatabaseSync;

  constructor(sql: DatabaseSync) {
    this.#sql = sql;
  }

  list(): DossierSummary[] {
    return this.#sql
      .prepare('SELECT dossier_id, title, generation FROM dossiers ORDER BY created_at, dossier_id')
      .all()
      .map(toSummary);
  }

  find(dossierId: DossierId): DossierSummary | undefined {
    const row = this.#sql
      .prepare('SELECT dossier_id, title, generation FROM dossiers WHERE dossier_id = ?')
      .get(dossierId);
    return row && toSummary(row);
  }

  exists(dossierId: DossierId): boolean {
    return this.find(dossierId) !== undefined;
  }

  /** In the order in which they sit at the table. */
  parties(dossierId: DossierId): Party[] {
    return this.#sql
      .prepare('SELECT * FROM parties WHERE dossier_id = ? ORDER BY place')
      .all(dossierId)
      .map((row) => ({
        partyId: String(row['party_id']) as PartyId,
        name: String(row['name']),
        shortName: String(row['short_name']),
        kind: String(row['kind']) as PartyKind,
        colour: String(row['colour']) as PartyColour,
      }));
  }

  /** Under which client ids each party wrote; what the server wrote itself is nobody's. */
  writers(dossierId: DossierId): WritersView['writers'] {
    const byParty = new Map<PartyId, number[]>();
    const rows = this.#sql
      .prepare(
        `SELECT party_id, client_id FROM client_ids
         JOIN participants USING (participant_id, dossier_id) WHERE dossier_id = ?`,
      )
      .all(dossierId);
    for (const row of rows) {
      const partyId = String(row['party_id']) as PartyId;
      const clientIds = byParty.get(partyId) ?? [];
      byParty.set(partyId, clientIds);
      clientIds.push(Number(row['client_id']));
    }
    return Array.from(byParty, ([partyId, clientIds]) => ({ partyId, clientIds }));
  }
}

function toSummary(row: Record<string, unknown>): DossierSummary {
  return {
    dossierId: String(row['dossier_id']) as DossierId,
    title: String(row['title']),
    generation: Number(row['generation']),
  };
}
