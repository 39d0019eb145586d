import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTree, seedUpdate, type DossierId } from '@meemaak/model';
import type { RoomAddress } from '@meemaak/protocol';
import { Random } from '@meemaak/test-kit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { AssetStore } from '../asset/store.ts';
import { proveState } from '../relay/storage/stored-document.ts';
import { askEverything, documentOf, enter } from '../testing/enter.ts';
import { appendUpdates, openRelay, openRoom, type OpenRelay } from '../testing/open-relay.ts';
import {
  isPictureSound,
  scrubDatabase,
  scrubDocument,
  storedDocuments,
  storedPictures,
} from './scrub.ts';
import { scrubAll, scrubRegularly, scrubbingCalls, type ScrubParts } from './scrubber.ts';

const SEED = 20_261_123;
const address: RoomAddress = { dossierId: 'proef' as DossierId, document: 'tree' };

let relay: OpenRelay;
beforeEach(async () => {
  relay = openRelay();
  const doc = new Y.Doc();
  const updates = [seedUpdate('tree')];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (let at = 0; at < 30; at += 1) openTree(doc).pos.set(`k${at}`, { p: '', o: 'a'.repeat(at) });
  await appendUpdates(relay, address, updates);
  const whole = new Y.Doc();
  for (const update of updates.slice(0, 11)) Y.applyUpdate(whole, update);
  const state = proveState(whole)?.bytes ?? new Uint8Array();
  await relay.log.storeSnapshot({ address, state, seq: 11, steps: 0, readableSeq: 0 });
});
afterEach(() => relay.close());

/** What scrubbing says after this, and then as if it never happened. */
function foundAfter(spoil: () => void) {
  relay.sql.exec('SAVEPOINT before');
  spoil();
  const { rot } = scrubDocument(relay.sql, address);
  relay.sql.exec('ROLLBACK TO before; RELEASE before');
  return rot;
}

describe('scrubbing', () => {
  it('finds nothing in what is as it was stored', () => {
    expect(storedDocuments(relay.sql)).toEqual([address]);
    expect(scrubDocument(relay.sql, address)).toEqual({
      records: 32,
      rot: [],
      opens: 'whole',
      goodSeq: 31,
    });
    expect(scrubDatabase(relay.sql)).toEqual([]);
  });

  it(`[F09] finds every flipped bit of what was written, wherever it is (seed ${SEED})`, () => {
    const random = new Random(SEED);
    const counts = { updates: 0, snapshots: 0 };
    for (let time = 0; time < 400; time += 1) {
      const table = random.chance(0.7) ? 'updates' : 'snapshots';
      const rows = relay.sql.prepare(`SELECT seq, bytes FROM ${table}`).all();
      const row = random.pick(rows);
      if (row === undefined || !(row['bytes'] instanceof Uint8Array)) continue;
      const bytes = Uint8Array.from(row['bytes']);
      const at = random.below(bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
      const seq = Number(row['seq']);
      const rot = foundAfter(() =>
        relay.sql.prepare(`UPDATE ${table} SET bytes = ? WHERE seq = ?`).run(bytes, seq),
      );
      expect(rot).toEqual([{ kind: table === 'updates' ? 'update' : 'snapshot', seq }]);
      counts[table] += 1;
    }
    expect(counts.updates).toBeGreaterThan(200);
    expect(counts.snapshots).toBeGreaterThan(50);
  });

  it('[F10] finds what was cut, and what is gone', () => {
    const cut = foundAfter(() =>
      relay.sql.exec('UPDATE updates SET bytes = substr(bytes, 1, length - 1) WHERE seq = 20'),
    );
    expect(cut).toEqual([{ kind: 'update', seq: 20 }]);
    const gone = foundAfter(() => relay.sql.exec('DELETE FROM updates WHERE seq = 20'));
    expect(gone).toEqual([{ kind: 'missingUpdate', seq: 20 }]);
    // The snapshot covers eleven.
    const begun = foundAfter(() => relay.sql.exec('DELETE FROM updates WHERE seq <= 12'));
    expect(begun).toEqual([{ kind: 'missingUpdate', seq: 12 }]);
  });

  it('[F37] takes what was forgotten after a month for nothing that is gone', async () => {
    relay.sql.exec('UPDATE updates SET stored_at = 0 WHERE seq <= 8');
    const { bytes: state = new Uint8Array() } = proveState(wholeDocument()) ?? {};
    await relay.log.storeSnapshot({ address, state, seq: 31, steps: 0, readableSeq: 11 });
    expect(relay.log.load(address).startSeq).toBe(31);
    expect(scrubDocument(relay.sql, address)).toMatchObject({ records: 25, rot: [] });
  });

  it('[F09] says what is left: all of it from an older snapshot, or what came before', () => {
    const opens = (spoil: string) => {
      relay.sql.exec(`SAVEPOINT before; ${spoil}`);
      const { opens: opening, goodSeq } = scrubDocument(relay.sql, address);
      relay.sql.exec('ROLLBACK TO before; RELEASE before');
      return [opening, goodSeq];
    };
    expect(opens('UPDATE updates SET checksum = 0 WHERE seq = 5')).toEqual(['whole', 31]);
    expect(opens('UPDATE snapshots SET checksum = 0')).toEqual(['patched', 31]);
    expect(opens('UPDATE updates SET checksum = 0 WHERE seq = 20')).toEqual(['damaged', 19]);
  });

  it('[F36] finds what was stored whole and is no document', async () => {
    await appendUpdates(relay, address, [new Uint8Array([9, 9, 9, 9])]);
    expect(scrubDocument(relay.sql, address).rot).toEqual([{ kind: 'unreadable' }]);
  });
});

describe('a scrub', () => {
  it('[F09] tells the log which, and until where the document is good', async () => {
    relay.sql.exec('UPDATE updates SET checksum = checksum + 1 WHERE seq IN (3, 20)');
    const events = await eventsOf(() => scrubAll(parts()));
    expect(events.map(({ event, seq, goodSeq }) => [event, seq ?? goodSeq])).toEqual([
      ['record.rotten', 3],
      ['record.rotten', 20],
      ['document.rotten', 19],
      ['scrub.done', undefined],
    ]);
    expect(events.at(-1)).toMatchObject({ records: 32, rotten: 2, damaged: 1 });
  });

  it('[F09] makes nothing anew where only what is kept for safety is spoiled', async () => {
    relay.sql.exec('UPDATE updates SET checksum = 0 WHERE seq = 3');
    const events = await eventsOf(() => scrubAll(parts()));
    expect(events.map(({ event }) => event)).toEqual(['record.rotten', 'scrub.done']);
    expect(events.at(-1)).toMatchObject({ rotten: 1, damaged: 0 });
    expect(relay.log.load(address).startSeq).toBe(11);
  });

  it('[F09] makes a spoiled snapshot anew from the one before it and the log', async () => {
    relay.sql.exec('UPDATE snapshots SET checksum = 0');
    const events = await eventsOf(() => scrubAll(parts()));
    expect(events.map(({ event }) => event)).toEqual([
      'record.rotten',
      'document.mended',
      'scrub.done',
    ]);
    expect(relay.log.load(address)).toMatchObject({ startSeq: 31, damaged: false });
  });

  it('[F09] writes down anew what is whole in memory, and nobody there notices', async () => {
    const rooms = relay.openRooms();
    const room = openRoom(rooms, address);
    const reader = enter(room);
    relay.sql.exec('UPDATE updates SET checksum = 0 WHERE seq = 20');
    expect(relay.log.load(address).damaged).toBe(true);
    const events = await eventsOf(() => scrubAll(parts(rooms)));
    expect(events.map(({ event }) => event)).toContain('document.mended');
    expect(reader.closed).toEqual([]);
    expect(relay.log.load(address)).toMatchObject({ startSeq: 31, damaged: false });
    const again = openRoom(relay.openRooms(), address);
    expect(again.damaged).toBe(false);
    const joiner = enter(again);
    askEverything(again, joiner);
    expect(openTree(documentOf(joiner)).pos.size).toBe(30);
  });

  it('[F09] goes on tomorrow when it could not be made today', async () => {
    let times = 0;
    const reader = { run: () => Promise.reject(new Error(`No thread ${(times += 1)}.`)) };
    const printed = vi.spyOn(console, 'log').mockReturnValue(undefined);
    const failed = vi.spyOn(console, 'error').mockReturnValue(undefined);
    const mend = () => Promise.resolve(false);
    const scrubber = scrubRegularly(
      { reader, mend },
      { everyHours: 1 / 3_600_000, firstAfterMs: 0 },
    );
    await vi.waitFor(() => expect(times).toBeGreaterThanOrEqual(3));
    scrubber.stop();
    printed.mockRestore();
    failed.mockRestore();
  });
});

/** A scrub of what is stored here, without threads. */
function parts(rooms = relay.openRooms()): ScrubParts {
  const calls = scrubbingCalls(relay.sql, join(tmpdir(), 'meemaak-nowhere'));
  return {
    reader: {
      run: async (name, args) =>
        calls[name](args as never) as ReturnType<(typeof calls)[typeof name]>,
    },
    mend: (which) => rooms.mend(which),
  };
}

async function eventsOf(work: () => Promise<void>): Promise<Record<string, unknown>[]> {
  const lines: string[] = [];
  const print = vi.spyOn(console, 'log').mockImplementation((line: string) => {
    lines.push(line);
  });
  try {
    await work();
  } finally {
    print.mockRestore();
  }
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

function wholeDocument(): Y.Doc {
  const doc = new Y.Doc();
  for (const { bytes } of relay.log.load(address).updates) Y.applyUpdate(doc, bytes);
  return doc;
}

describe('scrubbing pictures', () => {
  it('[F09] finds one that is not what its name says', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'meemaak-scrub-'));
    try {
      const rotten = () => storedPictures(dataDir).filter((path) => !isPictureSound(dataDir, path));
      expect(storedPictures(dataDir)).toEqual([]);
      mkdirSync(join(dataDir, 'assets'));
      const store = new AssetStore(dataDir);
      const [good, bad] = await Promise.all(
        [1, 2].map((at) => store.add(address.dossierId, new Uint8Array([at, at, at]))),
      );
      expect([storedPictures(dataDir).length, rotten()]).toEqual([2, []]);
      const path = join(dataDir, 'assets', address.dossierId, bad ?? '');
      writeFileSync(path, readFileSync(path).subarray(1));
      expect(rotten()).toEqual([`${address.dossierId}/${bad}`]);
      expect(good).not.toBe(bad);
      // Taken away after it was listed: nobody's trouble.
      rmSync(path);
      expect(isPictureSound(dataDir, `${address.dossierId}/${bad}`)).toBe(true);
    } finally {
      rmSync(dataDir, { recursive: true });
    }
  });
});
