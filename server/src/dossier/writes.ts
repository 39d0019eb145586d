/** What is written of dossiers; runs in the writing thread. */
import { DOCUMENT_NAMES } from '@meemaak/model';
import type { ParticipantView } from '@meemaak/protocol';
import type { DatabaseSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import { participantWrites, type Entry } from '../participant/writes.ts';
import type { NewDossier } from './store.ts';

export interface DossierCreation {
  readonly dossier: NewDossier;
  readonly now: number;
  /** Enters it at once; nobody made the example. */
  readonly maker?: Entry & { readonly token: string };
}

export function dossierWrites(sql: DatabaseSync) {
  const { 'participant.enter': enter } = participantWrites(sql);
  return {
    /** A dossier with its parties, the beginning of its documents and its maker: all, or nothing. */
    'dossier.create'({ dossier, now, maker }: DossierCreation): ParticipantView | undefined {
      const { dossierId, title, parties, seeds } = dossier;
      sql
        .prepare('INSERT INTO dossiers (dossier_id, title, created_at) VALUES (?, ?, ?)')
        .run(dossierId, title, now);
      const addParty = sql.prepare('INSERT INTO parties VALUES (?, ?, ?, ?, ?, ?, ?)');
      for (const [place, party] of parties.entries()) {
        const { partyId, name, shortName, kind, colour } = party;
        addParty.run(dossierId, partyId, place, name, shortName, kind, colour);
      }
      const addSeed = sql.prepare(
        `INSERT INTO updates (dossier_id, document, seq, bytes, length, checksum, actor, stored_at)
         VALUES (?, ?, 1, ?, ?, ?, 'seed', ?)`,
      );
      for (const document of DOCUMENT_NAMES) {
        const seed = seeds[document];
        addSeed.run(dossierId, document, seed, seed.byteLength, crc32(seed), now);
      }
      return maker && enter({ ...maker, now });
    },
  };
}
