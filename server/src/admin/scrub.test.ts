import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTree, seedUpdate, type DossierId } from '@meemaak/model';
import type { RoomAddress } from '@meemaak/protocol';
import { Random } from '@meemaak/test-kit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { AssetStore } from '../asset/store.ts';
import { proveState } from '../relay/stored-document.ts';
import { appendUpdates, openRelay, type OpenRelay } from '../testing/open-relay.ts';
import { scrubDocument, scrubPictures, storedDocuments } from './scrub.ts';
import { scrubAll, scrubbingCalls, type ScrubReader } from './scrubber.ts';

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
    expect(scrubDocument(relay.sql, address)).toEqual({ records: 32, rot: [] });
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
  });

  it('[F36] finds what was stored whole and is no document', async () => {
    await appendUpdates(relay, address, [new Uint8Array([9, 9, 9, 9])]);
    expect(scrubDocument(relay.sql, address).rot).toEqual([{ kind: 'unreadable' }]);
  });

  it('[F09] tells the log which, and counts', async () => {
    relay.sql.exec('UPDATE updates SET checksum = checksum + 1 WHERE seq IN (3, 20)');
    const calls = scrubbingCalls(relay.sql, tmpdir());
    const reader: ScrubReader = {
      run: async (name, args) =>
        calls[name](args as never) as ReturnType<(typeof calls)[typeof name]>,
    };
    const lines: string[] = [];
    const print = console.log;
    console.log = (line: string) => lines.push(line);
    try {
      await scrubAll(reader);
    } finally {
      console.log = print;
    }
    const events = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(events.map(({ event, seq }) => [event, seq])).toEqual([
      ['record.rotten', 3],
      ['record.rotten', 20],
      ['scrub.done', undefined],
    ]);
    expect(events.at(-1)).toMatchObject({ records: 32, rotten: 2 });
  });
});

describe('scrubbing pictures', () => {
  it('[F09] finds one that is not what its name says', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'meemaak-scrub-'));
    try {
      expect(scrubPictures(dataDir)).toEqual({ pictures: 0, rot: [] });
      mkdirSync(join(dataDir, 'assets'));
      const store = new AssetStore(dataDir);
      const [good, bad] = await Promise.all(
        [1, 2].map((at) => store.add(address.dossierId, new Uint8Array([at, at, at]))),
      );
      expect(scrubPictures(dataDir)).toEqual({ pictures: 2, rot: [] });
      const path = join(dataDir, 'assets', address.dossierId, bad ?? '');
      writeFileSync(path, readFileSync(path).subarray(1));
      expect(scrubPictures(dataDir)).toEqual({ pictures: 2, rot: [`${address.dossierId}/${bad}`] });
      expect(good).not.toBe(bad);
    } finally {
      rmSync(dataDir, { recursive: true });
    }
  });
});
