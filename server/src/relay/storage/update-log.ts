/** Every update of every document, in order, on disk before anybody else sees it.
 *
 *  Loading starts from the newest good snapshot and replays the updates after it. Of updates that a
 *  snapshot covers the log keeps what follows the snapshot before it, and a month of the rest: so a
 *  snapshot that is spoiled, or good bytes of a state that cannot be read, costs nothing. A bad update
 *  ends the replay: the document is then shown from the last good state, for reading only. */
import type { RoomAddress } from '@meemaak/protocol';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { isSpoiled } from '../../database/storage-error.ts';
import { isSound, type Appending, type NewSnapshot, type RelayWriter } from './writes.ts';

export interface LoadedUpdate {
  readonly bytes: Uint8Array;
  /** How far Yjs walks to place it (see `rehearsal`). */
  readonly steps: number;
}

export interface LoadedDocument {
  /** To be applied in this order: a snapshot if there is one, and what came after it. */
  readonly updates: readonly LoadedUpdate[];
  /** The life of the document: a restored backup begins another one. */
  readonly generation: number;
  /** The number of the last update. */
  readonly seq: number;
  /** Where it starts: after the update that a snapshot covers last; 0 for the first update. */
  readonly startSeq: number;
  /** How many updates came after the snapshot. */
  readonly tailLength: number;
  /** A record did not match its length or checksum: what follows it is not shown. */
  readonly damaged: boolean;
}

export interface UpdateReader {
  /** Starts from the newest snapshot that is as it was stored; when that is no use after all, from
   *  one older than its `startSeq`. */
  load(address: RoomAddress, olderThan?: number): LoadedDocument;
}

export interface UpdateLog extends UpdateReader {
  /** Resolves once all are on disk; rejects when none is. */
  append(appending: Appending): Promise<void>;
  /** Stores a whole state; see `relayWrites`. */
  storeSnapshot(snapshot: NewSnapshot): Promise<void>;
}

export class SqliteUpdateReader implements UpdateReader {
  readonly #statements: Record<'tail' | 'snapshotSeqs' | 'snapshot' | 'generation', StatementSync>;

  constructor(sql: DatabaseSync) {
    this.#statements = {
      tail: sql.prepare(
        `SELECT seq, bytes, length, checksum, steps FROM updates
         WHERE dossier_id = ? AND document = ? AND seq > ? ORDER BY seq`,
      ),
      // By themselves: their numbers can be read where the page of one of them cannot.
      snapshotSeqs: sql.prepare(
        'SELECT seq FROM snapshots WHERE dossier_id = ? AND document = ? ORDER BY seq DESC',
      ),
      snapshot: sql.prepare(
        `SELECT seq, bytes, length, checksum, steps FROM snapshots
         WHERE dossier_id = ? AND document = ? AND seq = ?`,
      ),
      generation: sql.prepare('SELECT generation FROM dossiers WHERE dossier_id = ?'),
    };
  }

  load({ dossierId, document }: RoomAddress, olderThan = Infinity): LoadedDocument {
    const { snapshotSeqs, snapshot: find, tail: findTail, generation } = this.#statements;
    const seqs = snapshotSeqs.all(dossierId, document).map((row) => Number(row['seq']));
    const older = seqs.filter((seq) => seq < olderThan);
    const snapshot = firstSound(older, (seq) => find.get(dossierId, document, seq));
    const from = Number(snapshot?.['seq'] ?? 0);
    const { rows: tail, isCut } = rowsUntilSpoiled(() =>
      findTail.iterate(dossierId, document, from),
    );
    const firstBad = tail.findIndex((row, at) => !isSound(row) || row['seq'] !== from + 1 + at);
    const good = firstBad < 0 ? tail : tail.slice(0, firstBad);
    const seq = from + good.length;
    // Every document starts with a seed, and what a snapshot covers was once there.
    const isShort = seq === 0 || seq < (seqs[0] ?? 0);
    return {
      updates: [...(snapshot === undefined ? [] : [snapshot]), ...good].map(toUpdate),
      generation: Number(generation.get(dossierId)?.['generation'] ?? 1),
      seq,
      startSeq: from,
      tailLength: good.length,
      damaged: isCut || firstBad >= 0 || isShort,
    };
  }
}

type Row = Record<string, unknown>;

/** The newest that is as it was stored; each is read by itself, and the older ones only when needed. */
function firstSound(
  seqs: readonly number[],
  find: (seq: number) => Row | undefined,
): Row | undefined {
  for (const seq of seqs) {
    const [row] = rowsUntilSpoiled(() => [find(seq)]).rows;
    if (row !== undefined && isSound(row)) return row;
  }
  return undefined;
}

/** The rows that the database can give; `isCut` when it cannot give the next one, because a page of its
 *  file is spoiled [F09]. Whatever else goes wrong is thrown. */
function rowsUntilSpoiled<Value>(read: () => Iterable<Value>): { rows: Value[]; isCut: boolean } {
  const rows: Value[] = [];
  try {
    for (const row of read()) rows.push(row);
    return { rows, isCut: false };
  } catch (error) {
    if (!isSpoiled(error)) throw error;
    return { rows, isCut: true };
  }
}

export class SqliteUpdateLog extends SqliteUpdateReader implements UpdateLog {
  readonly #writer: RelayWriter;

  constructor(sql: DatabaseSync, writer: RelayWriter) {
    super(sql);
    this.#writer = writer;
  }

  append(appending: Appending): Promise<void> {
    return this.#writer.run('updates.append', appending);
  }

  storeSnapshot(snapshot: NewSnapshot): Promise<void> {
    return this.#writer.run('snapshot.store', snapshot);
  }
}

function toUpdate(row: Record<string, unknown>): LoadedUpdate {
  const { bytes, steps } = row;
  return { bytes: bytes instanceof Uint8Array ? bytes : new Uint8Array(), steps: Number(steps) };
}
