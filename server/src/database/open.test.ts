import { mkdtempSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DataDirError, connect, makeDurable, openDatabase } from './open.ts';

let dataDir = '';
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'meemaak-database-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

describe('the database', () => {
  it('[X07] syncs every commit, also when it is opened for the second and third time', () => {
    for (let opening = 0; opening < 3; opening += 1) {
      const database = openDatabase(dataDir);
      const { sql } = database;
      expect(sql.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 });
      expect(sql.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
      expect(sql.prepare('PRAGMA foreign_keys').get()).toEqual({ foreign_keys: 1 });
      database.close();
    }
  });

  it('[X07] does not start where durability cannot be had', () => {
    const memory = new DatabaseSync(':memory:');
    expect(() => makeDurable(memory)).toThrow(/not durable/);
    memory.close();
  });

  it('[F12] is used by one server at a time, and free again after it', () => {
    const first = openDatabase(dataDir);
    expect(() => openDatabase(dataDir)).toThrow(DataDirError);
    first.close();
    openDatabase(dataDir).close();
  });

  it('is not opened by an older build than the one that made it', () => {
    openDatabase(dataDir).close();
    const sql = connect(dataDir);
    sql.exec('PRAGMA user_version = 999');
    sql.close();
    expect(() => openDatabase(dataDir)).toThrow(/newer version/);
  });

  it('is not written by whoever only reads', () => {
    const database = openDatabase(dataDir);
    expect(() => database.sql.exec('DELETE FROM dossiers')).toThrow(/readonly/);
    database.close();
  });
});
