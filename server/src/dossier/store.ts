/** Dossiers and their parties in the database. */
import {
  DOCUMENT_NAMES,
  type DocumentName,
  type DossierId,
  type Party,
  type PartyColour,
  type PartyId,
  type PartyKind,
} from '@meemaak/model';
import type { DossierSummary } from '@meemaak/protocol';
import type { DatabaseSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import { inTransaction } from '../database/open.ts';

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

  /** Writes a dossier with its parties and the beginning of its documents: all, or nothing. */
  add({ dossierId, title, parties, seeds }: NewDossier, now: number): void {
    inTransaction(this.#sql, () => {
      this.#sql.prepare('INSERT INTO dossiers VALUES (?, ?, ?)').run(dossierId, title, now);
      const addParty = this.#sql.prepare('INSERT INTO parties VALUES (?, ?, ?, ?, ?, ?, ?)');
      for (const [place, party] of parties.entries()) {
        const { partyId, name, shortName, kind, colour } = party;
        addParty.run(dossierId, partyId, place, name, shortName, kind, colour);
      }
      const addUpdate = this.#sql.prepare('INSERT INTO updates VALUES (?, ?, 1, ?, ?, ?, ?, ?)');
      for (const document of DOCUMENT_NAMES) {
        const seed = seeds[document];
        addUpdate.run(dossierId, document, seed, seed.byteLength, crc32(seed), 'seed', now);
      }
    });
  }

  list(): DossierSummary[] {
    return this.#sql
      .prepare('SELECT dossier_id, title FROM dossiers ORDER BY created_at, dossier_id')
      .all()
      .map((row) => ({
        dossierId: String(row['dossier_id']) as DossierId,
        title: String(row['title']),
      }));
  }

  find(dossierId: DossierId): DossierSummary | undefined {
    const row = this.#sql.prepare('SELECT title FROM dossiers WHERE dossier_id = ?').get(dossierId);
    return row && { dossierId, title: String(row['title']) };
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
}
