import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, it } from 'vitest';
import { StorageError } from './storage-error.ts';
import { WriteQueue } from './write-queue.ts';

let sql: DatabaseSync;
let commits: number;
beforeEach(() => {
  sql = new DatabaseSync(':memory:');
  sql.exec('CREATE TABLE words (word TEXT PRIMARY KEY) STRICT');
  commits = 0;
});

const writesOn = (database: DatabaseSync) => ({
  add(word: string): number {
    database.prepare('INSERT INTO words VALUES (?)').run(word);
    return word.length;
  },
  addThenFail(word: string): void {
    database.prepare('INSERT INTO words VALUES (?)').run(word);
    throw new Error('halfway');
  },
});

/** Counts commits, and may refuse them. */
function watched(refuse?: () => Error | undefined): DatabaseSync {
  const exec = sql.exec.bind(sql);
  sql.exec = (statement) => {
    if (statement === 'COMMIT') {
      commits += 1;
      const error = refuse?.();
      if (error !== undefined) throw error;
    }
    exec(statement);
  };
  return sql;
}

const words = () =>
  sql
    .prepare('SELECT word FROM words ORDER BY word')
    .all()
    .map(({ word }) => word);

const sqliteError = (errcode: number) =>
  Object.assign(new Error('disk I/O error'), { code: 'ERR_SQLITE_ERROR', errcode });

describe('writes that wait for each other', () => {
  it('share one commit, and each gets its own result, in order', async () => {
    const queue = new WriteQueue(watched(), writesOn(sql));
    const results: number[] = [];
    const all = ['een', 'twee', 'vier'].map((word) =>
      queue.run('add', word).then((length) => results.push(length)),
    );
    await Promise.all(all);
    expect(results).toEqual([3, 4, 4]);
    expect(commits).toBe(1);
    expect(words()).toEqual(['een', 'twee', 'vier']);
  });

  it('lose only their own part when they throw', async () => {
    const queue = new WriteQueue(watched(), writesOn(sql));
    const first = queue.run('add', 'een');
    const second = queue.run('addThenFail', 'twee');
    const third = queue.run('add', 'drie');
    await expect(second).rejects.toThrow('halfway');
    await Promise.all([first, third]);
    expect(words()).toEqual(['drie', 'een']);
    expect(commits).toBe(1);
  });

  it('are all refused when the commit is, and can be tried again', async () => {
    let isFull = true;
    const database = watched(() => (isFull ? sqliteError(13) : undefined));
    const queue = new WriteQueue(database, writesOn(sql));
    const both = [queue.run('add', 'een'), queue.run('add', 'twee')];
    for (const one of both) await expect(one).rejects.toBeInstanceOf(StorageError);
    expect(words()).toEqual([]);
    isFull = false;
    await queue.run('add', 'een');
    expect(words()).toEqual(['een']);
  });

  it('[F08] tell of an I/O error, after which nobody knows what is on disk', async () => {
    const doubts: number[] = [];
    const database = watched(() => sqliteError(10 + 4 * 256));
    const queue = new WriteQueue(database, writesOn(sql), ({ resultCode }) =>
      doubts.push(resultCode),
    );
    await expect(queue.run('add', 'een')).rejects.toMatchObject({ isDoubtful: true });
    expect(doubts).toEqual([1034]);
  });

  it('[F06] tell of no doubt when a write was refused: it can be tried again', async () => {
    let isReadOnly = true;
    const doubts: StorageError[] = [];
    const database = watched(() => (isReadOnly ? sqliteError(10 + 3 * 256) : undefined));
    const queue = new WriteQueue(database, writesOn(sql), (error) => doubts.push(error));
    await expect(queue.run('add', 'een')).rejects.toMatchObject({ isDoubtful: false });
    isReadOnly = false;
    await queue.run('add', 'een');
    expect(words()).toEqual(['een']);
    expect(doubts).toEqual([]);
  });
});
