// A wall clock that somebody sets, or that was wrong and is put right: what happened first stays first,
// whoever is in stays in, and presence goes on.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { forgetClocks } from '@meemaak/protocol';
import {
  FramePeer,
  Random,
  RunningServer,
  ShiftedClock,
  addWord,
  createDossier,
  enterDossier,
  openProvider,
  readWords,
  until,
  whenSynced,
  type Script,
} from '@meemaak/test-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WebsocketProvider } from 'y-websocket';

const BACKUP_MAIN = fileURLToPath(new URL('../admin/backup-main.ts', import.meta.url));
const DOCUMENT = 'narrative';
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** How wrong the clock is, one after the other. */
const JUMPS = [
  ['a day ahead', DAY_MS],
  ['ten minutes back', DAY_MS - 10 * MINUTE_MS],
  ['a day back, to the right time', 0],
  ['ten minutes behind', -10 * MINUTE_MS],
  ['a day behind', -DAY_MS],
  ['an hour ahead, as for the summer', 60 * MINUTE_MS],
] as const;
const random = new Random(20_261_203);

let clock: ShiftedClock;
let server: RunningServer;
let host: Script;
let guest: Script;
let writer: FramePeer;
let others: readonly [WebsocketProvider, WebsocketProvider];
const written: string[] = [];
let moves = 0;
let closes = 0;

beforeAll(async () => {
  clock = new ShiftedClock();
  server = await RunningServer.start({}, clock.life);
  host = await createDossier(server.url);
  guest = await enterDossier(host, 'Fatma');
  writer = new FramePeer(host, DOCUMENT);
  await writer.connect();
  const open = (script: Script) =>
    openProvider(script, DOCUMENT, undefined, { maxBackoffTime: 100 });
  others = [open(guest), open(await enterDossier(host, 'Johan'))];
  for (const provider of others) {
    await whenSynced(provider);
    provider.on('connection-close', () => (closes += 1));
    // As our client does.
    provider.on('status', ({ status }) => {
      if (status === 'connected') forgetClocks(provider.awareness);
    });
  }
  await expectWork();
});
afterAll(async () => {
  writer.disconnect();
  for (const provider of others) provider.destroy();
  await server.remove();
  clock.remove();
});

/** An edit is stored and seen, a move is seen, and whoever comes in gets all in the same order. */
async function expectWork(): Promise<void> {
  written.push(random.digits(8));
  addWord(writer.doc, DOCUMENT, written.at(-1) ?? '', random);
  await until('it is stored', () => writer.isSaved);
  const wordsOf = ({ doc }: WebsocketProvider) => readWords(doc, DOCUMENT);
  await until('all see it', () => others.every((one) => wordsOf(one).length === written.length));
  for (const [at, mover] of others.entries()) {
    moves += 1;
    mover.awareness.setLocalStateField('move', moves);
    const watcher = others[1 - at];
    const seen = () => watcher?.awareness.getStates().get(mover.awareness.clientID)?.['move'];
    await until('the other sees the move', () => seen() === moves);
  }
  const fresh = openProvider(host, DOCUMENT);
  await whenSynced(fresh);
  fresh.destroy();
  expect(wordsOf(fresh)).toEqual(readWords(writer.doc, DOCUMENT));
  expect(wordsOf(fresh).toSorted()).toEqual(written.toSorted());
}

/** Every dossier is there, and everybody is who they were. */
async function expectSignedIn(): Promise<void> {
  for (const { cookie, dossierId } of [host, guest]) {
    const view = await fetch(`${server.url}/api/dossiers/${dossierId}`, { headers: { cookie } });
    expect(view.status).toBe(200);
    expect(await view.json()).toMatchObject({ dossierId, me: { right: expect.any(String) } });
  }
}

function backUp(folder: string): number | null {
  const { nodeArgs = [], env } = clock.life;
  const args = [...nodeArgs, BACKUP_MAIN, 'backup', folder];
  const options = { env: { ...process.env, ...env, DATA_DIR: server.dataDir } };
  return spawnSync(process.execPath, args, options).status;
}

describe('a clock that is set while people work', () => {
  for (const [how, byMs] of JUMPS) {
    it(`[F13] ${how}: work and presence go on, in order, on the same lines, and nobody is signed out`, async () => {
      clock.shift(byMs);
      await expectWork();
      await expectSignedIn();
      expect(closes).toBe(0);
    });
  }

  it('[F13] is wrong by a day: a backup is made under the name it was given, and never over another', () => {
    const folder = mkdtempSync(join(tmpdir(), 'meemaak-backups-'));
    try {
      const madeAt = (byMs: number, name: string) => {
        clock.shift(byMs);
        expect(backUp(join(folder, name))).toBe(0);
        expect(backUp(join(folder, name))).toBe(1);
        const manifest = readFileSync(join(folder, name, 'manifest.json'), 'utf8');
        return Date.parse((JSON.parse(manifest) as { madeAt: string }).madeAt);
      };
      const later = madeAt(DAY_MS, 'first');
      const earlier = madeAt(-DAY_MS, 'second');
      expect(later - earlier).toBeGreaterThan(DAY_MS);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('[F13] is put back a day while the server is down: all is there, in order, and work and presence go on', async () => {
    clock.shift(DAY_MS);
    await expectWork();
    await server.kill();
    clock.shift(0);
    await server.run();
    await writer.connect();
    await until('all are back', () => writer.isSaved && others.every(({ synced }) => synced));
    await expectWork();
    await expectSignedIn();
    expect(written.length).toBe(JUMPS.length + 3);
  });
});
