/** The one database file of a server, opened so that a commit is on disk. */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { StorageError, toStorageError } from './storage-error.ts';

export const DATABASE_FILE = 'meemaak.sqlite';
const LOCK_FILE = 'lock.sqlite';
const MIGRATIONS = fileURLToPath(new URL('./migrations/', import.meta.url));
/** 3.51.3 mended a bug that could corrupt a WAL database. */
const LEAST_SQLITE = [3, 51, 3] as const;
const SYNCHRONOUS_FULL = 2;
const SQLITE_BUSY = 5;
const SQLITE_FULL = 13;
/** No room for the memory that connections share, which is a file too. */
const SQLITE_IOERR_SHMSIZE = 4_874;
const NO_ROOM: ReadonlySet<number> = new Set([SQLITE_FULL, SQLITE_IOERR_SHMSIZE]);

/** Said in one sentence to the host; not a bug. */
export class DataDirError extends Error {}

export interface OpenDatabase {
  /** For reading. Whoever writes has a connection of their own (`connect`). */
  readonly sql: DatabaseSync;
  close(): void;
}

/** Opens (or makes) the database in `dataDir` and brings it to this build's shape.
 *  Throws `DataDirError` when another server uses the folder, or a newer one did. */
export function openDatabase(dataDir: string): OpenDatabase {
  mkdirSync(dataDir, { recursive: true });
  const lock = lockFolder(dataDir);
  try {
    const sql = connect(dataDir);
    migrate(sql);
    sql.exec('PRAGMA query_only = ON');
    return {
      sql,
      close() {
        sql.close();
        lock.close();
      },
    };
  } catch (error) {
    lock.close();
    throw inWords(error, dataDir);
  }
}

/** A connection to the database in `dataDir` whose commits are on disk. */
export function connect(dataDir: string): DatabaseSync {
  const sql = new DatabaseSync(join(dataDir, DATABASE_FILE), { timeout: 5_000 });
  makeDurable(sql);
  return sql;
}

/** Sets what a commit must mean and checks that it took: some builds of SQLite fall back to a
 *  weaker mode at the second opening [X07]. */
export function makeDurable(sql: DatabaseSync): void {
  sql.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;');
  const journal = sql.prepare('PRAGMA journal_mode').get()?.['journal_mode'];
  const synchronous = sql.prepare('PRAGMA synchronous').get()?.['synchronous'];
  const version = String(sql.prepare('SELECT sqlite_version() AS version').get()?.['version']);
  if (journal !== 'wal' || synchronous !== SYNCHRONOUS_FULL) {
    throw new Error(
      `The database is not durable: journal ${String(journal)}, synchronous ${String(synchronous)}.`,
    );
  }
  if (!isAtLeast(version, LEAST_SQLITE)) {
    throw new Error(`SQLite ${version} is too old: ${LEAST_SQLITE.join('.')} or newer.`);
  }
}

function isAtLeast(version: string, least: readonly number[]): boolean {
  const parts = version.split('.').map(Number);
  for (const [at, wanted] of least.entries()) {
    const part = parts[at] ?? 0;
    if (part !== wanted) return part > wanted;
  }
  return true;
}

/** Two servers on one folder would overwrite each other [F12]. The operating system frees the lock
 *  when a process dies, however it dies. */
function lockFolder(dataDir: string): DatabaseSync {
  const lock = new DatabaseSync(join(dataDir, LOCK_FILE), { timeout: 0 });
  try {
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;');
    return lock;
  } catch (error) {
    lock.close();
    if (resultCodeOf(error) !== SQLITE_BUSY) throw inWords(error, dataDir);
    throw new DataDirError(
      `Another server is using ${dataDir}. Stop it, or choose another DATA_DIR.`,
    );
  }
}

/** What the host can do something about is said in a sentence [F05]. */
function inWords(error: unknown, dataDir: string): unknown {
  if (!NO_ROOM.has(resultCodeOf(error) ?? 0)) return error;
  return new DataDirError(`The disk of ${dataDir} is full. Make room on it, and start again.`);
}

/** SQLite's; undefined when it threw something else. */
function resultCodeOf(thrown: unknown): number | undefined {
  const error = toStorageError(thrown);
  return error instanceof StorageError ? error.resultCode : undefined;
}

/** Runs every migration that this database has not had, each in a transaction of its own. */
function migrate(sql: DatabaseSync): void {
  const files = readdirSync(MIGRATIONS)
    .filter((name) => /^\d{4}-.*\.sql$/.test(name))
    .toSorted();
  const done = Number(sql.prepare('PRAGMA user_version').get()?.['user_version']);
  if (done > files.length) {
    throw new DataDirError(
      'This data folder was made by a newer version of Meemaak: use that one.',
    );
  }
  for (const [at, file] of files.entries()) {
    if (at < done) continue;
    inTransaction(sql, () => {
      sql.exec(readFileSync(join(MIGRATIONS, file), 'utf8'));
      sql.exec(`PRAGMA user_version = ${at + 1}`);
    });
  }
}

/** Runs `work` in one transaction: all of it, or nothing. */
function inTransaction<Value>(sql: DatabaseSync, work: () => Value): Value {
  sql.exec('BEGIN IMMEDIATE');
  try {
    const value = work();
    sql.exec('COMMIT');
    return value;
  } catch (error) {
    if (sql.isTransaction) sql.exec('ROLLBACK');
    throw error;
  }
}
