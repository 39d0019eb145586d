// A hundred open sockets whose people lose their right while they write: nothing more comes in from them,
// and nothing goes out to them, whatever they say on the lines that they have.
import {
  MESSAGE_KINDS,
  SYNC_KINDS,
  closeReason,
  openFrame,
  type CloseReason,
} from '@meemaak/protocol';
import {
  HandMadeSocket,
  Random,
  RunningServer,
  FramePeer,
  addWord,
  createDossier,
  enterDossier,
  leaveDossiers,
  openProvider,
  readWords,
  syncUrl,
  until,
  whenSynced,
  type Script,
} from '@meemaak/test-kit';
import * as encoding from 'lib0/encoding';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';

const SOCKETS = 100;
const DOCUMENT = 'narrative';
const MOST_MS = 2_000;
const WRITE_EVERY_MS = 1_000;
const CHANNEL = 1;
const random = new Random(20_261_202);

/** Somebody who goes on writing whatever happens to them. */
class Insister {
  readonly script: Script;
  readonly isShared: boolean;
  readonly name: string;
  /** When each word was said. */
  readonly saidAt = new Map<string, number>();
  /** When something of the document last came in. */
  heardAt = 0;
  socket: HandMadeSocket | undefined;
  revokedAt = Infinity;
  readonly #doc = new Y.Doc();

  constructor(script: Script, at: number) {
    this.script = script;
    this.isShared = at % 2 === 0;
    this.name = `w${at}`;
  }

  async open(): Promise<void> {
    const { script, isShared } = this;
    const url = isShared ? syncUrl(script) : `${syncUrl(script)}/${DOCUMENT}`;
    const socket = await HandMadeSocket.open(url, { cookie: script.cookie });
    this.socket = socket;
    socket.socket.on('message', (bytes: Buffer) => {
      if (isOfDocument(isShared ? bytes.subarray(2) : bytes)) this.heardAt = performance.now();
    });
    if (isShared) socket.sayFrame(openFrame(CHANNEL, DOCUMENT));
    // It answers, so it let us in.
    await socket.until(() => socket.heard[0]);
  }

  /** Says one more word on this channel. */
  say(channel = CHANNEL): void {
    const word = `${this.name}-${this.saidAt.size}`;
    const before = Y.encodeStateVector(this.#doc);
    addWord(this.#doc, DOCUMENT, word, random);
    this.saidAt.set(word, performance.now());
    const message = updateMessage(Y.encodeStateAsUpdate(this.#doc, before));
    if (this.isShared) this.socket?.sayFrame({ channel, op: 'sync', message });
    else this.socket?.say(message);
  }
}

function updateMessage(update: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE_KINDS.sync);
    encoding.writeVarUint(encoder, SYNC_KINDS.update);
    encoding.writeVarUint8Array(encoder, update);
  });
}

const isOfDocument = ([kind, sort]: Uint8Array) =>
  kind === MESSAGE_KINDS.sync && (sort === SYNC_KINDS.update || sort === SYNC_KINDS.step2);

let server: RunningServer;
let host: Script;
let teller: FramePeer;
let insisters: Insister[];
beforeAll(async () => {
  server = await RunningServer.start();
  host = await createDossier(server.url);
  teller = new FramePeer(host, DOCUMENT);
  await teller.connect();
  insisters = [];
  for (let at = 0; at < SOCKETS; at += 1) {
    insisters.push(new Insister(await enterDossier(host, `Gast ${at}`), at));
  }
  await Promise.all(insisters.map((insister) => insister.open()));
});
afterAll(async () => {
  for (const { socket } of insisters) socket?.end();
  teller.disconnect();
  await server.remove();
});

/** Over the same command that everybody uses; every other pair leaves for good. */
async function revoke(insister: Insister, at: number): Promise<void> {
  if (mayRead(at)) await enterDossier(host, insister.name, 'read', insister.script);
  else await leaveDossiers(insister.script);
  insister.revokedAt = performance.now();
}

const mayRead = (at: number) => at % 4 < 2;

/** Writes on, and tries to get in again on the line that it has; what came of that, when all of it was
 *  heard. */
async function insist(
  insister: Insister,
  at: number,
): Promise<CloseReason | 'mayRead' | undefined> {
  const { socket, isShared } = insister;
  if (socket === undefined) throw new Error('It was never open.');
  for (let times = 0; times < 3; times += 1) insister.say();
  if (!isShared) return closeReason(await socket.closed);
  socket.sayFrame(openFrame(CHANNEL + 1, DOCUMENT));
  if (!mayRead(at)) return closeReason(await socket.closed);
  const findMode = () => socket.frames().find((f) => f.op === 'mode' && f.channel === CHANNEL + 1);
  const mode = await socket.until(findMode);
  insister.say(CHANNEL + 1);
  socket.sayFrame(openFrame(CHANNEL + 2, 'tree'));
  await socket.until(() => socket.frames().find((f) => f.channel === CHANNEL + 2));
  return mode.op === 'mode' && !mode.mayWrite ? 'mayRead' : undefined;
}

function expectedOf({ isShared }: Insister, at: number): CloseReason | 'mayRead' {
  if (!isShared) return 'accessChanged';
  return mayRead(at) ? 'mayRead' : 'notSignedIn';
}

async function storedWords(): Promise<Set<string>> {
  const fresh = openProvider(host, DOCUMENT);
  await whenSynced(fresh);
  fresh.destroy();
  return new Set(readWords(fresh.doc, DOCUMENT));
}

describe(`${SOCKETS} people whose right is taken away while they write`, () => {
  it('[T12] are not heard and not told anything 2 s after that, on whatever line they hold', async () => {
    for (const insister of insisters) insister.say();
    const isIn = () => readWords(teller.doc, DOCUMENT).length >= SOCKETS;
    await until('all of them could write', isIn);
    await until('all of them were told', () => insisters.every(({ heardAt }) => heardAt > 0));
    const writing = setInterval(() => {
      for (const insister of insisters) insister.say();
      addWord(teller.doc, DOCUMENT, random.digits(8), random);
    }, WRITE_EVERY_MS);
    await Promise.all(insisters.map(revoke));
    const lastAt = Math.max(...insisters.map(({ revokedAt }) => revokedAt));
    await until('two seconds are over', () => performance.now() > lastAt + MOST_MS);
    clearInterval(writing);
    for (let times = 0; times < 10; times += 1) {
      addWord(teller.doc, DOCUMENT, random.digits(8), random);
    }
    await until('the others write on', () => teller.isSaved);
    const tooLate = insisters.filter(({ heardAt, revokedAt }) => heardAt > revokedAt + MOST_MS);
    expect(tooLate.map(({ name }) => name)).toEqual([]);
    expect(await Promise.all(insisters.map(insist))).toEqual(insisters.map(expectedOf));
    const stored = await storedWords();
    const accepted = insisters.flatMap(({ saidAt, revokedAt }) =>
      [...saidAt].filter(([word, at]) => stored.has(word) && at > revokedAt + MOST_MS),
    );
    expect(accepted).toEqual([]);
    const delays = insisters.map(({ heardAt, revokedAt }) => heardAt - revokedAt);
    console.log(`the last that anybody was told: ${Math.round(Math.max(...delays))} ms after`);
  });
});
