/** Every update of every document, in order, on disk before anybody else sees it.
 *
 *  Loading starts from the newest good snapshot and replays the updates after it. Of updates that a
 *  snapshot covers the log keeps what follows the snapshot before it, and a month of the rest: so a
 *  snapshot that is spoiled, or good bytes of a state that cannot be read, costs nothing. A bad update
 *  ends the replay: the document is then shown from the last good state, for reading only. */
import type { RoomAddress } from '@meemaak/protocol';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
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
  readonly #statements: Record<'tail' | 'snapshots' | 'generation', StatementSync>;

  constructor(sql: DatabaseSync) {
    this.#statements = {
      tail: sql.prepare(
        `SELECT seq, bytes, length, checksum, steps FROM updates
         WHERE dossier_id = ? AND document = ? AND seq > ? ORDER BY seq`,
      ),
      snapshots: sql.prepare(
        `SELECT seq, bytes, length, checksum, steps FROM snapshots
         WHERE dossier_id = ? AND document = ? ORDER BY seq DESC`,
      ),
      generation: sql.prepare('SELECT generation FROM dossiers WHERE dossier_id = ?'),
    };
  }

  load({ dossierId, document }: RoomAddress, olderThan = Infinity): LoadedDocument {
    const snapshots = this.#statements.snapshots.all(dossierId, document);
    const snapshot = snapshots.find((row) => Number(row['seq']) < olderThan && isSound(row));
    const from = Number(snapshot?.['seq'] ?? 0);
    const tail = this.#statements.tail.all(dossierId, document, from);
    const firstBad = tail.findIndex((row, at) => !isSound(row) || row['seq'] !== from + 1 + at);
    const good = firstBad < 0 ? tail : tail.slice(0, firstBad);
    const seq = from + good.length;
    // Every document starts with a seed, and what a snapshot covers was once there.
    const isShort = seq === 0 || seq < Number(snapshots[0]?.['seq'] ?? 0);
    return {
      updates: [...(snapshot === undefined ? [] : [snapshot]), ...good].map(toUpdate),
      generation: Number(this.#statements.generation.get(dossierId)?.['generation'] ?? 1),
      seq,
      startSeq: from,
      tailLength: good.length,
      damaged: firstBad >= 0 || isShort,
    };
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
