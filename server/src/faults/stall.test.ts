// A server that stands still for a while, as on a machine that sleeps or is moved, and goes on; and for
// how long it waits for whom: a line that is quiet is kept, one that is dead is not.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import {
  ChaosProxy,
  FramePeer,
  Hall,
  HandMadeSocket,
  Random,
  RunningServer,
  addWord,
  createDossier,
  enterDossier,
  findLoss,
  freePort,
  openProvider,
  readServerMetric,
  readWords,
  syncUrl,
  until,
  whenSynced,
  type Script,
  type Testimony,
} from '@meemaak/test-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WebsocketProvider } from 'y-websocket';

/** A minute with `npm run test:faults -- stall`. */
const STALL_MS = Number(process.env['STALL_MS'] ?? 5_000);
const SEED = 20_261_205;
const HANDS = 9;
/** As much in a long stall as in a short one: nobody types more than the server takes in of one person. */
const WRITE_EVERY_MS = STALL_MS / 1_000;
const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));
const DOCUMENT = 'narrative';
/** Many proxies cut after a minute, some after half of it. */
const IDLE_MS = Number(process.env['IDLE_MS'] ?? 15_000);
/** Who answers nothing for two rounds of 12 s is gone, and gets five seconds to say goodbye. */
const DEAD_WITHIN_MS = 45_000;
const DEAD = 10;
const BEAT_MS = 12_000;
const SHORT_STALL_MS = 1_000;

const random = new Random(SEED);

let server: RunningServer;
let proxy: ChaosProxy;
let hall: Hall;

let quietServer: RunningServer;
let metricsPort: number;
let host: Script;
/** Cuts who is quiet. */
let impatient: ChaosProxy;
let quiet: { readonly frames: FramePeer; readonly stock: WebsocketProvider };
let quietSince: number;
let closes = 0;
/** Swallows everything. */
let hole: ChaosProxy;
const dead: HandMadeSocket[] = [];
const deaf: HandMadeSocket[] = [];

beforeAll(async () => {
  await openQuietLines();
  server = await RunningServer.start();
  proxy = await ChaosProxy.open(server.port, SEED);
  hall = await Hall.open(await createDossier(server.url), HANDS, random, proxy.url);
});
afterAll(async () => {
  hall.leave();
  await proxy.close();
  server.signal('SIGCONT');
  await server.remove();
  await closeQuietLines();
});

const ackedCount = () => hall.hands.reduce((sum, hand) => sum + hand.acked().length, 0);

/** They write until `isEnough`. */
async function writeUntil(what: string, isEnough: () => boolean): Promise<void> {
  const writing = setInterval(() => hall.write(), WRITE_EVERY_MS);
  await until(what, isEnough, STALL_MS + 30_000).finally(() => clearInterval(writing));
}

async function writeFor(ms: number): Promise<void> {
  const endsAt = performance.now() + ms;
  await writeUntil('it stood still for so long', () => performance.now() > endsAt);
}

/** What an acknowledgement says is on disk, whatever comes after it. */
async function expectKept(testimonies: readonly Testimony[]): Promise<void> {
  for (const testimony of testimonies) {
    const loss = findLoss(testimony, await hall.readFresh(testimony.document));
    expect(loss).toEqual({ acked: [], seen: [], doubled: [] });
  }
}

/** A second server on the same folder, while the first one stands still. */
async function startSecond(): Promise<{ code: unknown; said: string }> {
  const second = spawn(process.execPath, [MAIN], {
    env: { ...process.env, PORT: '0', DATA_DIR: server.dataDir },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  second.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const [code] = await once(second, 'close');
  return { code, said };
}

describe(`a server that stands still for ${STALL_MS / 1_000} s`, () => {
  it(
    '[F14] acknowledges nothing meanwhile, lets no other take its folder, and afterwards all is there for all',
    async () => {
      await writeFor(200);
      server.signal('SIGSTOP');
      // What it said before it stopped may still be under way to us.
      await writeFor(500);
      const before = ackedCount();
      expect(await startSecond()).toMatchObject({
        code: 1,
        said: expect.stringContaining('Another server is using'),
      });
      await writeFor(STALL_MS - 500);
      expect(ackedCount()).toBe(before);
      server.signal('SIGCONT');
      await hall.whenQuiet();
      expect(hall.droppedWords()).toEqual([]);
      expect(ackedCount()).toBeGreaterThan(before);
      await expectKept(hall.testify());
    },
    STALL_MS + 60_000,
  );

  it(
    '[F14] gives no acknowledgement, when it goes on, of what is not on disk',
    async () => {
      await writeFor(200);
      server.signal('SIGSTOP');
      await writeFor(SHORT_STALL_MS);
      const before = ackedCount();
      server.signal('SIGCONT');
      await writeUntil('it acknowledges again', () => ackedCount() > before);
      // Whoever was told something by it is believed.
      proxy.suffer({ newcomers: 'waiting' });
      await server.kill();
      await hall.whenDisconnected();
      const testimonies = hall.testify();
      await server.run();
      await expectKept(testimonies);
      proxy.suffer({});
      await hall.whenQuiet();
      expect(hall.droppedWords()).toEqual([]);
    },
    STALL_MS + 60_000,
  );
});

/** They are waited for while the others are at work. */
async function openQuietLines(): Promise<void> {
  metricsPort = await freePort();
  quietServer = await RunningServer.start({ METRICS_PORT: String(metricsPort) });
  host = await createDossier(quietServer.url);
  impatient = await ChaosProxy.open(quietServer.port, SEED + 1);
  hole = await ChaosProxy.open(quietServer.port, SEED + 2);
  for (let at = 0; at < DEAD; at += 1) {
    dead.push(await openSocket(await enterDossier(host, `Dood ${at}`), hole.url));
    deaf.push(await openSocket(await enterDossier(host, `Doof ${at}`), quietServer.url));
  }
  const script = { ...(await enterDossier(host, 'Stil')), serverUrl: impatient.url };
  quiet = { frames: new FramePeer(script, DOCUMENT), stock: openProvider(script, 'tree') };
  await quiet.frames.connect();
  await whenSynced(quiet.stock);
  await until('it is in', () => quiet.frames.isSynced);
  quiet.frames.onLost = () => (closes += 1);
  quiet.stock.on('connection-close', () => (closes += 1));
  await until('all are connected', async () => (await connectionCount()) === 2 * DEAD + 2);
  hole.suffer({ swallows: true });
  for (const { socket } of deaf) socket.pause();
  // A machine that sleeps does so without asking.
  quietServer.signal('SIGSTOP');
  await new Promise((resolve) => {
    setTimeout(resolve, SHORT_STALL_MS);
  });
  quietServer.signal('SIGCONT');
  impatient.suffer({ cutsIdleAfterMs: IDLE_MS });
  quietSince = performance.now();
}

async function closeQuietLines(): Promise<void> {
  for (const socket of [...dead, ...deaf]) socket.end();
  quiet.frames.disconnect();
  quiet.stock.destroy();
  await Promise.all([impatient.close(), hole.close()]);
  await quietServer.remove();
}

const connectionCount = () => readServerMetric(metricsPort, 'connections');

async function openSocket(script: Script, serverUrl: string): Promise<HandMadeSocket> {
  const url = `${syncUrl({ ...script, serverUrl })}/${DOCUMENT}`;
  const socket = await HandMadeSocket.open(url, { cookie: script.cookie });
  await socket.until(() => socket.heard[0]);
  return socket;
}

describe('a server that also stood still for a while', () => {
  it('[F14] [F16] [F21] lets go of lines that answer nothing: of those who are gone, and of those who do not read', async () => {
    const isAlone = async () => (await connectionCount()) === 2;
    await until('only the living are connected', isAlone, DEAD_WITHIN_MS);
    expect(closes).toBe(0);
  });

  it(`[F19] is heard often enough for a proxy that cuts after ${IDLE_MS / 1_000} quiet seconds`, async () => {
    const endsAt = quietSince + IDLE_MS + BEAT_MS;
    await until('it was quiet', () => performance.now() > endsAt, IDLE_MS + 20_000);
    expect(closes).toBe(0);
    const other = new FramePeer(host, DOCUMENT);
    await other.connect();
    addWord(other.doc, DOCUMENT, 'still-there', random);
    const words = () => readWords(quiet.frames.doc, DOCUMENT);
    await until('it is told', () => words().includes('still-there'));
    other.disconnect();
  }, 200_000);
});
