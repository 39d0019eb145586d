// What a commit can come to: made and not told, not made, late, or in doubt. Each fault is laid into
// one life of the server from outside; the product does not know of it.
import {
  FramePeer,
  Random,
  RunningServer,
  addWord,
  createDossier,
  enterDossier,
  failAtCommit,
  openProvider,
  readWords,
  slowCommits,
  until,
  whenSynced,
  type LifeOptions,
  type Script,
} from '@meemaak/test-kit';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { WebsocketProvider } from 'y-websocket';

/** Ended because nobody knows what is on disk (`main`). */
const NO_DISK_EXIT_CODE = 74;
const DOCUMENT = 'narrative';
const EDITS = 20;
const random = new Random(20_261_126);

let server: RunningServer;
let host: Script;
let writer: FramePeer;
/** Somebody else in the same document, who comes back by itself. */
let reader: WebsocketProvider;

beforeAll(async () => {
  server = await RunningServer.start();
});
afterAll(() => server.remove());

beforeEach(async () => {
  if (server.pid === undefined) await server.run();
  host = await createDossier(server.url);
  const guest = await enterDossier(host, 'Fatma');
  writer = new FramePeer(host, DOCUMENT);
  reader = openProvider(guest, DOCUMENT);
});
afterEach(() => {
  writer.disconnect();
  reader.destroy();
});

/** A new life with this fault, and both in it. */
async function liveWith(fault: LifeOptions): Promise<void> {
  await server.kill();
  await server.run(fault);
  await writer.connect();
  await until('both are in', () => writer.isSynced && writer.isSaved && reader.synced);
}

async function storedWords(): Promise<string[]> {
  const fresh = openProvider(host, DOCUMENT);
  await whenSynced(fresh);
  fresh.destroy();
  return readWords(fresh.doc, DOCUMENT);
}

const seenWords = () => readWords(reader.doc, DOCUMENT);

/** Writes a word at a time, each after the one before is on disk, until the server is gone. */
async function writeUntilItEnds(): Promise<{ all: string[]; acked: string[] }> {
  const all: string[] = [];
  const ended = server.ended();
  while (server.pid !== undefined) {
    all.push(random.digits(8));
    addWord(writer.doc, DOCUMENT, all.at(-1) ?? '', random);
    await Promise.race([
      ended,
      until('it is stored', () => writer.isSaved || server.pid === undefined),
    ]);
  }
  await until('the line broke', () => !writer.isConnected && !reader.wsconnected);
  return { all, acked: all.slice(0, writer.ackedCount) };
}

/** Comes back, and everything is there once, for everybody. */
async function expectAllOnce(all: readonly string[]): Promise<void> {
  await writer.connect();
  await until('all is stored', () => writer.isSaved);
  await until('the other has it too', () => all.every((word) => seenWords().includes(word)));
  expect((await storedWords()).toSorted()).toEqual(all.toSorted());
  expect(seenWords().toSorted()).toEqual(all.toSorted());
}

describe('a server that dies at a commit', () => {
  for (const nth of [1, 3]) {
    it(`[F02] after commit ${nth} and before its acknowledgement: the edit is kept, said again, and there once`, async () => {
      await liveWith(failAtCommit(nth, 'after', 'kill'));
      const { all, acked } = await writeUntilItEnds();
      expect(await server.ended()).toMatchObject({ signal: 'SIGKILL' });
      expect([all.length, acked.length]).toEqual([nth, nth - 1]);
      expect(seenWords().toSorted()).toEqual(acked.toSorted());
      await server.run();
      expect((await storedWords()).toSorted()).toEqual(all.toSorted());
      await expectAllOnce(all);
    });

    it(`[F03] before commit ${nth}: nobody else ever saw the edit, and its writer still has it and says it again`, async () => {
      await liveWith(failAtCommit(nth, 'before', 'kill'));
      const { all, acked } = await writeUntilItEnds();
      expect(await server.ended()).toMatchObject({ signal: 'SIGKILL' });
      expect([all.length, acked.length]).toEqual([nth, nth - 1]);
      expect(seenWords().toSorted()).toEqual(acked.toSorted());
      await server.run();
      expect((await storedWords()).toSorted()).toEqual(acked.toSorted());
      await expectAllOnce(all);
    });
  }
});

describe('a commit that fails with an I/O error', () => {
  for (const at of ['before', 'after'] as const) {
    it(`[F08] is not tried again: the process ends and says why, and what was not acknowledged is said again (${at} it was made)`, async () => {
      await liveWith(failAtCommit(2, at, 'fail'));
      const { all, acked } = await writeUntilItEnds();
      expect(await server.ended()).toEqual({ code: NO_DISK_EXIT_CODE, signal: null });
      expect(server.printed()).toContain('storage.failed');
      expect([all.length, acked.length]).toEqual([2, 1]);
      expect(seenWords()).toEqual(acked);
      await server.run();
      const stored = await storedWords();
      expect(stored.toSorted()).toEqual((at === 'before' ? acked : all).toSorted());
      await expectAllOnce(all);
    });
  }
});

describe('a disk that is slow to sync', () => {
  for (const { waitMs, readiness } of [
    { waitMs: 200, readiness: 200 },
    { waitMs: 2_000, readiness: 503 },
  ]) {
    it(`[F07] makes acknowledgements late by ${waitMs} ms and honest, keeps nobody else waiting, and is told to whoever asks`, async () => {
      await liveWith(slowCommits(waitMs));
      const startedAt = performance.now();
      const elapsed = () => performance.now() - startedAt;
      const told: { at: number; acked: number; seen: number }[] = [];
      const waits: number[] = [];
      for (let at = 0; at < EDITS; at += 1) addWord(writer.doc, DOCUMENT, random.digits(8), random);
      while (!writer.isSaved) {
        waits.push(await openAnother());
        told.push({ at: elapsed(), acked: writer.ackedCount, seen: seenWords().length });
      }
      // All of it shared a few commits.
      expect(elapsed()).toBeLessThan(waitMs * 5 + 1_000);
      const early = told.filter(({ at }) => at < waitMs);
      expect(early.length).toBeGreaterThan(0);
      expect(early.filter(({ acked, seen }) => acked + seen > 0)).toEqual([]);
      expect(Math.max(...waits)).toBeLessThan(Math.max(500, waitMs / 2));
      await until('the other has it too', () => seenWords().length === EDITS);
      const askedAt = performance.now();
      expect((await fetch(`${server.url}/readyz`)).status).toBe(readiness);
      expect(performance.now() - askedAt).toBeLessThan(2_000);
    });
  }
});

/** How long it takes to come into another document. */
async function openAnother(): Promise<number> {
  const askedAt = performance.now();
  const late = openProvider(host, 'tree');
  await whenSynced(late);
  late.destroy();
  return performance.now() - askedAt;
}
