import type { DossierId } from '@meemaak/model';
import type { RoomAddress } from '@meemaak/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appendUpdates, openRelay, type OpenRelay } from '../../testing/open-relay.ts';
import type { UpdateLog } from './update-log.ts';

const address: RoomAddress = { dossierId: 'proef' as DossierId, document: 'tree' };
const bytes = (...values: number[]) => new Uint8Array(values);
const loaded = (...values: number[]) => values.map((value) => ({ bytes: bytes(value), steps: 0 }));

let relay: OpenRelay;
let log: UpdateLog;
beforeEach(() => {
  relay = openRelay();
  ({ log } = relay);
});
afterEach(() => relay.close());

const append = (...values: number[]) =>
  appendUpdates(
    relay,
    address,
    values.map((value) => bytes(value)),
  );
const appendAll = (count: number) => append(...Array.from({ length: count }, (_, at) => at));

const snapshot = (state: Uint8Array, seq: number, readableSeq: number) =>
  log.storeSnapshot({ address, state, seq, steps: 0, readableSeq });

const spoil = (table: string, seq: number) =>
  relay.sql.exec(`UPDATE ${table} SET bytes = x'00ff00' WHERE seq = ${seq}`);

/** As if everything was stored long ago. */
const age = () => relay.sql.exec('UPDATE updates SET stored_at = 0');

describe('the update log', () => {
  it('gives back what was appended, in order, each document its own', async () => {
    const other: RoomAddress = { ...address, document: 'board' };
    await append(1);
    await appendUpdates(relay, other, [bytes(9)]);
    await append(2);
    expect(log.load(address)).toEqual({
      updates: loaded(1, 2),
      generation: 1,
      seq: 2,
      startSeq: 0,
      tailLength: 2,
      damaged: false,
    });
    expect(log.load(other).updates).toEqual(loaded(9));
  });

  it('keeps who sent an update, what it costs and in which life of the document', async () => {
    const updates = [{ bytes: bytes(1), actor: 'p-fatma', steps: 7 }];
    await log.append({ address, generation: 3, seq: 1, updates });
    expect(log.load(address).updates).toEqual([{ bytes: bytes(1), steps: 7 }]);
    expect(relay.sql.prepare('SELECT actor, generation FROM updates').get()).toEqual({
      actor: 'p-fatma',
      generation: 3,
    });
  });

  it('refuses what does not follow on the last: a hole in the numbers would be damage', async () => {
    await append(1);
    const updates = [{ bytes: bytes(9), actor: 'p-1', steps: 0 }];
    for (const seq of [1, 3]) {
      await expect(log.append({ address, generation: 1, seq, updates })).rejects.toThrow(/follow/);
    }
    await append(2);
    expect(log.load(address)).toMatchObject({ seq: 2, damaged: false });
  });

  it('resolves only when the update is on disk', async () => {
    let resolved = false;
    const stored = append(1).then(() => (resolved = true));
    await Promise.resolve();
    expect(resolved).toBe(false);
    expect(log.load(address).seq).toBe(0);
    await stored;
    expect(log.load(address).seq).toBe(1);
  });

  it('[F09] tells a spoiled record by its checksum and stops before it', async () => {
    await appendAll(5);
    spoil('updates', 4);
    const read = log.load(address);
    expect(read.damaged).toBe(true);
    expect(read.seq).toBe(3);
    expect(read.updates).toHaveLength(3);
  });

  it('[F10] tells a missing record by its number', async () => {
    await appendAll(5);
    relay.sql.exec('DELETE FROM updates WHERE seq = 2');
    expect(log.load(address)).toMatchObject({ damaged: true, seq: 1 });
  });

  it('loads from the newest snapshot and what came after it', async () => {
    await appendAll(3);
    await snapshot(bytes(100), 3, 0);
    await append(4);
    expect(log.load(address)).toEqual({
      updates: loaded(100, 4),
      generation: 1,
      seq: 4,
      startSeq: 3,
      tailLength: 1,
      damaged: false,
    });
  });

  it('[F36] survives one spoiled snapshot: the one before it and the log are still there', async () => {
    await appendAll(3);
    await snapshot(bytes(100), 3, 0);
    await appendAll(3);
    await snapshot(bytes(101), 6, 3);
    await appendAll(1);
    spoil('snapshots', 6);
    const read = log.load(address);
    expect(read.damaged).toBe(false);
    expect(read.seq).toBe(7);
    expect(read.updates).toHaveLength(5);
    expect(read.updates[0]).toEqual({ bytes: bytes(100), steps: 0 });
  });

  it('[F36] forgets nothing that only an unread or a spoiled snapshot would stand for', async () => {
    await appendAll(3);
    await snapshot(bytes(100), 3, 0);
    await appendAll(3);
    age();
    await snapshot(bytes(101), 6, 0);
    expect(log.load(address, 3)).toMatchObject({ startSeq: 0, seq: 6, damaged: false });
    spoil('snapshots', 3);
    await appendAll(3);
    age();
    await snapshot(bytes(102), 9, 3);
    expect(log.load(address, 6)).toMatchObject({ startSeq: 0, seq: 9, damaged: false });
    await snapshot(bytes(103), 9, 6);
    expect(log.load(address, 6)).toMatchObject({ startSeq: 0, seq: 0, damaged: true });
    expect(log.load(address, 9)).toMatchObject({ startSeq: 6, seq: 9, damaged: false });
  });

  it('[F37] keeps a month of what a snapshot covers, and forgets what is older', async () => {
    await appendAll(3);
    age();
    await appendAll(3);
    await snapshot(bytes(100), 6, 0);
    await snapshot(bytes(101), 6, 6);
    const kept = relay.sql.prepare('SELECT seq FROM updates ORDER BY seq').all();
    expect(kept.map(({ seq }) => seq)).toEqual([4, 5, 6]);
    expect(log.load(address)).toMatchObject({ startSeq: 6, tailLength: 0, damaged: false });
  });

  it('[F13] [F37] leaves no hole in the numbers where the clock jumped', async () => {
    await appendAll(6);
    age();
    relay.sql.exec(`UPDATE updates SET stored_at = ${Date.now() * 2} WHERE seq = 3`);
    await snapshot(bytes(100), 6, 0);
    await snapshot(bytes(101), 6, 6);
    const kept = relay.sql.prepare('SELECT seq FROM updates ORDER BY seq').all();
    expect(kept.map(({ seq }) => seq)).toEqual([3, 4, 5, 6]);
  });

  it('[F36] never shows an emptied document as whole', async () => {
    await appendAll(2);
    await snapshot(bytes(100), 2, 0);
    await appendAll(2);
    await snapshot(bytes(101), 4, 2);
    spoil('snapshots', 2);
    spoil('snapshots', 4);
    relay.sql.exec('DELETE FROM updates');
    expect(log.load(address).damaged).toBe(true);
  });

  it('[F05] rejects all of a group when the disk says no, and stores again when it can', async () => {
    relay.sql.exec('PRAGMA query_only = ON');
    await expect(append(1)).rejects.toMatchObject({ name: 'StorageError', resultCode: 8 });
    await expect(relay.writer.run('storage.probe', undefined)).rejects.toThrow(/readonly/);
    relay.sql.exec('PRAGMA query_only = OFF');
    await relay.writer.run('storage.probe', undefined);
    await append(3);
    expect(log.load(address).updates).toEqual(loaded(3));
  });
});
