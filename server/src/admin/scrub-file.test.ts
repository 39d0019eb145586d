// A disk that loses bits does not know of records: any byte of the file may change. Whatever is then read
// of the documents is either as it was stored, or the scrub says that it is not.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openTree, seedUpdate, type DossierId } from '@meemaak/model';
import type { RoomAddress } from '@meemaak/protocol';
import { Random } from '@meemaak/test-kit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as Y from 'yjs';
import { DATABASE_FILE, connect } from '../database/open.ts';
import { proveState } from '../relay/storage/stored-document.ts';
import { SqliteUpdateReader } from '../relay/storage/update-log.ts';
import { appendUpdates, openRelay } from '../testing/open-relay.ts';
import { scrubDatabase, scrubDocument, storedDocuments } from './scrub.ts';

const SEED = 20_261_124;
const FLIPS = Number(process.env['FLIPS'] ?? 300);
const UPDATES = 400;
/** Of SQLite's file. */
const PAGE_BYTES = 4_096;
const tree: RoomAddress = { dossierId: 'proef' as DossierId, document: 'tree' };
const board: RoomAddress = { dossierId: 'proef' as DossierId, document: 'board' };

let folder = '';
let whole = new Uint8Array();
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'meemaak-flips-'));
  const relay = openRelay();
  const random = new Random(SEED);
  const doc = new Y.Doc();
  const updates = [seedUpdate('tree')];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (let at = 1; at < UPDATES; at += 1) {
    // Some need pages of their own.
    openTree(doc).pos.set(`k${at}`, random.digits(random.chance(0.05) ? 9_000 : 40));
  }
  await appendUpdates(relay, tree, updates);
  const state = proveState(doc)?.bytes ?? new Uint8Array();
  await relay.log.storeSnapshot({ address: tree, state, seq: UPDATES, steps: 0, readableSeq: 0 });
  await appendUpdates(relay, tree, [new Uint8Array([0, 0])]);
  await appendUpdates(relay, board, [seedUpdate('board')]);
  relay.sql.prepare('VACUUM INTO ?').run(join(folder, 'whole.sqlite'));
  relay.close();
  whole = readFileSync(join(folder, 'whole.sqlite'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** All that is stored of the documents, as the relay reads it. */
function contentsOf(sql: DatabaseSync): string {
  const rows = ['updates', 'snapshots'].flatMap((table) =>
    [tree, board].flatMap(({ dossierId, document }) =>
      sql
        .prepare(
          `SELECT seq, hex(bytes) AS bytes FROM ${table}
           WHERE dossier_id = ? AND document = ? ORDER BY seq`,
        )
        .all(dossierId, document),
    ),
  );
  return JSON.stringify(rows);
}

/** `found`, `harmless`, or what was not seen. */
function verdictOn(path: string, asStored: string): string {
  let sql: DatabaseSync | undefined;
  try {
    sql = new DatabaseSync(path, { readOnly: true });
    if (scrubDatabase(sql).length > 0) return 'found';
    const listed = storedDocuments(sql);
    if (listed.some((address) => scrubDocument(opened(sql), address).rot.length > 0))
      return 'found';
    return contentsOf(sql) === asStored ? 'harmless' : 'unseen';
  } catch {
    // It does not even open, or not to its end.
    return 'found';
  } finally {
    sql?.close();
  }
}

const opened = (sql: DatabaseSync | undefined): DatabaseSync => {
  if (sql === undefined) throw new Error('Not open.');
  return sql;
};

it(`[F09] whatever byte of the file changes, the scrub finds it or nothing differs (seed ${SEED})`, () => {
  const random = new Random(SEED);
  const sql = new DatabaseSync(join(folder, 'whole.sqlite'), { readOnly: true });
  const asStored = contentsOf(sql);
  sql.close();
  const path = join(folder, 'flipped.sqlite');
  expect(verdictOn(join(folder, 'whole.sqlite'), asStored)).toBe('harmless');
  const counts: Record<string, number> = { found: 0, harmless: 0 };
  const unseen: number[] = [];
  for (let time = 0; time < FLIPS; time += 1) {
    const at = random.below(whole.length);
    const bytes = Uint8Array.from(whole);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
    writeFileSync(path, bytes);
    const verdict = verdictOn(path, asStored);
    counts[verdict] = (counts[verdict] ?? 0) + 1;
    if (verdict === 'unseen') unseen.push(at);
  }
  console.log(`${FLIPS} flips in ${whole.length} bytes: ${JSON.stringify(counts)}`);
  expect(unseen).toEqual([]);
  expect(counts['found']).toBeGreaterThan(FLIPS / 2);
});

it('[F09] a page that is spoiled ends the document there, for reading only, and not all of it', () => {
  const folderOfCopy = mkdtempSync(join(folder, 'copy-'));
  const path = join(folderOfCopy, DATABASE_FILE);
  copyFileSync(join(folder, 'whole.sqlite'), path);
  const before = connect(folderOfCopy);
  before.exec('DELETE FROM snapshots');
  const { bytes } = before.prepare('SELECT bytes FROM updates WHERE seq = 200').get() ?? {};
  before.close();
  const file = readFileSync(path);
  const at = bytes instanceof Uint8Array ? file.indexOf(bytes) : -1;
  expect(at).toBeGreaterThan(0);
  // What kind of page it is stands in its first byte.
  file[at - (at % PAGE_BYTES)] = 0;
  writeFileSync(path, file);

  const sql = connect(folderOfCopy);
  const loaded = new SqliteUpdateReader(sql).load(tree);
  expect(loaded.damaged).toBe(true);
  expect(loaded.seq).toBeGreaterThan(100);
  expect(loaded.seq).toBeLessThan(200);
  expect(scrubDocument(sql, tree)).toMatchObject({
    opens: 'damaged',
    goodSeq: loaded.seq,
    rot: [{ kind: 'notGiven', seq: loaded.seq }],
  });
  expect(scrubDocument(sql, board).rot).toEqual([]);
  sql.close();
});

it('[F09] the script says what is spoiled and what to do, and changes nothing', () => {
  const dataDir = mkdtempSync(join(folder, 'script-'));
  const path = join(dataDir, DATABASE_FILE);
  const scrub = () =>
    spawnSync(process.execPath, [join(import.meta.dirname, 'scrub-main.ts')], {
      env: { ...process.env, DATA_DIR: dataDir },
      encoding: 'utf8',
    });
  expect(scrub().status).toBe(2);
  copyFileSync(join(folder, 'whole.sqlite'), path);
  const sound = scrub();
  expect(sound).toMatchObject({ status: 0, stderr: '' });
  expect(sound.stdout).toContain(`${UPDATES + 3} records`);

  const sql = connect(dataDir);
  sql.exec(`UPDATE updates SET checksum = 0 WHERE seq = ${UPDATES + 1}`);
  sql.close();
  const before = readFileSync(path);
  const spoiled = scrub();
  expect(spoiled.status).toBe(1);
  expect(spoiled.stderr).toContain(`proef/tree: update ${UPDATES + 1} is spoiled`);
  expect(spoiled.stderr).toContain(`for reading only, as it was after update ${UPDATES}`);
  expect(spoiled.stderr).toContain('npm run backup');
  expect(readFileSync(path).equals(before)).toBe(true);
});
