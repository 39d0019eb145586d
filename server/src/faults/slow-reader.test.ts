// People who stop reading, in a document in which much is written.
import {
  FramePeer,
  Random,
  RunningServer,
  addWord,
  createDossier,
  enterDossier,
  openProvider,
  readWords,
  removeWord,
  until,
  whenSynced,
  type Script,
} from '@meemaak/test-kit';
import { CLOSE_CODES } from '@meemaak/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

const DOCUMENT = 'narrative';
const SLOW = 10;
const WRITERS = 4;
const WORD_LETTERS = 15_000;
/** More than the system keeps of a line by itself, on both ends together. */
const FLOOD_BYTES = 16_000_000;
const CALM_BYTES = 2_000_000;
const MOST_GROWTH_BYTES = 200_000_000;
/** Said between the floods' words: how long each takes to be seen. */
const MOST_EXTRA_MS = 500;
/** How a line looks that was cut without a goodbye. */
const LINE_BROKE = 1006;
const random = new Random(20_261_206);

let server: RunningServer;
let host: Script;
let writers: FramePeer[];
let reader: FramePeer;
let slow: WebsocketProvider[];
/** Why lines of the slow ones were closed. */
const codes: (number | undefined)[] = [];

beforeAll(async () => {
  server = await RunningServer.start();
  host = await createDossier(server.url);
  writers = [];
  for (let at = 0; at < WRITERS; at += 1) writers.push(await enter(`Schrijver ${at}`));
  reader = await enter('Lezer');
  slow = [];
  for (let at = 0; at < SLOW; at += 1) {
    const script = await enterDossier(host, `Langzaam ${at}`);
    slow.push(openProvider(script, DOCUMENT, undefined, { maxBackoffTime: 100 }));
  }
  await Promise.all(slow.map(whenSynced));
  for (const provider of slow) provider.on('connection-close', (event) => codes.push(event?.code));
});
afterAll(async () => {
  for (const peer of [...writers, reader]) peer.disconnect();
  for (const provider of slow) provider.destroy();
  await server.remove();
});

async function enter(name: string): Promise<FramePeer> {
  const peer = new FramePeer(await enterDossier(host, name), DOCUMENT);
  await peer.connect();
  await until('they are in', () => peer.isSynced);
  return peer;
}

/** Large words come and go until so much was said; how long each took to be seen by who reads. */
async function flood(bytes: number): Promise<number[]> {
  const times: number[] = [];
  for (let said = 0; said < bytes; said += WRITERS * WORD_LETTERS) {
    const saidAt = performance.now();
    const words = writers.map(({ doc }) => {
      const word = random.digits(8).padEnd(WORD_LETTERS, 'x');
      addWord(doc, DOCUMENT, word, random);
      return word;
    });
    await until('it is seen', () => writers.every(isSeen));
    times.push(performance.now() - saidAt);
    for (const [at, { doc }] of writers.entries()) removeWord(doc, DOCUMENT, words[at] ?? '');
  }
  return times.toSorted((a, b) => a - b);
}

const isSeen = ({ doc: { clientID, store } }: FramePeer) =>
  Y.getState(reader.doc.store, clientID) >= Y.getState(store, clientID);

const p99 = (sorted: readonly number[]) => sorted[Math.floor(sorted.length * 0.99)] ?? 0;

function lineOf({ ws }: WebsocketProvider): WebSocket {
  if (!(ws instanceof WebSocket)) throw new Error('It has no line.');
  return ws;
}

describe(`${SLOW} people who stop reading while much is written`, () => {
  it('[F21] keep nobody else waiting, take bounded memory, and are told afresh when they read again', async () => {
    const calm = await flood(CALM_BYTES);
    const before = server.memoryBytes() ?? 0;
    const lines = slow.map(lineOf);
    for (const line of lines) line.pause();
    const times = await flood(FLOOD_BYTES);
    const growth = (server.memoryBytes() ?? 0) - before;
    console.log(
      `p99 ${Math.round(p99(calm))} ms, with ${SLOW} who do not read ${Math.round(p99(times))} ms; ` +
        `the server grew by ${Math.round(growth / 1e6)} MB`,
    );
    for (const line of lines) line.resume();
    addWord(writers[0]?.doc ?? reader.doc, DOCUMENT, 'at-last', random);
    const all = () => readWords(reader.doc, DOCUMENT);
    await until('all have the same', () =>
      slow.every(({ doc }) => readWords(doc, DOCUMENT).includes('at-last')),
    );
    for (const { doc } of slow) expect(readWords(doc, DOCUMENT)).toEqual(all());
    // On a busy machine the flood can last until they count as gone.
    const expected = codes.filter((code) => code === CLOSE_CODES.tooSlow || code === LINE_BROKE);
    expect(expected.length).toBeGreaterThanOrEqual(SLOW);
    expect(p99(times)).toBeLessThan(p99(calm) + MOST_EXTRA_MS);
    expect(growth).toBeLessThan(MOST_GROWTH_BYTES);
  });
});
