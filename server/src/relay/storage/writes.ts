/** What the relay writes; runs in the writing thread. */
import type { RoomAddress } from '@meemaak/protocol';
import type { DatabaseSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import type { Runner } from '../../worker/runner.ts';

/** Old updates stay this long after a snapshot covers them: to tell who wrote what, and to take a
 *  participant's work back. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

export interface NewUpdate {
  readonly bytes: Uint8Array;
  /** Who sent it: a participant, or `server`. */
  readonly actor: string;
  /** See `LoadedUpdate`. */
  readonly steps: number;
}

export interface Appending {
  readonly address: RoomAddress;
  readonly generation: number;
  /** The number of the first; the others follow. */
  readonly seq: number;
  readonly updates: readonly NewUpdate[];
}

export interface NewSnapshot {
  readonly address: RoomAddress;
  readonly state: Uint8Array;
  /** The last update that it covers. */
  readonly seq: number;
  readonly steps: number;
  /** An earlier snapshot that the document was seen to open from; 0: none was. */
  readonly readableSeq: number;
}

export interface Claim {
  readonly dossierId: string;
  readonly clientId: number;
  readonly participantId: string;
}

export function relayWrites(sql: DatabaseSync) {
  const lastSeq = sql.prepare(LAST_SEQ);
  const addUpdate = sql.prepare(
    `INSERT INTO updates (dossier_id, document, seq, bytes, length, checksum, actor, stored_at, generation, steps)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const addClaim = sql.prepare('INSERT OR IGNORE INTO client_ids VALUES (?, ?, ?, ?)');

  return {
    /** All of them, right behind the last one, or none: a hole in the numbers would be damage. */
    'updates.append'({ address, generation, seq, updates }: Appending): void {
      const { dossierId, document } = address;
      const last = Number(lastSeq.get(dossierId, document)?.['seq'] ?? 0);
      if (seq !== last + 1) throw new Error(`Update ${seq} does not follow on ${last}.`);
      const now = Date.now();
      for (const [at, { bytes, actor, steps }] of updates.entries()) {
        const { byteLength } = bytes;
        const checksum = crc32(bytes);
        addUpdate.run(
          dossierId,
          document,
          seq + at,
          bytes,
          byteLength,
          checksum,
          actor,
          now,
          generation,
          steps,
        );
      }
    },

    /** Forgets what lies before the snapshot at `readableSeq`, if that one is still as it was stored. */
    'snapshot.store'({ address, state, seq, steps, readableSeq }: NewSnapshot): void {
      const { dossierId, document } = address;
      const now = Date.now();
      sql
        .prepare(
          `INSERT OR REPLACE INTO snapshots (dossier_id, document, seq, bytes, length, checksum, stored_at, steps)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(dossierId, document, seq, state, state.byteLength, crc32(state), now, steps);
      const readable = sql
        .prepare(
          'SELECT bytes, length, checksum FROM snapshots WHERE dossier_id = ? AND document = ? AND seq = ?',
        )
        .get(dossierId, document, readableSeq);
      if (readable === undefined || !isSound(readable)) return;
      sql.prepare(FORGET_OLD).run(dossierId, document, readableSeq, now - KEPT_MS);
      sql
        .prepare('DELETE FROM snapshots WHERE dossier_id = ? AND document = ? AND seq < ?')
        .run(dossierId, document, readableSeq);
    },

    /** A client id belongs to whoever used it first; a second claim changes nothing. */
    'clientId.claim'({ dossierId, clientId, participantId }: Claim): void {
      addClaim.run(dossierId, clientId, participantId, Date.now());
    },

    /** Takes a page of its own: a disk that is full says so, also when nobody has written yet. */
    'storage.probe'(): void {
      sql.exec('CREATE TABLE probe (at INTEGER) STRICT; DROP TABLE probe;');
    },
  };
}

export type RelayWriter = Runner<ReturnType<typeof relayWrites>>;

/** The number of the last update of a document, also when only a snapshot tells. */
const LAST_SEQ = `
  SELECT max(coalesce((SELECT max(seq) FROM updates WHERE dossier_id = ?1 AND document = ?2), 0),
             coalesce((SELECT max(seq) FROM snapshots WHERE dossier_id = ?1 AND document = ?2), 0)) AS seq`;

/** Up to the first that must stay: after a clock that jumped, a younger one can stand before an older
 *  one, and a hole in the numbers would look like damage [F13]. */
const FORGET_OLD = `
  DELETE FROM updates WHERE dossier_id = ?1 AND document = ?2 AND seq <= ?3 AND seq <
    coalesce((SELECT min(seq) FROM updates WHERE dossier_id = ?1 AND document = ?2 AND stored_at >= ?4),
             ?3 + 1)`;

/** Is a row of updates or snapshots as it was stored? */
export function isSound(row: Record<string, unknown>): boolean {
  const { bytes, length, checksum } = row;
  return bytes instanceof Uint8Array && bytes.byteLength === length && crc32(bytes) === checksum;
}
