// A disk that takes nothing: nothing is acknowledged, nothing is lost, reading goes on, and so does
// writing when it takes something again.
import {
  FailingCalls,
  FramePeer,
  Random,
  RunningServer,
  SmallVolume,
  addWord,
  createDossier,
  enterDossier,
  openProvider,
  readWords,
  until,
  whenSynced,
  whyNoFailingCalls,
  type FailingCall,
  type Script,
} from '@meemaak/test-kit';
import { CLOSE_CODES } from '@meemaak/protocol';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WebsocketProvider } from 'y-websocket';

const VOLUME_BYTES = 4 * 1024 * 1024;
const DOCUMENT = 'narrative';
/** Ended because nobody knows what is on disk (`main`). */
const NO_DISK_EXIT_CODE = 74;
const random = new Random(20_261_128);

let host: Script;
let writer: FramePeer;
/** Somebody else in the same document, who comes back by itself. */
let reader: WebsocketProvider;

const seenWords = () => readWords(reader.doc, DOCUMENT);

async function enter(server: RunningServer): Promise<void> {
  host = await createDossier(server.url);
  const guest = await enterDossier(host, 'Fatma');
  writer = new FramePeer(host, DOCUMENT);
  reader = openProvider(guest, DOCUMENT, undefined, { maxBackoffTime: 100 });
  await writer.connect();
  await until('both are in', () => writer.isSaved && reader.synced);
}

function leave(): void {
  writer.disconnect();
  reader.destroy();
}

async function storedWords(): Promise<string[]> {
  const fresh = openProvider(host, DOCUMENT, undefined, { maxBackoffTime: 100 });
  await whenSynced(fresh);
  fresh.destroy();
  return readWords(fresh.doc, DOCUMENT);
}

function write(letters = 8): string {
  const word = random.digits(letters);
  addWord(writer.doc, DOCUMENT, word, random);
  return word;
}

const readinessOf = async ({ url }: RunningServer) => (await fetch(`${url}/readyz`)).status;

/** What must hold when a disk takes nothing for a while, whatever the reason. */
async function expectHonesty(
  server: RunningServer,
  begin: () => Promise<void> | void,
  end: () => Promise<void> | void,
): Promise<void> {
  const stored = [write(), write()];
  await until('it is stored', () => writer.isSaved && seenWords().length === stored.length);
  await begin();
  const begunAt = performance.now();
  await until('it says that it cannot store', async () => (await readinessOf(server)) === 503);
  expect(performance.now() - begunAt).toBeLessThan(2_000);
  const waiting = [write(20_000), write(20_000)];
  await until('the line is given up', () => !writer.isConnected);
  expect(writer.closeCode).toBe(CLOSE_CODES.storageUnavailable);
  expect((await storedWords()).toSorted()).toEqual(stored.toSorted());
  expect(writer.ackedCount).toBe(stored.length);
  expect(seenWords().toSorted()).toEqual(stored.toSorted());
  await end();
  await until('it can store', async () => (await readinessOf(server)) === 200);
  await until('all is stored', () => isSavedOrTriesAgain());
  const all = [...stored, ...waiting];
  await until('the other has it too', () => seenWords().length === all.length);
  expect((await storedWords()).toSorted()).toEqual(all.toSorted());
}

async function isSavedOrTriesAgain(): Promise<boolean> {
  if (!writer.isConnected) await writer.connect();
  return writer.isSaved;
}

const opened = await SmallVolume.open(VOLUME_BYTES);
const whyNot = [opened, whyNoFailingCalls()].filter((why) => typeof why === 'string');
for (const why of whyNot) console.log(why);

describe.skipIf(typeof opened === 'string')('a disk that is full', () => {
  let server: RunningServer;
  let volume: SmallVolume;
  beforeAll(async () => {
    if (typeof opened === 'string') throw new Error(opened);
    volume = opened;
    server = await RunningServer.start({}, volume);
    await enter(server);
  });
  afterAll(async () => {
    leave();
    await server.remove();
    await volume.close();
  });

  it('[F05] stores and shows nothing, says so, serves who reads, and goes on by itself when there is room', async () => {
    const { pid } = server;
    await expectHonesty(
      server,
      () => volume.fill(),
      () => volume.free(),
    );
    expect(server.pid).toBe(pid);
  });

  it('[F05] serves who reads also when the server was killed and started on it', async () => {
    const before = await storedWords();
    await server.kill();
    volume.fill();
    await server.run();
    expect(await readinessOf(server)).toBe(503);
    expect((await storedWords()).toSorted()).toEqual(before.toSorted());
    volume.free();
    await until('it can store', async () => (await readinessOf(server)) === 200);
  });

  it('[F05] is named when a server cannot even begin on it, and nothing is spoilt', async () => {
    const before = await storedWords();
    await server.stop();
    volume.fill();
    await expect(server.run()).rejects.toThrow(/The disk of .* is full/);
    expect(await server.ended()).toMatchObject({ code: 1 });
    volume.free();
    await server.run();
    expect((await storedWords()).toSorted()).toEqual(before.toSorted());
  });

  it('[F06] is named when it was made read-only, and a server that cannot begin on it spoils nothing', async () => {
    const before = await storedWords();
    await server.kill();
    volume.makeReadOnly();
    await expect(server.run()).rejects.toThrow(/DATA_DIR .* read-only/);
    expect(await server.ended()).toMatchObject({ code: 1 });
    volume.makeWritable();
    await server.run();
    expect((await storedWords()).toSorted()).toEqual(before.toSorted());
  });
});

describe.skipIf(whyNoFailingCalls() !== undefined)('a volume', () => {
  let server: RunningServer;
  let failing: FailingCalls;
  beforeAll(async () => {
    server = await RunningServer.start();
    await enter(server);
  });
  afterAll(async () => {
    leave();
    await server.remove();
  });

  /** From now on every such call about the database fails. */
  const fail = async (call: FailingCall['call'], error: FailingCall['error']) => {
    const files = ['meemaak.sqlite', 'meemaak.sqlite-wal'].map((file) =>
      join(server.dataDir, file),
    );
    failing = await FailingCalls.begin(server.pid ?? 0, { call, error, files });
  };

  it('[F06] that turns read-only stores and shows nothing, says so, serves who reads, and goes on when it takes writes again', async () => {
    const { pid } = server;
    await expectHonesty(
      server,
      () => fail('pwrite64', 'EROFS'),
      () => failing.end(),
    );
    expect(server.pid).toBe(pid);
  });

  it('[F08] that fails to sync ends the server, which says why; what was not acknowledged is said again to the next', async () => {
    const stored = await storedWords();
    await fail('fsync', 'EIO');
    const waiting = write();
    expect(await server.ended()).toEqual({ code: NO_DISK_EXIT_CODE, signal: null });
    await failing.end();
    expect(server.printed()).toContain('storage.failed');
    expect(seenWords()).not.toContain(waiting);
    await server.run();
    await until('all is stored', isSavedOrTriesAgain);
    expect((await storedWords()).toSorted()).toEqual([...stored, waiting].toSorted());
  });
});
