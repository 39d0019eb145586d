// A server that stands still for a while, as on a machine that sleeps or is moved, and goes on.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import {
  ChaosProxy,
  Hall,
  Random,
  RunningServer,
  createDossier,
  findLoss,
  until,
  type Testimony,
} from '@meemaak/test-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** A minute with `npm run test:faults -- stall`. */
const STALL_MS = Number(process.env['STALL_MS'] ?? 5_000);
const SEED = 20_261_205;
const HANDS = 9;
const WRITE_EVERY_MS = 5;
const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));
const random = new Random(SEED);

let server: RunningServer;
let proxy: ChaosProxy;
let hall: Hall;
beforeAll(async () => {
  server = await RunningServer.start();
  proxy = await ChaosProxy.open(server.port, SEED);
  hall = await Hall.open(await createDossier(server.url), HANDS, random, proxy.url);
});
afterAll(async () => {
  hall.leave();
  await proxy.close();
  server.signal('SIGCONT');
  await server.remove();
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
      await writeFor(STALL_MS);
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
