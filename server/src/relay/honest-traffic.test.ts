import { Random } from '@meemaak/test-kit';
import { describe, expect, it } from 'vitest';
import { HonestPeople, type HonestDocument } from '../testing/honest-people.ts';

/** More with `npm run test:honest -- 20000`. */
const UPDATES = Number(process.env['UPDATES'] ?? 2_000);
const SEED = Number(process.env['HONEST_SEED'] ?? 20_261_123);
const DOCUMENTS: readonly HonestDocument[] = ['narrative', 'tree', 'board'];
/** Of one document; after that a new one is begun. */
const UPDATES_A_DOCUMENT = 1_000;

describe('honest work', () => {
  for (const document of DOCUMENTS) {
    it(
      `[F25] is never refused in ${document}: offline, reloads, undo, more windows, fortnights away (seed ${SEED})`,
      () => {
        const random = new Random(SEED);
        const share = Math.ceil(UPDATES / DOCUMENTS.length);
        const sums: Record<string, number> = {};
        for (let updates = 0; updates < share;) {
          const people = new HonestPeople(document, random);
          while (people.counts.updates < Math.min(share, UPDATES_A_DOCUMENT)) people.live();
          const isTheSame = people.gather();
          expect(people.refusals).toEqual([]);
          expect(isTheSame).toBe(true);
          updates += people.counts.updates;
          for (const [name, count] of Object.entries(people.counts)) {
            sums[name] = (sums[name] ?? 0) + count;
          }
        }
        console.log(`${document}: ${JSON.stringify(sums)}`);
        for (const name of [
          'reload',
          'fortnight',
          'secondWindow',
          'undo',
          'leaveLine',
          'merged',
          'wholeState',
        ]) {
          expect(sums[name], name).toBeGreaterThan(0);
        }
      },
      UPDATES * 100 + 60_000,
    );
  }
});
