/** Is everything on disk as it was stored? A disk can lose a byte without a word, and SQLite's own check
 *  does not see it in what we wrote [F09]; ours does not see it in what SQLite keeps around that: so both.
 *  Read, never written: what is found is for the host to hear before somebody needs it. */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DOCUMENT_NAMES, isAssetId, isDocumentName, isId, type DossierId } from '@meemaak/model';
import type { RoomAddress } from '@meemaak/protocol';
import type { DatabaseSync } from 'node:sqlite';
import { isSpoiled } from '../database/storage-error.ts';
import { isWhole, openStored } from '../relay/storage/stored-document.ts';
import { SqliteUpdateReader } from '../relay/storage/update-log.ts';
import { isSound } from '../relay/storage/writes.ts';

/** Something that is not as it was stored. */
export type Rot =
  | { readonly kind: 'update' | 'snapshot' | 'missingUpdate'; readonly seq: number }
  /** After this number the database cannot give what it has: a page of its file is spoiled. */
  | { readonly kind: 'notGiven'; readonly seq: number }
  /** Every record is as it was stored, and together they are no document. */
  | { readonly kind: 'unreadable' };

/** What opening a document comes to: all of it; all of it, from an older snapshot than the newest; or what
 *  came before the damage, for reading only. */
export type Opening = 'whole' | 'patched' | 'damaged';

export interface DocumentReport {
  readonly records: number;
  readonly rot: readonly Rot[];
  readonly opens: Opening;
  /** The last update that is shown. */
  readonly goodSeq: number;
}

/** Every document of which something is stored, or must be: each starts with a seed. */
export function storedDocuments(sql: DatabaseSync): RoomAddress[] {
  const seeded = sql
    .prepare('SELECT dossier_id FROM dossiers')
    .all()
    .flatMap(({ dossier_id }) => DOCUMENT_NAMES.map((document) => ({ dossier_id, document })));
  const stored = sql
    .prepare(
      'SELECT dossier_id, document FROM updates UNION SELECT dossier_id, document FROM snapshots',
    )
    .all();
  const byName = new Map<string, RoomAddress>();
  for (const { dossier_id: dossierId, document } of [...seeded, ...stored]) {
    if (!isId<DossierId>(dossierId) || !isDocumentName(document)) continue;
    byName.set(`${dossierId}/${document}`, { dossierId, document });
  }
  return [...byName.values()];
}

/** Reads all that is kept of a document, also what no opening needs any more, as it is at one moment. */
export function scrubDocument(sql: DatabaseSync, address: RoomAddress): DocumentReport {
  const isOwn = !sql.isTransaction;
  if (isOwn) sql.exec('BEGIN');
  try {
    return readWhole(sql, address);
  } finally {
    // Nothing was written; and where a page is spoiled nothing can be committed.
    if (isOwn && sql.isTransaction) sql.exec('ROLLBACK');
  }
}

function readWhole(sql: DatabaseSync, address: RoomAddress): DocumentReport {
  const snapshots = readTable(sql, 'snapshots', address);
  const updates = readTable(sql, 'updates', address);
  const rot = [...snapshots.rot, ...updates.rot, ...missing(updates.seqs, snapshots.seqs[0] ?? 0)];
  const { opens, goodSeq } = comesToLife(sql, address, snapshots.seqs.at(-1) ?? 0);
  if (rot.length === 0 && opens !== 'whole') rot.push({ kind: 'unreadable' });
  return { records: snapshots.seqs.length + updates.seqs.length, rot, opens, goodSeq };
}

interface ReadTable {
  readonly seqs: readonly number[];
  readonly rot: readonly Rot[];
}

function readTable(
  sql: DatabaseSync,
  table: 'updates' | 'snapshots',
  { dossierId, document }: RoomAddress,
): ReadTable {
  const kind = table === 'updates' ? 'update' : 'snapshot';
  const seqs: number[] = [];
  const rot: Rot[] = [];
  try {
    const rows = sql
      .prepare(
        `SELECT seq, bytes, length, checksum FROM ${table}
         WHERE dossier_id = ? AND document = ? ORDER BY seq`,
      )
      .iterate(dossierId, document);
    for (const row of rows) {
      const seq = Number(row['seq']);
      seqs.push(seq);
      if (!isSound(row)) rot.push({ kind, seq });
    }
  } catch (error) {
    if (!isSpoiled(error)) throw error;
    rot.push({ kind: 'notGiven', seq: seqs.at(-1) ?? 0 });
  }
  return { seqs, rot };
}

/** What was forgotten lies before the oldest snapshot; from there on numbers follow on each other. */
function* missing(seqs: readonly number[], coveredSeq: number): Generator<Rot> {
  let last = Math.min(coveredSeq, (seqs[0] ?? 1) - 1);
  for (const seq of seqs) {
    if (seq !== last + 1) yield { kind: 'missingUpdate', seq: last + 1 };
    last = seq;
  }
}

function comesToLife(
  sql: DatabaseSync,
  address: RoomAddress,
  newestSnapshot: number,
): Pick<DocumentReport, 'opens' | 'goodSeq'> {
  const opened = openStored(address, new SqliteUpdateReader(sql));
  const { doc, loaded, appliedCount } = opened;
  doc.destroy();
  const goodSeq = loaded.seq - (loaded.updates.length - appliedCount);
  if (!isWhole(opened)) return { opens: 'damaged', goodSeq };
  return { opens: loaded.startSeq < newestSnapshot ? 'patched' : 'whole', goodSeq };
}

/** What SQLite finds wrong in its own file, in its words: numbers of pages and rows, nothing of anybody's. */
export function scrubDatabase(sql: DatabaseSync): readonly string[] {
  try {
    const rows = sql.prepare('PRAGMA integrity_check(100)').all();
    return rows.map((row) => String(row['integrity_check'])).filter((line) => line !== 'ok');
  } catch (error) {
    if (!isSpoiled(error)) throw error;
    return ['The file cannot be checked to its end.'];
  }
}

/** Every picture: `<dossierId>/<assetId>`. */
export function storedPictures(dataDir: string): string[] {
  const folder = join(dataDir, 'assets');
  return listFolder(folder).flatMap((name) =>
    listFolder(join(folder, name))
      .filter((assetId) => isAssetId(assetId))
      .map((assetId) => `${name}/${assetId}`),
  );
}

/** Is a picture what its name says? One that was taken away meanwhile is nobody's trouble. */
export function isPictureSound(dataDir: string, path: string): boolean {
  try {
    const bytes = readFileSync(join(dataDir, 'assets', path));
    return createHash('sha256').update(bytes).digest('hex') === path.split('/').at(-1);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT';
  }
}

function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // No picture was ever added.
    return [];
  }
}
