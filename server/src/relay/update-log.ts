/** Every update of every document, in order, on disk before anybody else sees it.
 *
 *      append ──▶ waiting ──(at most GROUP_MS)──▶ one transaction for all rooms ──fsync──▶ resolved
 *                                                        └──failed──▶ rejected, nothing stored
 *
 *  Loading starts from the newest good snapshot and replays the updates after it. The log keeps what
 *  follows the snapshot before it, and forgets only what lies before one that was seen to be readable:
 *  so a snapshot that is spoiled, or good bytes of a state that cannot be read, costs nothing. A bad
 *  update ends the replay: the document is then shown from the last good state, for reading only. */
import type { RoomAddress } from '@meemaak/protocol';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import { inTransaction } from '../database/open.ts';

/** How long an update may wait for company before the disk is asked to sync. */
const GROUP_MS = 4;

export interface LoadedDocument {
  /** To be applied in this order. */
  readonly updates: readonly Uint8Array[];
  /** The number of the last update replayed. */
  readonly seq: number;
  /** Where it starts: after the update that a snapshot covers last; 0 for the first update. */
  readonly startSeq: number;
  /** How many updates came after the snapshot. */
  readonly tailLength: number;
  /** A record did not match its length or checksum: what follows it is not shown. */
  readonly damaged: boolean;
}

export interface UpdateLog {
  /** Resolves once the update is on disk. Appends to one document resolve in order. */
  append(address: RoomAddress, update: Uint8Array, actor: string): Promise<void>;
  /** Starts from the newest snapshot that is as it was stored; when that is no use after all, from
   *  one older than its `startSeq`. */
  load(address: RoomAddress, olderThan?: number): LoadedDocument;
  /** Stores the whole state after everything appended so far. Forgets what lies before `readableSeq`:
   *  the document was seen to open from that earlier snapshot (0: none was). */
  snapshot(address: RoomAddress, state: Uint8Array, seq: number, readableSeq: number): void;
  /** The number of the last update of a document that is on disk. */
  lastSeq(address: RoomAddress): number;
  /** Can it store at this moment? Tries. */
  isWritable(): boolean;
  /** Stores what waits, now. */
  flush(): void;
}

interface Waiting {
  readonly address: RoomAddress;
  readonly update: Uint8Array;
  readonly actor: string;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

export class SqliteUpdateLog implements UpdateLog {
  readonly #sql: DatabaseSync;
  readonly #now: () => number;
  readonly #statements: Record<'insert' | 'last' | 'tail' | 'snapshots', StatementSync>;
  #waiting: Waiting[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(sql: DatabaseSync, now: () => number = Date.now) {
    this.#sql = sql;
    this.#now = now;
    this.#statements = {
      insert: sql.prepare('INSERT INTO updates VALUES (?, ?, ?, ?, ?, ?, ?, ?)'),
      last: sql.prepare(
        `SELECT max(coalesce((SELECT max(seq) FROM updates WHERE dossier_id = ?1 AND document = ?2), 0),
                    coalesce((SELECT max(seq) FROM snapshots WHERE dossier_id = ?1 AND document = ?2), 0)) AS seq`,
      ),
      tail: sql.prepare(
        `SELECT seq, bytes, length, checksum FROM updates
         WHERE dossier_id = ? AND document = ? AND seq > ? ORDER BY seq`,
      ),
      snapshots: sql.prepare(
        `SELECT seq, bytes, length, checksum FROM snapshots
         WHERE dossier_id = ? AND document = ? ORDER BY seq DESC`,
      ),
    };
  }

  append(address: RoomAddress, update: Uint8Array, actor: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ address, update, actor, resolve, reject });
      this.#timer ??= setTimeout(() => this.flush(), GROUP_MS);
    });
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const group = this.#waiting;
    this.#waiting = [];
    if (group.length === 0) return;
    try {
      this.#store(group);
      for (const { resolve } of group) resolve();
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }

  load(address: RoomAddress, olderThan = Infinity): LoadedDocument {
    const { dossierId, document } = address;
    const snapshots = this.#statements.snapshots.all(dossierId, document).map(toRecord);
    const snapshot = snapshots.find((record) => record.seq < olderThan && isSound(record));
    const from = snapshot?.seq ?? 0;
    const tail = this.#statements.tail.all(dossierId, document, from).map(toRecord);
    const firstBad = tail.findIndex(
      (record, at) => !isSound(record) || record.seq !== from + 1 + at,
    );
    const good = firstBad < 0 ? tail : tail.slice(0, firstBad);
    const seq = good.at(-1)?.seq ?? from;
    // Every document starts with a seed, and what a snapshot covers was once there.
    const isShort = seq === 0 || seq < (snapshots[0]?.seq ?? 0);
    return {
      updates: [
        ...(snapshot === undefined ? [] : [snapshot.bytes]),
        ...good.map(({ bytes }) => bytes),
      ],
      seq,
      startSeq: from,
      tailLength: good.length,
      damaged: firstBad >= 0 || isShort,
    };
  }

  snapshot(address: RoomAddress, state: Uint8Array, seq: number, readableSeq: number): void {
    const { dossierId, document } = address;
    inTransaction(this.#sql, () => {
      this.#sql
        .prepare('INSERT OR REPLACE INTO snapshots VALUES (?, ?, ?, ?, ?, ?, ?)')
        .run(dossierId, document, seq, state, state.byteLength, crc32(state), this.#now());
      const earlier = this.#statements.snapshots.all(dossierId, document).map(toRecord);
      // It may have been spoiled on the disk since.
      if (!earlier.some((record) => record.seq === readableSeq && isSound(record))) return;
      this.#sql
        .prepare('DELETE FROM updates WHERE dossier_id = ? AND document = ? AND seq <= ?')
        .run(dossierId, document, readableSeq);
      this.#sql
        .prepare('DELETE FROM snapshots WHERE dossier_id = ? AND document = ? AND seq < ?')
        .run(dossierId, document, readableSeq);
    });
  }

  lastSeq({ dossierId, document }: RoomAddress): number {
    return Number(this.#statements.last.get(dossierId, document)?.['seq'] ?? 0);
  }

  isWritable(): boolean {
    try {
      // Takes a page of its own: a disk that is full says so, also when nobody has written yet.
      inTransaction(this.#sql, () => {
        this.#sql.exec('CREATE TABLE probe (at INTEGER) STRICT; DROP TABLE probe;');
      });
      return true;
    } catch {
      return false;
    }
  }

  #store(group: readonly Waiting[]): void {
    const nextSeqs = new Map<string, number>();
    inTransaction(this.#sql, () => {
      for (const { address, update, actor } of group) {
        const { dossierId, document } = address;
        const key = `${dossierId}/${document}`;
        const seq = nextSeqs.get(key) ?? this.lastSeq(address) + 1;
        nextSeqs.set(key, seq + 1);
        this.#statements.insert.run(
          dossierId,
          document,
          seq,
          update,
          update.byteLength,
          crc32(update),
          actor,
          this.#now(),
        );
      }
    });
  }
}

interface StoredRecord {
  readonly seq: number;
  readonly bytes: Uint8Array;
  readonly length: number;
  readonly checksum: number;
}

function toRecord(row: Record<string, unknown>): StoredRecord {
  const { seq, bytes, length, checksum } = row;
  return {
    seq: Number(seq),
    bytes: bytes instanceof Uint8Array ? bytes : new Uint8Array(),
    length: Number(length),
    checksum: Number(checksum),
  };
}

function isSound({ bytes, length, checksum }: StoredRecord): boolean {
  return bytes.byteLength === length && crc32(bytes) === checksum;
}
