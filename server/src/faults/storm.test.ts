// Everybody comes back at once: because a router restarted, or because the server did.
import {
  FramePeer,
  Random,
  ReturningPeer,
  RunningServer,
  addWord,
  createDossier,
  enterDossier,
  freePort,
  readServerLagMs,
  readWords,
  until,
} from '@meemaak/test-kit';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';

/** With budgets, and 500 clients of 20 rooms: `npm run test:faults -- storm`. */
const CLIENTS = Number(process.env['STORM_CLIENTS'] ?? 100);
const HAS_BUDGET = process.env['STORM_CLIENTS'] !== undefined;
const CLIENTS_EACH = 25;
const ROOMS = Math.round(CLIENTS / CLIENTS_EACH);
const WITHIN_MS = 1_000;
const MOST_MS = 5_000;
const MOST_LAG_MS = 250;
const MOST_MEMORY_BYTES = 512 * 1024 * 1024;
const DOCUMENT = 'narrative';
/** Some 200 kB. */
const WORDS = 400;
const LETTERS_EACH = 500;
/** Written by one in each room while all are away. */
const WORDS_AWAY = 3;
const random = new Random(20_261_201);

interface Room {
  readonly writer: FramePeer;
  readonly peers: readonly ReturningPeer[];
  /** What everybody has before anything happens. */
  readonly base: Uint8Array;
}

let server: RunningServer;
let metricsPort: number;
let rooms: Room[];
beforeAll(async () => {
  metricsPort = await freePort();
  server = await RunningServer.start({ METRICS_PORT: String(metricsPort) });
  rooms = [];
  for (let at = 0; at < ROOMS; at += 1) rooms.push(await fillRoom());
  await Promise.all(everybody().map((peer) => peer.comeBack()));
}, 300_000);
afterAll(async () => {
  dropAll();
  await server.remove();
});
afterEach(() => {
  for (const peer of everybody()) peer.closes.length = 0;
});

const everybody = () => rooms.flatMap(({ peers }) => peers);

async function fillRoom(): Promise<Room> {
  const host = await createDossier(server.url);
  const writer = new FramePeer(host, DOCUMENT);
  await writer.connect();
  for (let at = 0; at < WORDS; at += 1) {
    addWord(writer.doc, DOCUMENT, random.digits(LETTERS_EACH), random);
  }
  await until('the document is stored', () => writer.isSaved);
  const base = Y.encodeStateAsUpdate(writer.doc);
  const peers: ReturningPeer[] = [];
  for (let at = 1; at < CLIENTS_EACH; at += 1) {
    const script = await enterDossier(host, `Gast ${at}`);
    peers.push(new ReturningPeer(script, DOCUMENT, Y.encodeStateVector(writer.doc)));
  }
  return { writer, peers, base };
}

function dropAll(): void {
  for (const { writer, peers } of rooms) {
    writer.disconnect();
    for (const peer of peers) peer.drop();
  }
}

function writeAway(): void {
  for (const { writer } of rooms) {
    for (let at = 0; at < WORDS_AWAY; at += 1) {
      addWord(writer.doc, DOCUMENT, random.digits(12), random);
    }
  }
}

/** All of the writer's work is on disk, and all others in the room have it. */
function isSettled({ writer, peers }: Room): boolean {
  if (!writer.isSaved) return false;
  const { clientID, store } = writer.doc;
  return peers.every(
    (peer) => peer.isSynced && peer.clockOf(clientID) >= Y.getState(store, clientID),
  );
}

/** Everybody comes back at some moment of the second, each after another; how long that took. */
async function comeBack(): Promise<{ allMs: number; p99Ms: number }> {
  const startedAt = performance.now();
  const comers = rooms.flatMap(({ writer, peers }) => [writer, ...peers]);
  const times = await Promise.all(
    comers.map(async (comer) => {
      const afterMs = random.next() * WITHIN_MS;
      await new Promise((resolve) => {
        setTimeout(resolve, afterMs);
      });
      const cameAt = performance.now();
      if (comer instanceof ReturningPeer) await comer.comeBack();
      else await comer.connect();
      return performance.now() - cameAt;
    }),
  );
  await until('everybody has everything', () => rooms.every(isSettled));
  const allMs = performance.now() - startedAt;
  return { allMs, p99Ms: times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? 0 };
}

/** What a peer was told, on top of what it had, is the document. */
function expectWhole({ writer, peers, base }: Room): void {
  const words = readWords(writer.doc, DOCUMENT);
  for (const { heard } of peers) {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Y.mergeUpdates([base, ...heard]));
    expect(readWords(doc, DOCUMENT)).toEqual(words);
    expect(doc.store.pendingStructs).toBeNull();
    doc.destroy();
  }
}

async function expectCalm(why: string): Promise<void> {
  await readServerLagMs(metricsPort);
  const cpuBefore = server.cpuMs() ?? 0;
  const { allMs, p99Ms } = await comeBack();
  const lagMs = await readServerLagMs(metricsPort);
  const memoryBytes = server.memoryBytes() ?? 0;
  const figures = {
    all: `${Math.round(allMs)} ms`,
    one: `p99 ${Math.round(p99Ms)} ms`,
    lag: `${Math.round(lagMs)} ms`,
    cpu: `${Math.round((server.cpuMs() ?? 0) - cpuBefore)} ms`,
    memory: `${Math.round(memoryBytes / 1e6)} MB`,
  };
  console.log(`${CLIENTS} clients of ${ROOMS} rooms, ${why}: ${JSON.stringify(figures)}`);
  rooms.forEach(expectWhole);
  expect(memoryBytes).toBeLessThan(MOST_MEMORY_BYTES);
  if (!HAS_BUDGET) return;
  expect(allMs).toBeLessThan(MOST_MS);
  expect(lagMs).toBeLessThan(MOST_LAG_MS);
}

describe(`${CLIENTS} people of ${ROOMS} dossiers`, () => {
  it('[F20] all come back within a second after their lines broke, and nobody is sent away', async () => {
    dropAll();
    writeAway();
    await expectCalm('lines broken');
    expect(everybody().flatMap(({ closes }) => closes)).toEqual([]);
  }, 120_000);

  it('[F20] all come back within a second after the server was killed, and nobody is sent away', async () => {
    dropAll();
    await server.kill();
    writeAway();
    await server.run();
    await expectCalm('server restarted');
    expect(everybody().flatMap(({ closes }) => closes)).toEqual([]);
  }, 120_000);
});
