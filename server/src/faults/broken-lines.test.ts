import {
  FramePeer,
  Random,
  RunningServer,
  brokenFrame,
  brokenRequest,
  createDossier,
  enterDossier,
  goodRequest,
  handshake,
  syncUrl,
  until,
  type Script,
} from '@meemaak/test-kit';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';

const SEED = Number(process.env['LINES_SEED'] ?? 20_261_123);
const LINES = Number(process.env['LINES'] ?? 10_000);
/** At once; each is a socket of this process too. */
const AT_ONCE = 50;
/** An honest edit after so many. */
const EDIT_EVERY = 250;
/** A line that the server leaves open, for the rest of a request, is left by us. */
const PATIENCE_MS = 60;
/** The answer to a good request takes as long as the machine is busy. */
const UPGRADE_MS = 10_000;

let server: RunningServer;
let host: Script;
let attacker: Script;
beforeAll(async () => {
  server = await RunningServer.start();
  host = await createDossier(server.url);
  attacker = await enterDossier(host, 'Iemand', 'edit');
});
afterAll(() => server.remove());

const counts = new Map<string, number>();
const count = (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1);

/** Says `first`, and `then` when an answer to it came; resolves when the line is gone. */
function sayOnALine(first: Buffer, then?: Buffer): Promise<void> {
  return new Promise((resolve) => {
    const line = connect(server.port, '127.0.0.1', () => line.write(first));
    let isUpgraded = false;
    line.on('error', () => {});
    line.on('close', () => {
      if (then !== undefined && !isUpgraded) count('not upgraded');
      resolve();
    });
    line.on('data', (answer) => {
      if (isUpgraded || then === undefined) return;
      isUpgraded = answer.toString('latin1').startsWith('HTTP/1.1 101');
      if (!isUpgraded) return;
      line.setTimeout(PATIENCE_MS);
      line.write(then);
    });
    line.setTimeout(then === undefined ? PATIENCE_MS : UPGRADE_MS, () => {
      count('left by us');
      line.destroy();
    });
  });
}

function breakOne(random: Random): Promise<void> {
  const path = new URL(syncUrl(attacker)).pathname;
  const lines = handshake(random.chance(0.5) ? path : `${path}/tree`, attacker.cookie);
  if (random.chance(0.3)) {
    const [fault, bytes] = brokenRequest(random, lines);
    count(`request: ${fault}`);
    return sayOnALine(bytes);
  }
  const [fault, bytes] = brokenFrame(random);
  count(`frame: ${fault}`);
  return sayOnALine(goodRequest(lines), bytes);
}

async function enter(script: Script): Promise<FramePeer> {
  const peer = new FramePeer(script, 'tree');
  await peer.connect();
  await until('an honest peer is in', () => peer.isSynced);
  return peer;
}

it(
  `[T40] [X17] ${LINES} broken lines bring nothing down: an honest pair works on in the same process (seed ${SEED})`,
  async () => {
    const random = new Random(SEED);
    const [anna, bert] = [await enter(host), await enter(host)];
    const { pid } = server;
    let warmBytes = 0;
    const startedAt = performance.now();
    let edits = 0;
    for (let said = 0; said < LINES; said += AT_ONCE) {
      // The first ones also fill what a process keeps for later.
      if (said === LINES / 5) warmBytes = server.memoryBytes() ?? 0;
      const broken = Array.from({ length: AT_ONCE }, () => breakOne(random));
      if (said % EDIT_EVERY === 0) {
        edits += 1;
        const key = `edit-${edits}`;
        anna.doc.getMap('pos').set(key, { p: '' });
        await until('Bert sees it', () => bert.doc.getMap('pos').has(key));
      }
      await Promise.all(broken);
    }
    await until('Anna is saved', () => anna.isSaved);
    expect([anna.closeCode, bert.closeCode]).toEqual([undefined, undefined]);
    expect(server.pid).toBe(pid);
    expect(anna.ackedCount).toBe(edits);
    expect(edits).toBeGreaterThanOrEqual(LINES / EDIT_EVERY);
    for (const what of ['frame: noMask', 'frame: hugeLength', 'request: halfRequest']) {
      expect(counts.get(what), what).toBeGreaterThan(LINES / 100);
    }
    expect(counts.get('not upgraded') ?? 0).toBe(0);
    // Ports, parsers and buffers of lines that are gone do not stay.
    const grownMb = ((server.memoryBytes() ?? 0) - warmBytes) / 1e6;
    expect(grownMb).toBeLessThan(100);
    const seconds = Math.round((performance.now() - startedAt) / 1_000);
    console.log(
      `${LINES} broken lines in ${seconds} s, ${Math.round(grownMb)} MB more than after a fifth of them:`,
      counts,
    );
    expect(server.printed()).not.toContain('uncaught');
  },
  LINES * 50 + 30_000,
);
