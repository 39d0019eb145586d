// People type, and others attack: with every known case, and with floods. The attackers are a process of
// their own that takes a part of one core, so that what is measured is the server.
import { mayReconnect } from '@meemaak/protocol';
import {
  Attackers,
  DeliveryBook,
  FramePeer,
  Random,
  RunningServer,
  Typist,
  createDossier,
  enterDossier,
  freePort,
  openProvider,
  readServerLagMs,
  readWords,
  until,
  updateAttacks,
  weighEmpty,
  weighable,
  whenSynced,
  writeAsVictim,
  type Script,
  type StrikeReport,
} from '@meemaak/test-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';

/** At least; one socket also does every deed at least once. With budgets, and longer: `npm run test:faults -- attack`. */
const ATTACK_MS = Number(process.env['ATTACK_MS'] ?? 1_000);
const HAS_BUDGET = process.env['ATTACK_MS'] !== undefined;
/** Without budgets: nothing hangs. */
const MOST_LAG_MS = HAS_BUDGET ? 100 : 10_000;
const MOST_P99_MS = HAS_BUDGET ? 500 : 20_000;
/** What a process keeps of work that is over: compiled code, pools, who spent what. */
const MOST_GROWTH_BYTES = 24 * 1024 * 1024;
const MOST_MEMORY_BYTES = 1024 * 1024 * 1024;
const DOCUMENTS = ['narrative', 'tree', 'board'] as const;
const SOCKETS = 50;
/** Of one core. */
const SHARE = HAS_BUDGET ? 0.5 : 0.8;
/** Each four times a second. */
const TYPE_EVERY_MS = 250;
/** Higher than every attacker's (see `relay/attacks.test`). */
const VICTIM = 4_000_000_000;
const random = new Random(20_261_124);

let server: RunningServer;
let metricsPort: number;
let pid: number | undefined;
let emptyBytes: number;
let typists: Typist[];
const book = new DeliveryBook();
const victims: FramePeer[] = [];
const attackers = new Map<string, Attackers>();

beforeAll(async () => {
  metricsPort = await freePort();
  server = await RunningServer.start({ METRICS_PORT: String(metricsPort) }, weighable);
  ({ pid } = server);
  const [first, second, other] = [
    await createDossier(server.url),
    await createDossier(server.url),
    await createDossier(server.url),
  ];
  typists = [
    ...(await openTypists(first, ['narrative', 'tree', 'board', 'narrative', 'tree', 'board'])),
    ...(await openTypists(second, ['narrative', 'board', 'narrative', 'board'])),
  ];
  meetAll();
  emptyBytes = await weighEmpty(server, metricsPort);
  await allCome();
  const [elsewhere, here] = await Promise.all([gather(other), gather(first)]);
  attackers.set('another dossier', elsewhere);
  attackers.set('the same documents', here);
}, 120_000);

afterAll(async () => {
  for (const one of attackers.values()) one.end();
  leaveAll();
  await server.remove();
});

async function openTypists(host: Script, documents: readonly Typist['document'][]) {
  const made: Typist[] = [];
  for (const [at, document] of documents.entries()) {
    const script = await enterDossier(host, `Collega ${at}`);
    made.push(new Typist(`${random.digits(4)}${at}`, script, document, book, random));
  }
  return made;
}

function meetAll(): void {
  for (const typist of typists) {
    typist.meet(
      typists.filter(
        (other) =>
          other !== typist &&
          other.script.dossierId === typist.script.dossierId &&
          other.document === typist.document,
      ),
    );
  }
}

async function allCome(): Promise<void> {
  for (const typist of typists) typist.come();
  await until('all typists are in', () => typists.every(({ isIn }) => isIn));
}

/** Somebody who worked honestly in every document, and the attackers of their dossier. */
async function gather(host: Script): Promise<Attackers> {
  for (const document of DOCUMENTS) {
    const doc = new Y.Doc();
    doc.clientID = VICTIM;
    const victim = new FramePeer(host, document, doc);
    victims.push(victim);
    await victim.connect();
    await until('the victim is in', () => victim.isSynced);
    writeAsVictim(doc, document);
    await until('the victim is saved', () => victim.isSaved);
  }
  const scripts: Script[] = [];
  for (let at = 0; at < SOCKETS; at += 1) scripts.push(await enterDossier(host, `Iemand ${at}`));
  return Attackers.gather({ scripts, victim: VICTIM, share: SHARE });
}

function leaveAll(): void {
  for (const typist of typists) typist.leave();
  for (const victim of victims) victim.disconnect();
}

/** As somebody gets them who comes in now. */
async function readFreshWords({ script, document }: Typist): Promise<string[]> {
  const provider = openProvider(script, document);
  await whenSynced(provider);
  provider.destroy();
  return readWords(provider.doc, document);
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Everybody types in their own rhythm until it is over, and then until all was heard. */
async function typeUntil<Outcome>(over: Promise<Outcome>): Promise<Outcome> {
  const rhythms: NodeJS.Timeout[] = [];
  for (const typist of typists) {
    await pause(random.below((2 * TYPE_EVERY_MS) / typists.length));
    rhythms.push(setInterval(() => typist.type(), TYPE_EVERY_MS));
  }
  const outcome = await over.finally(() => rhythms.forEach((rhythm) => clearInterval(rhythm)));
  await until('all that was typed is heard by all', () => book.openCount === 0, 60_000);
  await until('all of it is acknowledged', () => typists.every(({ isSaved }) => isSaved));
  return outcome;
}

const quantile = (sorted: readonly number[], part: number) =>
  Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN);

const calm: StrikeReport = {
  answers: {},
  unforeseen: [],
  deedCount: 0,
  slowest: [],
  usedShare: 0,
};

/** Nobody attacks: what the machine does by itself. */
async function stayCalm(): Promise<StrikeReport> {
  await pause(ATTACK_MS);
  return calm;
}

async function strike(place: string, count: number): Promise<StrikeReport> {
  const striking = attackers.get(place);
  if (striking === undefined) throw new Error(`Nobody attacks ${place}.`);
  return striking.strike({ count, atLeastMs: ATTACK_MS });
}

async function measure(what: string, attack: () => Promise<StrikeReport>) {
  book.times = [];
  const cpuBefore = server.cpuMs() ?? 0;
  const startedAt = performance.now();
  await readServerLagMs(metricsPort);
  const report = await typeUntil(attack());
  const lagMs = await readServerLagMs(metricsPort);
  const tookMs = performance.now() - startedAt;
  const times = book.times.toSorted((a, b) => a - b);
  const p99Ms = quantile(times, 0.99);
  const memoryBytes = server.memoryBytes() ?? 0;
  const figures = {
    seconds: Math.round(tookMs / 100) / 10,
    lagMs: Math.round(lagMs),
    deliveries: times.length,
    p50Ms: quantile(times, 0.5),
    p99Ms,
    mostMs: quantile(times, 1),
    deeds: report.deedCount,
    serverCores: Math.round((((server.cpuMs() ?? 0) - cpuBefore) / tookMs) * 100) / 100,
    attackerCores: Math.round(report.usedShare * 100) / 100,
    memoryMb: Math.round(memoryBytes / 1e6),
  };
  console.log(`${what}: ${JSON.stringify(figures)}`);
  if (HAS_BUDGET) console.log(JSON.stringify([report.slowest, report.answers]));
  expect(memoryBytes).toBeLessThan(MOST_MEMORY_BYTES);
  expect(lagMs).toBeLessThan(MOST_LAG_MS);
  expect(p99Ms).toBeLessThan(MOST_P99_MS);
  return report;
}

describe('while others attack', () => {
  it('[T39] the same people type as fast as the machine lets them, before anybody attacks', async () => {
    const { deedCount } = await measure('nobody', stayCalm);
    expect(deedCount).toBe(0);
    expect(typists.flatMap(({ closes }) => closes)).toEqual([]);
  });

  for (const place of ['another dossier', 'the same documents']) {
    // One socket takes a while to do everything.
    for (const count of HAS_BUDGET || place !== 'another dossier' ? [1, SOCKETS] : [SOCKETS]) {
      it(
        `[T19] [T39] [T40] ten people type on and lose nothing, with ${count} sockets in ${place}`,
        async () => {
          const { answers, unforeseen } = await measure(`${count} sockets in ${place}`, () =>
            strike(place, count),
          );
          expect(unforeseen).toEqual([]);
          const most = updateAttacks.filter(({ id, name }) => `${id} ${name}` in answers).length;
          expect(most).toBeGreaterThanOrEqual(count === 1 ? updateAttacks.length : count / 2);
          expect(typists.flatMap(({ closes }) => closes)).toEqual([]);
          expect(
            victims.map(({ closeCode }) => closeCode ?? 0).filter((code) => !mayReconnect(code)),
          ).toEqual([]);
          expect(server.pid).toBe(pid);
        },
        ATTACK_MS + 120_000,
      );
    }
  }

  it('[T39] and afterwards all of it is there, and the memory is given back', async () => {
    for (const typist of typists) {
      const present = new Set(await readFreshWords(typist));
      expect(typist.words.filter((word) => !present.has(word))).toEqual([]);
      expect(typist.words.length).toBeGreaterThan(10);
    }
    leaveAll();
    const grownBytes = (await weighEmpty(server, metricsPort)) - emptyBytes;
    console.log(`${Math.round(grownBytes / 1e6)} MB more than ${Math.round(emptyBytes / 1e6)} MB`);
    expect(grownBytes).toBeLessThan(MOST_GROWTH_BYTES);
    expect(server.pid).toBe(pid);
    expect(server.printed()).not.toContain('uncaught');
  }, 120_000);
});
