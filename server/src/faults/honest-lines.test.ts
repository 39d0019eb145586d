// Honest work over real lines to a real server (in one process, without lines: relay/honest-traffic.test).
import { Random, RunningServer, createDossier, openProvider, whenSynced } from '@meemaak/test-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainContents, type HonestDocument } from '../testing/honest-people.ts';
import { HonestWindows } from '../testing/honest-windows.ts';

/** More with `npm run test:honest -- 20000`. */
const UPDATES = Number(process.env['UPDATES'] ?? 1_000);
const SEED = Number(process.env['HONEST_SEED'] ?? 20_261_123);
const DOCUMENTS: readonly HonestDocument[] = ['narrative', 'tree', 'board'];
/** Of one document; after that a new one is begun. */
const UPDATES_A_DOCUMENT = 1_000;

let server: RunningServer;
beforeAll(async () => {
  server = await RunningServer.start();
});
afterAll(() => server.remove());

/** A document's life; what happened in it. */
async function liveThrough(document: HonestDocument, random: Random, most: number) {
  const host = await createDossier(server.url);
  const people = await HonestWindows.open(host, document, random);
  while (people.updates < most || !people.didAll) await people.live();
  await people.gather();
  const provider = openProvider(host, document);
  await whenSynced(provider);
  expect(plainContents(provider.doc, document)).toBe(people.contents()[0]);
  provider.destroy();
  expect(people.losses).toEqual([]);
  people.leave();
  return { updates: people.updates, ...people.counts };
}

describe('honest work over lines', () => {
  for (const document of DOCUMENTS) {
    it(
      `[F25] is acknowledged in ${document} and never refused: offline, reloads, undo, more windows, fortnights away (seed ${SEED})`,
      async () => {
        const random = new Random(SEED);
        const share = Math.ceil(UPDATES / DOCUMENTS.length);
        const sums: Record<string, number> = { updates: 0 };
        while ((sums['updates'] ?? 0) < share) {
          const counts = await liveThrough(document, random, Math.min(share, UPDATES_A_DOCUMENT));
          for (const [name, count] of Object.entries(counts)) {
            sums[name] = (sums[name] ?? 0) + count;
          }
        }
        console.log(`${document}: ${JSON.stringify(sums)}`);
        expect(sums['updates']).toBeGreaterThanOrEqual(share);
        expect(server.printed()).not.toContain('update.refused');
      },
      UPDATES * 100 + 60_000,
    );
  }
});
