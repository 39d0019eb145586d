/** Is everything on disk as it was stored? A disk can lose a byte without a word, and SQLite's own check
 *  does not see it in what we wrote [F09]. Read, never written: what is found is for the host to hear
 *  before somebody needs it. */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isAssetId, isDocumentName, isId, type DossierId } from '@meemaak/model';
import type { RoomAddress } from '@meemaak/protocol';
import type { DatabaseSync } from 'node:sqlite';
import { isWhole, openStored } from '../relay/stored-document.ts';
import { SqliteUpdateReader } from '../relay/update-log.ts';
import { isSound } from '../relay/writes.ts';

/** Something that is not as it was stored. */
export type Rot =
  | { readonly kind: 'update' | 'snapshot' | 'missingUpdate'; readonly seq: number }
  /** Every record is as it was stored, and together they are no document. */
  | { readonly kind: 'unreadable' };

export interface DocumentReport {
  readonly records: number;
  readonly rot: readonly Rot[];
}

/** Every document of which something is stored. */
export function storedDocuments(sql: DatabaseSync): RoomAddress[] {
  return sql
    .prepare(
      'SELECT dossier_id, document FROM updates UNION SELECT dossier_id, document FROM snapshots',
    )
    .all()
    .flatMap(({ dossier_id: dossierId, document }) =>
      isId<DossierId>(dossierId) && isDocumentName(document) ? [{ dossierId, document }] : [],
    );
}

/** Reads all that is kept of a document, also what no opening needs any more. */
export function scrubDocument(sql: DatabaseSync, address: RoomAddress): DocumentReport {
  const { dossierId, document } = address;
  const rot: Rot[] = [];
  let records = 0;
  const snapshots = sql
    .prepare(
      'SELECT seq, bytes, length, checksum FROM snapshots WHERE dossier_id = ? AND document = ? ORDER BY seq',
    )
    .iterate(dossierId, document);
  for (const row of snapshots) {
    records += 1;
    if (!isSound(row)) rot.push({ kind: 'snapshot', seq: Number(row['seq']) });
  }
  let last: number | undefined;
  const updates = sql
    .prepare(
      'SELECT seq, bytes, length, checksum FROM updates WHERE dossier_id = ? AND document = ? ORDER BY seq',
    )
    .iterate(dossierId, document);
  for (const row of updates) {
    const seq = Number(row['seq']);
    records += 1;
    if (last !== undefined && seq !== last + 1) rot.push({ kind: 'missingUpdate', seq: last + 1 });
    if (!isSound(row)) rot.push({ kind: 'update', seq });
    last = seq;
  }
  if (rot.length === 0 && !comesToLife(sql, address)) rot.push({ kind: 'unreadable' });
  return { records, rot };
}

function comesToLife(sql: DatabaseSync, address: RoomAddress): boolean {
  const opened = openStored(address, new SqliteUpdateReader(sql));
  opened.doc.destroy();
  return isWhole(opened);
}

/** Pictures that are not what their name says: `<dossierId>/<assetId>`. */
export function scrubPictures(dataDir: string): {
  readonly pictures: number;
  readonly rot: string[];
} {
  const folder = join(dataDir, 'assets');
  const rot: string[] = [];
  let pictures = 0;
  for (const name of listFolder(folder)) {
    for (const assetId of listFolder(join(folder, name))) {
      if (!isAssetId(assetId)) continue;
      pictures += 1;
      const bytes = readFileSync(join(folder, name, assetId));
      if (createHash('sha256').update(bytes).digest('hex') !== assetId)
        rot.push(`${name}/${assetId}`);
    }
  }
  return { pictures, rot };
}

function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // No picture was ever added.
    return [];
  }
}
