/** Loaded into a server by `node --import`, before anything of ours: makes its commits slow, failing or
 *  deadly, without a line for it in the product. What to do stands in the environment (`failpoints`).
 *
 *      COMMIT ──▶ does this one count? ──▶ the n-th? ──▶ before it: die, fail │ the commit │ after it: die, fail
 *                                     └──▶ every one: wait
 *
 *  Worker threads load it too: each thread counts its own commits, and only one of ours writes. */
import { DatabaseSync, StatementSync } from 'node:sqlite';
import { FAILPOINT_VARIABLE, type Failpoint } from './failpoints.ts';

/** "Disk I/O error while syncing", as SQLite numbers it. */
const SQLITE_IOERR_FSYNC = 1034;
const ROLLBACK = /^\s*rollback\s*;?\s*$/i;
const COMMIT = /^\s*(commit|end)(\s+transaction)?\s*;?\s*$/i;

const failpoint = readFailpoint();
/** Per database: does the open transaction touch what counts? */
const touching = new WeakSet<DatabaseSync>();
const databases = new WeakMap<StatementSync, DatabaseSync>();
let count = 0;

if (failpoint !== undefined) watch(failpoint);

function readFailpoint(): Failpoint | undefined {
  const text = process.env[FAILPOINT_VARIABLE];
  return text === undefined ? undefined : (JSON.parse(text) as Failpoint);
}

function watch(point: Failpoint): void {
  wrap(DatabaseSync.prototype, 'exec', (database, [sql], perform) =>
    database instanceof DatabaseSync && typeof sql === 'string'
      ? around(point, database, sql, perform)
      : perform(),
  );
  wrap(DatabaseSync.prototype, 'prepare', (database, _args, perform) => {
    const statement = perform();
    const isKnown = statement instanceof StatementSync && database instanceof DatabaseSync;
    if (isKnown) databases.set(statement, database);
    return statement;
  });
  wrap(StatementSync.prototype, 'run', (statement, _args, perform) => {
    if (!(statement instanceof StatementSync)) return perform();
    const database = databases.get(statement);
    if (database === undefined) return perform();
    return around(point, database, statement.sourceSQL, perform);
  });
}

type Wrapper = (self: unknown, args: readonly unknown[], perform: () => unknown) => unknown;

/** Puts something around a method of SQLite's. */
function wrap(prototype: object, name: string, wrapper: Wrapper): void {
  const method: unknown = Reflect.get(prototype, name);
  if (typeof method !== 'function') throw new Error(`SQLite has no ${name} any more.`);
  Reflect.set(prototype, name, function wrapped(this: unknown, ...args: unknown[]) {
    return wrapper(this, args, () => Reflect.apply(method, this, args));
  });
}

function around(
  point: Failpoint,
  database: DatabaseSync,
  sql: string,
  perform: () => unknown,
): unknown {
  if (!COMMIT.test(sql)) {
    if (ROLLBACK.test(sql)) touching.delete(database);
    else if (sql.includes(point.touching)) touching.add(database);
    return perform();
  }
  if (!touching.delete(database)) return perform();
  count += 1;
  if (point.act === 'wait') wait(point.waitMs);
  const isNow = count === point.nth;
  if (isNow && point.at === 'before') strike(point);
  const result = perform();
  if (isNow && point.at === 'after') strike(point);
  return result;
}

function strike({ act }: Failpoint): void {
  if (act === 'kill') {
    process.kill(process.pid, 'SIGKILL');
    // The signal ends every thread at once; this one must not get a step further meanwhile.
    wait(60_000);
  }
  if (act === 'fail') {
    throw Object.assign(new Error('disk I/O error'), {
      code: 'ERR_SQLITE_ERROR',
      errcode: SQLITE_IOERR_FSYNC,
    });
  }
}

/** Stands still, as a thread does that waits for a disk. */
function wait(forMs: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, forMs);
}
