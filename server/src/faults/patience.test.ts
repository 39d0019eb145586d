// How long the server waits for whom: a line that is quiet is kept, one that is dead is not.
import {
  ChaosProxy,
  FramePeer,
  HandMadeSocket,
  Random,
  RunningServer,
  addWord,
  createDossier,
  enterDossier,
  freePort,
  openProvider,
  readServerMetric,
  readWords,
  syncUrl,
  until,
  whenSynced,
  type Script,
} from '@meemaak/test-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WebsocketProvider } from 'y-websocket';

const DOCUMENT = 'narrative';
const SEED = 20_261_207;
/** Many proxies cut after a minute, some after half of it. */
const IDLE_MS = Number(process.env['IDLE_MS'] ?? 15_000);
/** Who answers nothing for two rounds of 12 s is gone, and gets five seconds to say goodbye. */
const DEAD_WITHIN_MS = 45_000;
const DEAD = 10;
const STALL_MS = 1_000;
const random = new Random(SEED);

let server: RunningServer;
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
  metricsPort = await freePort();
  server = await RunningServer.start({ METRICS_PORT: String(metricsPort) });
  host = await createDossier(server.url);
  impatient = await ChaosProxy.open(server.port, SEED);
  hole = await ChaosProxy.open(server.port, SEED + 1);
  for (let at = 0; at < DEAD; at += 1) {
    dead.push(await openSocket(await enterDossier(host, `Dood ${at}`), hole.url));
    deaf.push(await openSocket(await enterDossier(host, `Doof ${at}`), server.url));
  }
  const script = { ...(await enterDossier(host, 'Stil')), serverUrl: impatient.url };
  quiet = { frames: new FramePeer(script, DOCUMENT), stock: openProvider(script, 'tree') };
  await quiet.frames.connect();
  await whenSynced(quiet.stock);
  await until('it is in', () => quiet.frames.isSynced);
  quiet.frames.onLost = () => (closes += 1);
  quiet.stock.on('connection-close', () => (closes += 1));
  hole.suffer({ swallows: true });
  for (const { socket } of deaf) socket.pause();
  // A machine that sleeps does so without asking.
  server.signal('SIGSTOP');
  await new Promise((resolve) => {
    setTimeout(resolve, STALL_MS);
  });
  server.signal('SIGCONT');
  impatient.suffer({ cutsIdleAfterMs: IDLE_MS });
  quietSince = performance.now();
});
afterAll(async () => {
  for (const socket of [...dead, ...deaf]) socket.end();
  quiet.frames.disconnect();
  quiet.stock.destroy();
  await Promise.all([impatient.close(), hole.close()]);
  await server.remove();
});

async function openSocket(script: Script, serverUrl: string): Promise<HandMadeSocket> {
  const url = `${syncUrl({ ...script, serverUrl })}/${DOCUMENT}`;
  const socket = await HandMadeSocket.open(url, { cookie: script.cookie });
  await socket.until(() => socket.heard[0]);
  return socket;
}

describe('a server that also stood still for a while', () => {
  it('[F14] [F16] [F21] lets go of lines that answer nothing: of those who are gone, and of those who do not read', async () => {
    expect(await readServerMetric(metricsPort, 'connections')).toBe(2 * DEAD + 2);
    const isAlone = async () => (await readServerMetric(metricsPort, 'connections')) === 2;
    await until('only the living are connected', isAlone, DEAD_WITHIN_MS);
  });

  it(`[F19] is heard often enough for a proxy that cuts after ${IDLE_MS / 1_000} quiet seconds`, async () => {
    const endsAt = quietSince + 2 * IDLE_MS;
    await until('it was quiet', () => performance.now() > endsAt, 2 * IDLE_MS + 5_000);
    expect(closes).toBe(0);
    const other = new FramePeer(host, DOCUMENT);
    await other.connect();
    addWord(other.doc, DOCUMENT, 'still-there', random);
    const words = () => readWords(quiet.frames.doc, DOCUMENT);
    await until('it is told', () => words().includes('still-there'));
    other.disconnect();
  }, 200_000);
});
