// Everything at once: people write in all documents over lines on which everything goes wrong, and the
// server is killed meanwhile. In the end all have the same, and nothing that was promised is missing.
import { mayReconnect, CLOSE_CODES } from '@meemaak/protocol';
import {
  ChaosProxy,
  Hall,
  Random,
  RunningServer,
  createDossier,
  findLoss,
  type ChaosFaults,
} from '@meemaak/test-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** More with `npm run test:faults -- convergence 200`. */
const SEEDS = Number(process.env['SEEDS'] ?? 3);
const FIRST_SEED = Number(process.env['FIRST_SEED'] ?? 20_261_130);
/** Both kinds of client in each of three documents. */
const HANDS = 6;
const ROUNDS = 10;
const WRITE_EVERY_MS = 4;
const MOST_WRITING_MS = 250;

interface Round {
  readonly weight: number;
  readonly suffer: (random: Random) => ChaosFaults;
  /** The line lies: what the server counts and what the client sent may differ until there is another
   *  one. Such a line is broken and all is settled before anything else happens. */
  readonly lies?: true;
}

const ROUNDS_BY_KIND = {
  slow: {
    weight: 2,
    suffer: (random) => ({
      delayMs: random.below(60),
      jitterMs: random.below(60),
      bytesPerSecond: random.between(20_000, 200_000),
    }),
  },
  stalling: {
    weight: 2,
    suffer: (random) => ({
      chances: { stall: 0.03 },
      stallMs: random.between(50, 400),
      delayMs: random.below(20),
    }),
  },
  breaking: { weight: 3, suffer: () => ({ chances: { reset: 0.01, cut: 0.01 } }) },
  held: { weight: 1, suffer: () => ({ holds: true }) },
  halfOpen: { weight: 2, suffer: () => ({ swallows: true }), lies: true },
  refusing: { weight: 1, suffer: () => ({ newcomers: 'refused', chances: { reset: 0.01 } }) },
  doubling: {
    weight: 3,
    suffer: () => ({ chances: { duplicate: 0.1, reorder: 0.1, replay: 0.1 } }),
    lies: true,
  },
  cutShort: {
    weight: 2,
    // The other way is for the client's own tests.
    suffer: () => ({ chances: { truncate: 0.02 }, hits: (_payload, way) => way === 'up' }),
    lies: true,
  },
  killing: { weight: 3, suffer: () => ({ chances: { reset: 0.005, cut: 0.005 } }) },
} as const satisfies Readonly<Record<string, Round>>;

type RoundKind = keyof typeof ROUNDS_BY_KIND;
const WEIGHTS = Object.fromEntries(
  Object.entries(ROUNDS_BY_KIND).map(([kind, { weight }]) => [kind, weight]),
) as Record<RoundKind, number>;

/** Says why to reload the page: these hands do, and hold on to what they wrote. */
const comesBack = (code: number) => mayReconnect(code) || code === CLOSE_CODES.malformedFrame;

let server: RunningServer;
beforeAll(async () => {
  server = await RunningServer.start();
});
afterAll(() => server.remove());

/** Over all seeds. */
const counts: Record<string, number> = {};
const count = (what: string, by = 1) => {
  counts[what] = (counts[what] ?? 0) + by;
};

async function writeFor(hall: Hall, random: Random): Promise<void> {
  const writing = setInterval(() => hall.write(), WRITE_EVERY_MS);
  const forMs = random.next() * MOST_WRITING_MS;
  await new Promise((resolve) => {
    setTimeout(resolve, forMs);
  });
  clearInterval(writing);
}

async function expectNothingLost(hall: Hall, moment: string): Promise<void> {
  for (const testimony of hall.testify()) {
    const { acked, seen, doubled } = findLoss(testimony, await hall.readFresh(testimony.document));
    expect({ moment, acked, seen, doubled }).toEqual({ moment, acked: [], seen: [], doubled: [] });
    count('acknowledged', testimony.ackedWords.length);
  }
}

async function kill(hall: Hall, proxy: ChaosProxy, moment: string): Promise<void> {
  proxy.suffer({ newcomers: 'waiting' });
  await server.kill();
  proxy.breakLines();
  await hall.whenDisconnected();
  await server.run();
  await expectNothingLost(hall, moment);
}

async function playRound(
  kind: RoundKind,
  hall: Hall,
  proxy: ChaosProxy,
  random: Random,
  moment: string,
): Promise<void> {
  const round: Round = ROUNDS_BY_KIND[kind];
  count(kind);
  proxy.suffer(round.suffer(random));
  await writeFor(hall, random);
  if (kind === 'killing') await kill(hall, proxy, moment);
  proxy.suffer({});
  // As a client does that hears nothing any more, or is told that it makes no sense.
  if (round.lies) proxy.breakLines();
  if (round.lies || random.chance(0.3)) await hall.whenQuiet();
}

async function play(seed: number): Promise<void> {
  const random = new Random(seed);
  const proxy = await ChaosProxy.open(server.port, seed);
  const hall = await Hall.open(
    await createDossier(server.url),
    HANDS,
    random,
    proxy.url,
    comesBack,
  );
  for (let at = 0; at < ROUNDS; at += 1) {
    const kind = random.weighted(WEIGHTS);
    await playRound(kind, hall, proxy, random, `seed ${seed}, round ${at} (${kind})`);
  }
  await hall.whenQuiet();
  await expectNothingLost(hall, `the end of seed ${seed}`);
  expect(hall.droppedWords()).toEqual([]);
  hall.leave();
  for (const [what, times] of Object.entries(proxy.counts)) count(what, times);
  await proxy.close();
}

describe('a dossier over bad lines', () => {
  it(
    `[I3] [F16] [F17] [F18] [F19] is the same for everybody in the end, with all that was acknowledged (${SEEDS} seeds from ${FIRST_SEED})`,
    async () => {
      const startedAt = performance.now();
      for (let at = 0; at < SEEDS; at += 1) {
        console.log(`seed ${FIRST_SEED + at}`);
        await play(FIRST_SEED + at);
      }
      const seconds = Math.round((performance.now() - startedAt) / 1_000);
      console.log(`${SEEDS} seeds in ${seconds} s: ${JSON.stringify(counts)}`);
      for (const fault of ['killing', 'duplicate', 'reorder', 'replay', 'reset', 'acknowledged']) {
        expect(counts[fault], fault).toBeGreaterThan(0);
      }
    },
    SEEDS * 60_000,
  );
});
