// Somebody on a train: the line is slow, stalls, and carries what everybody shows besides what they write.
import {
  ChaosProxy,
  FramePeer,
  Random,
  RunningServer,
  addWord,
  createDossier,
  enterDossier,
  openProvider,
  readWords,
  until,
  whenSynced,
  type ChaosFaults,
} from '@meemaak/test-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const SEED = 20_261_208;
const DOCUMENT = 'narrative';
/** A train between two towns: 400 ms there and back, 64 kbit/s, and now and then nothing. */
const TRAIN: ChaosFaults = {
  delayMs: 200,
  bytesPerSecond: 8_000,
  chances: { stall: 0.02 },
  stallMs: 500,
};
const MOVERS = 6;
const MOVE_EVERY_MS = 50;
const EDITS = 8;
const EDIT_EVERY_MS = 500;
/** On such a line an edit is a second under way, and waits for a few stalls. */
const MOST_EDIT_MS = 5_000;
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

describe('somebody on a train', () => {
  it('[F17] works on: each edit is acknowledged and seen within seconds though many others move, and no line is given up', async () => {
    const host = await createDossier(server.url);
    const traveller = new FramePeer({ ...host, serverUrl: proxy.url }, DOCUMENT);
    const colleague = new FramePeer(await enterDossier(host, 'Fatma'), DOCUMENT);
    const movers = await openMovers(host);
    const watcher = openProvider(
      { ...(await enterDossier(host, 'Kijker')), serverUrl: proxy.url },
      DOCUMENT,
    );
    await whenSynced(watcher);
    await Promise.all([traveller.connect(), colleague.connect()]);
    await until('both are in', () => traveller.isSynced && colleague.isSynced);
    proxy.suffer(TRAIN);
    const stopMoving = moveAll(movers);
    const acks: number[] = [];
    const views: number[] = [];
    for (let at = 0; at < EDITS; at += 1) {
      const saidAt = performance.now();
      addWord(traveller.doc, DOCUMENT, `t-${random.digits(6)}`, random);
      const word = `c-${random.digits(6)}`;
      addWord(colleague.doc, DOCUMENT, word, random);
      const isSeen = () => readWords(traveller.doc, DOCUMENT).includes(word);
      await Promise.all([
        until('it is acknowledged', () => traveller.isSaved).then(() => note(acks, saidAt)),
        until('it is seen', isSeen).then(() => note(views, saidAt)),
      ]);
      await until('the next one', () => performance.now() > saidAt + EDIT_EVERY_MS);
    }
    stopMoving();
    console.log(`acknowledged after ${summary(acks)}, seen after ${summary(views)}`);
    expect(traveller.closeCode).toBeUndefined();
    expect(Math.max(...acks)).toBeLessThan(MOST_EDIT_MS);
    expect(Math.max(...views)).toBeLessThan(MOST_EDIT_MS);
    const wordsOf = ({ doc }: FramePeer) => readWords(doc, DOCUMENT);
    expect(wordsOf(traveller)).toEqual(wordsOf(colleague));
    expect(wordsOf(traveller).length).toBe(2 * EDITS);
    // Who moved where comes too, later and at last.
    await until('the last moves are seen', () =>
      movers.every(({ awareness }) => {
        const shown = watcher.awareness.getStates().get(awareness.clientID)?.['pointer'];
        return String(shown) === String(awareness.getLocalState()?.['pointer']);
      }),
    );
    for (const one of [...movers, watcher]) one.destroy();
    for (const peer of [traveller, colleague]) peer.disconnect();
  });
});

/** People whose cursors never stand still. */
async function openMovers(host: Parameters<typeof enterDossier>[0]) {
  const movers = [];
  for (let at = 0; at < MOVERS; at += 1) {
    const mover = openProvider(await enterDossier(host, `Cursor ${at}`), DOCUMENT);
    await whenSynced(mover);
    movers.push(mover);
  }
  return movers;
}

function moveAll(movers: Awaited<ReturnType<typeof openMovers>>): () => void {
  const moving = setInterval(() => {
    for (const { awareness } of movers) {
      awareness.setLocalStateField('pointer', [random.below(900), random.below(900)]);
    }
  }, MOVE_EVERY_MS);
  return () => clearInterval(moving);
}

function note(times: number[], since: number): void {
  times.push(performance.now() - since);
}

function summary(times: readonly number[]): string {
  const sorted = times.map(Math.round).toSorted((a, b) => a - b);
  return `${sorted[Math.floor(sorted.length / 2)]} ms (at most ${sorted.at(-1)} ms)`;
}
