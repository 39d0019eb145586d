// Lines that say things twice or in another order, and that cut what is said.
import { CLOSE_CODES, mayReconnect } from '@meemaak/protocol';
import {
  ChaosProxy,
  Hall,
  Random,
  RunningServer,
  createDossier,
  findLoss,
  until,
} from '@meemaak/test-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const SEED = 20_261_204;
/** Both kinds of client in each of three documents. */
const HANDS = 6;
/** More than the proxy remembers of what was said: what opened a channel is not said again. */
const EARLY_WRITES = 300;
const WRITES = 300;
const random = new Random(SEED);

let server: RunningServer;
let proxy: ChaosProxy;
beforeAll(async () => {
  server = await RunningServer.start();
  proxy = await ChaosProxy.open(server.port, SEED);
});
afterAll(async () => {
  await proxy.close();
  await server.remove();
});

/** Everybody writes a little in every turn of the event loop. */
async function write(hall: Hall, times: number): Promise<void> {
  for (let at = 0; at < times; at += 1) {
    hall.write();
    if (at % 5 === 0) await new Promise(setImmediate);
  }
}

async function openHall(comesBack?: (code: number) => boolean): Promise<Hall> {
  const host = await createDossier(server.url);
  const hall = await Hall.open(host, HANDS, random, proxy.url, comesBack);
  await write(hall, EARLY_WRITES);
  await hall.whenQuiet();
  return hall;
}

/** Everybody has the same, all of it, and once. */
async function expectWhole(hall: Hall): Promise<void> {
  await hall.whenQuiet();
  expect(hall.droppedWords()).toEqual([]);
  for (const testimony of hall.testify()) {
    const loss = findLoss(testimony, await hall.readFresh(testimony.document));
    expect(loss).toEqual({ acked: [], seen: [], doubled: [] });
  }
}

describe('a line that says things', () => {
  for (const fault of ['duplicate', 'reorder', 'replay'] as const) {
    it(`[F18] wrongly (${fault}): a gap is answered with a question, on the same line, and nothing is there twice`, async () => {
      const hall = await openHall();
      const before = proxy.counts;
      proxy.suffer({ chances: { [fault]: 0.2 } });
      await write(hall, WRITES);
      await until('enough went wrong', () => proxy.counts[fault] - before[fault] > 50);
      proxy.suffer({});
      await expectWhole(hall);
      expect(proxy.counts.lines).toBe(before.lines);
      hall.leave();
    });
  }

  it('[F19] cut short as if they were whole: nothing of such a message gets in, its sender is told, and says it again', async () => {
    const told: number[] = [];
    const hall = await openHall((code) => {
      told.push(code);
      return mayReconnect(code) || code === CLOSE_CODES.malformedFrame;
    });
    const before = proxy.counts.truncate;
    proxy.suffer({ chances: { truncate: 0.05 }, hits: (_payload, way) => way === 'up' });
    await write(hall, WRITES);
    await until('enough went wrong', () => proxy.counts.truncate - before > 5);
    proxy.suffer({});
    await expectWhole(hall);
    expect(told).toContain(CLOSE_CODES.malformedFrame);
    hall.leave();
  });

  it('[F19] and ends in the middle of one: the rest is said on the next line', async () => {
    const hall = await openHall();
    const before = proxy.counts.cut;
    proxy.suffer({ chances: { cut: 0.02 } });
    await write(hall, WRITES);
    await until('enough went wrong', () => proxy.counts.cut - before > 5);
    proxy.suffer({});
    await expectWhole(hall);
    expect(hall.hands.every(({ isConnected }) => isConnected)).toBe(true);
    hall.leave();
  });
});
