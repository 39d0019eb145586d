import { openTree } from '@meemaak/model';
import { CLOSE_CODES, LIMITS, encodeFrame } from '@meemaak/protocol';
import {
  HandMadeSocket,
  Random,
  createDossier,
  crowdOf,
  openProvider,
  syncUrl,
  whenSynced,
  type Script,
} from '@meemaak/test-kit';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { openServer, type OpenServer } from '../testing/open-server.ts';

const SEED = 20_261_123;
const ROUNDS = 150;

let server: OpenServer;
let host: Script;
let bystander: WebsocketProvider;

beforeAll(async () => {
  server = await openServer();
  host = await createDossier(server.url);
  bystander = openProvider(host, 'tree');
  await whenSynced(bystander);
});
afterAll(async () => {
  bystander.destroy();
  await server.close();
});

const treeSocket = () => HandMadeSocket.open(`${syncUrl(host)}/tree`, { cookie: host.cookie });

let edits = 0;
/** Somebody else on the same document goes on, over the line they had all along. */
async function expectOthersGoOn(): Promise<void> {
  const other = openProvider(host, 'tree');
  await whenSynced(other);
  edits += 1;
  const arrived = new Promise<void>((resolve) => {
    openTree(bystander.doc).pos.observe((event) => {
      if (event.keysChanged.has(`n${edits}`)) resolve();
    });
  });
  openTree(other.doc).pos.set(`n${edits}`, { p: '' });
  await arrived;
  expect(bystander.wsconnected).toBe(true);
  other.destroy();
}

describe('what a hostile socket can do', () => {
  it('[T39] is closed by name when a message is too large, and the others go on', async () => {
    for (const bytes of [LIMITS.messageBytes + 1, LIMITS.messageBytes + 2_000_000]) {
      const socket = await treeSocket();
      socket.say(new Uint8Array(bytes));
      expect(await socket.closed, String(bytes)).toBe(CLOSE_CODES.frameTooLarge);
    }
    await expectOthersGoOn();
  });

  it('[T40] is closed by name for frames that are no WebSocket frames', async () => {
    const brokenFrames = [
      Buffer.from([0x82, 0x05, 1, 2, 3, 4, 5]), // not masked
      Buffer.from([0xf2, 0x80, 0, 0, 0, 0]), // reserved bits
      Buffer.from([0x83, 0x80, 0, 0, 0, 0]), // an opcode that does not exist
      Buffer.from([0x81, 0x81, 0, 0, 0, 0, 0xff]), // text that is no UTF-8
    ];
    for (const bytes of brokenFrames) {
      const socket = await treeSocket();
      // Under the WebSocket: what no library would send.
      Reflect.get(socket.socket, '_socket').write(bytes);
      expect(await socket.closed).toBe(CLOSE_CODES.malformedFrame);
    }
    await expectOthersGoOn();
  });

  it('[T40] is closed by name for text, unknown kinds and cut messages', async () => {
    const messages: (Uint8Array | string)[] = [
      'hallo',
      new Uint8Array(),
      new Uint8Array([9]),
      new Uint8Array([2, 1, 0]),
      new Uint8Array([0, 7, 1, 0]),
      new Uint8Array([0, 2, 200, 1]),
      new Uint8Array([0, 0, 3, 255, 255, 255]),
      new Uint8Array([1, 5, 1]),
      crowdOf(5_000),
    ];
    for (const message of messages) {
      const socket = await treeSocket();
      socket.say(message);
      expect(await socket.closed, String(message)).toBe(CLOSE_CODES.malformedFrame);
    }
    await expectOthersGoOn();
  });

  it('[T40] is closed by name for what is no frame of the shared socket', async () => {
    const frames = [
      new Uint8Array([1, 99]),
      new Uint8Array([255]),
      encodeFrame({ channel: 1, op: 'ack', count: 3 }),
      encodeFrame({ channel: 1, op: 'mode', mayWrite: true, damaged: false, generation: 1 }),
    ];
    for (const frame of frames) {
      const socket = await HandMadeSocket.open(syncUrl(host), { cookie: host.cookie });
      socket.say(frame);
      expect(await socket.closed, String(frame)).toBe(CLOSE_CODES.malformedFrame);
    }
    await expectOthersGoOn();
  });

  it('[X03] leaves nothing waiting in the document when two clients lean on each other', async () => {
    const circle = [2, 1, 9, 0, 0x84, 8, 0, 1, 97, 1, 8, 0, 0x84, 9, 0, 1, 98, 0];
    const socket = await treeSocket();
    socket.say(new Uint8Array([0, 2, circle.length, ...circle]));
    // The server asks for what is missing, so the message was handled.
    await socket.until(() => socket.heard.filter(([kind, sort]) => kind === 0 && sort === 0)[1]);
    const reader = openProvider(host, 'tree');
    await whenSynced(reader);
    expect(reader.doc.store.pendingStructs).toBeNull();
    reader.destroy();
    socket.end();
    await expectOthersGoOn();
  });

  it('[X03] is sent away for a while when it goes on sending what leans on nothing', async () => {
    const doc = new Y.Doc();
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    for (let at = 0; at < 1_100; at += 1) openTree(doc).pos.set(`orphan${at}`, { p: '' });
    const socket = await treeSocket();
    for (const update of updates.slice(1)) {
      if (socket.socket.readyState !== socket.socket.OPEN) break;
      socket.say(new Uint8Array([0, 2, update.length, ...update]));
    }
    expect(await socket.closed).toBe(CLOSE_CODES.tooSlow);
    await expectOthersGoOn();
  });

  it('[X03] is sent away for good when what it gives whole has a hole in it, again and again', async () => {
    const doc = new Y.Doc();
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    for (let at = 0; at < 3; at += 1) openTree(doc).pos.set(`orphan${at}`, { p: '' });
    const hole = Y.mergeUpdates([updates[0], updates[2]].flatMap((update) => update ?? []));
    const socket = await treeSocket();
    for (let time = 0; time < 4; time += 1) {
      if (socket.socket.readyState !== socket.socket.OPEN) break;
      socket.say(new Uint8Array([0, 1, hole.length, ...hole]));
    }
    expect(await socket.closed).toBe(CLOSE_CODES.updateRefused);
    await expectOthersGoOn();
  });

  it(`[T40] brings nothing down with ${ROUNDS} random messages and handshakes (seed ${SEED})`, async () => {
    const random = new Random(SEED);
    const counts = { messages: 0, handshakes: 0 };
    for (let round = 0; round < ROUNDS; round += 1) {
      const bytes = Uint8Array.from({ length: random.between(1, 60) }, () => random.below(256));
      if (random.chance(0.8)) {
        const socket = await HandMadeSocket.open(
          random.chance(0.5) ? syncUrl(host) : `${syncUrl(host)}/tree`,
          { cookie: host.cookie },
        );
        socket.say(bytes);
        socket.socket.close();
        await socket.closed;
        counts.messages += 1;
      } else {
        await sendRaw(bytes);
        counts.handshakes += 1;
      }
    }
    expect(counts.messages).toBeGreaterThan(80);
    expect(counts.handshakes).toBeGreaterThan(10);
    await expectOthersGoOn();
  });
});

/** Bytes where an HTTP request should be, half of them after a correct first line. */
function sendRaw(bytes: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    const line = connect(server.port, '127.0.0.1');
    line.on('error', () => {});
    line.on('close', () => resolve());
    line.on('data', () => line.destroy());
    line.setTimeout(50, () => line.destroy());
    if ((bytes[0] ?? 0) < 128) line.write(`GET ${new URL(syncUrl(host)).pathname} HTTP/1.1\r\n`);
    line.write(bytes);
  });
}
