import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DossierId } from '@meemaak/model';
import type { RoomAddress } from '@meemaak/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type OpenDatabase } from '../database/open.ts';
import { SqliteUpdateLog } from './update-log.ts';

const address: RoomAddress = { dossierId: 'proef' as DossierId, document: 'tree' };
const bytes = (...values: number[]) => new Uint8Array(values);

let dataDir = '';
let database: OpenDatabase;
let log: SqliteUpdateLog;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'meemaak-log-'));
  database = openDatabase(dataDir);
  log = new SqliteUpdateLog(database.sql);
});
afterEach(() => {
  database.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function appendAll(count: number): Promise<void> {
  await Promise.all(
    Array.from({ length: count }, (_, at) => log.append(address, bytes(at, at, at), 'p-1')),
  );
}

const spoil = (table: string, seq: number) =>
  database.sql.exec(`UPDATE ${table} SET bytes = x'00ff00' WHERE seq = ${seq}`);

describe('the update log', () => {
  it('gives back what was appended, in order, each document its own', async () => {
    const other: RoomAddress = { ...address, document: 'board' };
    await Promise.all([
      log.append(address, bytes(1), 'p-1'),
      log.append(other, bytes(9), 'p-2'),
      log.append(address, bytes(2), 'p-1'),
    ]);
    expect(log.load(address)).toEqual({
      updates: [bytes(1), bytes(2)],
      seq: 2,
      startSeq: 0,
      tailLength: 2,
      damaged: false,
    });
    expect(log.load(other).updates).toEqual([bytes(9)]);
  });

  it('stores what came together in one transaction', async () => {
    const before = database.sql.prepare('PRAGMA data_version').get();
    await appendAll(200);
    expect(log.lastSeq(address)).toBe(200);
    expect(database.sql.prepare('PRAGMA data_version').get()).toEqual(before);
  });

  it('resolves only when the update is on disk', async () => {
    let resolved = false;
    const stored = log.append(address, bytes(1), 'p-1').then(() => (resolved = true));
    await Promise.resolve();
    expect(resolved).toBe(false);
    expect(log.lastSeq(address)).toBe(0);
    await stored;
    expect(log.lastSeq(address)).toBe(1);
  });

  it('[F09] tells a spoiled record by its checksum and stops before it', async () => {
    await appendAll(5);
    spoil('updates', 4);
    const loaded = log.load(address);
    expect(loaded.damaged).toBe(true);
    expect(loaded.seq).toBe(3);
    expect(loaded.updates).toHaveLength(3);
  });

  it('[F10] tells a missing record by its number', async () => {
    await appendAll(5);
    database.sql.exec('DELETE FROM updates WHERE seq = 2');
    expect(log.load(address)).toMatchObject({ damaged: true, seq: 1 });
  });

  it('loads from the newest snapshot and what came after it', async () => {
    await appendAll(3);
    log.snapshot(address, bytes(100), 3, 0);
    await log.append(address, bytes(4), 'p-1');
    expect(log.load(address)).toEqual({
      updates: [bytes(100), bytes(4)],
      seq: 4,
      startSeq: 3,
      tailLength: 1,
      damaged: false,
    });
  });

  it('[F36] survives one spoiled snapshot: the one before it and the log are still there', async () => {
    await appendAll(3);
    log.snapshot(address, bytes(100), 3, 0);
    await appendAll(3);
    log.snapshot(address, bytes(101), 6, 3);
    await appendAll(1);
    spoil('snapshots', 6);
    const loaded = log.load(address);
    expect(loaded.damaged).toBe(false);
    expect(loaded.seq).toBe(7);
    expect(loaded.updates).toHaveLength(5);
    expect(loaded.updates[0]).toEqual(bytes(100));
  });

  it('[F36] forgets nothing that only an unread or a spoiled snapshot would stand for', async () => {
    await appendAll(3);
    log.snapshot(address, bytes(100), 3, 0);
    await appendAll(3);
    log.snapshot(address, bytes(101), 6, 0);
    expect(log.load(address, 3)).toMatchObject({ startSeq: 0, seq: 6, damaged: false });
    spoil('snapshots', 3);
    await appendAll(3);
    log.snapshot(address, bytes(102), 9, 3);
    expect(log.load(address, 6)).toMatchObject({ startSeq: 0, seq: 9, damaged: false });
    log.snapshot(address, bytes(103), 9, 6);
    expect(log.load(address, 6)).toMatchObject({ startSeq: 0, seq: 0, damaged: true });
    expect(log.load(address, 9)).toMatchObject({ startSeq: 6, seq: 9, damaged: false });
  });

  it('[F36] never shows an emptied document as whole', async () => {
    await appendAll(2);
    log.snapshot(address, bytes(100), 2, 0);
    await appendAll(2);
    log.snapshot(address, bytes(101), 4, 2);
    spoil('snapshots', 2);
    spoil('snapshots', 4);
    expect(log.load(address).damaged).toBe(true);
  });

  it('[F05] rejects the whole group when the disk says no, and stores again when it can', async () => {
    database.sql.exec('PRAGMA query_only = ON');
    const one = log.append(address, bytes(1), 'p-1');
    const two = log.append(address, bytes(2), 'p-1');
    await expect(one).rejects.toThrow(/readonly/);
    await expect(two).rejects.toThrow(/readonly/);
    expect(log.isWritable()).toBe(false);
    database.sql.exec('PRAGMA query_only = OFF');
    expect(log.isWritable()).toBe(true);
    await log.append(address, bytes(3), 'p-1');
    expect(log.load(address).updates).toEqual([bytes(3)]);
  });
});
