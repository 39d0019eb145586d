import {
  ChaosProxy,
  Hall,
  Random,
  RunningServer,
  createDossier,
  findLoss,
  type Testimony,
} from '@meemaak/test-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** More with `npm run test:kill -- 1000`. */
const KILLS = Number(process.env['KILLS'] ?? 50);
const SEED = Number(process.env['KILL_SEED'] ?? 20_261_125);
const HANDS = 20;
/** Documents grow; what is tested does not need them large. */
const KILLS_PER_DOSSIER = 10;
const MOST_WRITING_MS = 120;
const WRITE_EVERY_MS = 2;

const random = new Random(SEED);
let server: RunningServer;
/** Keeps the hands out while somebody looks at what is on disk. */
let proxy: ChaosProxy;
beforeAll(async () => {
  server = await RunningServer.start();
  proxy = await ChaosProxy.open(server.port, SEED);
});
afterAll(async () => {
  await proxy.close();
  await server.remove();
});

async function openHall(): Promise<Hall> {
  const host = await createDossier(server.url);
  return Hall.open(host, HANDS, random, proxy.url);
}

/** Everybody writes, and at some moment the process is gone. */
async function killWhileTheyWrite(hall: Hall): Promise<readonly Testimony[]> {
  const writing = setInterval(() => hall.write(), WRITE_EVERY_MS);
  await new Promise((resolve) => {
    setTimeout(resolve, random.next() * MOST_WRITING_MS);
  });
  proxy.suffer({ newcomers: 'waiting' });
  await server.kill();
  clearInterval(writing);
  await hall.whenDisconnected();
  return hall.testify();
}

/** What was checked, over all kills; something kept through three kills counts three times. */
const counts = {
  acked: 0,
  ackedRemovals: 0,
  seenClients: 0,
  seenRemovals: 0,
  /** Under way when the process died. */
  open: 0,
  /** Killed before everybody was back from the time before. */
  early: 0,
};

/** Holds what people know against what somebody gets who comes in now. */
async function expectNothingLost(hall: Hall, testimony: Testimony, kill: number): Promise<void> {
  const fresh = await hall.readFresh(testimony.document);
  const { acked, seen, doubled } = findLoss(testimony, fresh);
  expect(acked, `acknowledged and lost at kill ${kill}`).toEqual([]);
  expect(seen, `seen and lost at kill ${kill}`).toEqual([]);
  expect(doubled, `twice there at kill ${kill}`).toEqual([]);
  expect(fresh.store.pendingStructs).toBeNull();
  counts.acked += testimony.ackedWords.length;
  counts.ackedRemovals += testimony.ackedRemovals.length;
  counts.seenClients += testimony.seenClocks.size;
  counts.seenRemovals += testimony.seenRemovals.length;
  counts.open += testimony.openCount;
}

describe('a server that is killed', () => {
  it(
    `[F01] keeps all that was acknowledged and all that others saw, ${KILLS} times under ${HANDS} writers (seed ${SEED})`,
    async () => {
      const startedAt = performance.now();
      let hall = await openHall();
      for (let kill = 0; kill < KILLS; kill += 1) {
        const testimonies = await killWhileTheyWrite(hall);
        await server.run();
        for (const testimony of testimonies) await expectNothingLost(hall, testimony, kill);
        proxy.suffer({});
        const isLast = (kill + 1) % KILLS_PER_DOSSIER === 0 || kill === KILLS - 1;
        const isEarly = !isLast && random.chance(0.2);
        if (isEarly) counts.early += 1;
        else await hall.whenQuiet();
        if (!isLast) continue;
        expect(hall.droppedWords()).toEqual([]);
        hall.leave();
        if (kill < KILLS - 1) hall = await openHall();
      }
      for (const count of Object.values(counts)) expect(count).toBeGreaterThan(KILLS / 20);
      const seconds = Math.round((performance.now() - startedAt) / 1_000);
      console.log(`${KILLS} kills in ${seconds} s (seed ${SEED}): ${JSON.stringify(counts)}`);
      // Real processes: on a busy machine each takes seconds to start.
    },
    KILLS * 30_000,
  );
});
