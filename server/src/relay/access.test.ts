import {
  DOCUMENT_NAMES,
  SCHEMA_NUMBERS,
  isDocumentName,
  openTree,
  type DocumentName,
} from '@meemaak/model';
import { CLOSE_CODES, PROTOCOL_VERSION, closeReason } from '@meemaak/protocol';
import {
  HandMadeSocket,
  createDossier,
  enterDossier,
  leaveDossiers,
  openProvider,
  syncUrl,
  whenSynced,
  type Script,
} from '@meemaak/test-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { openServer, type OpenServer } from '../testing/open-server.ts';

let server: OpenServer;
let host: Script;

beforeAll(async () => {
  server = await openServer();
  host = await createDossier(server.url);
});
afterAll(() => server.close());

const openFrame = (channel: number, document: string) => ({
  channel,
  op: 'open' as const,
  document,
  protocolVersion: PROTOCOL_VERSION,
  schema: isDocumentName(document) ? SCHEMA_NUMBERS[document] : 1,
  generation: 0,
});

const modeOf = (socket: HandMadeSocket, channel: number) =>
  socket.until(() => socket.frames().find((f) => f.op === 'mode' && f.channel === channel));

const closeOf = (socket: HandMadeSocket, channel: number) =>
  socket.until(() => socket.frames().find((f) => f.op === 'close' && f.channel === channel));

/** A document as a new reader gets it. */
async function readDocument(script: Script, document: DocumentName): Promise<Uint8Array> {
  const provider = openProvider(script, document);
  await whenSynced(provider);
  const state = Y.encodeStateAsUpdate(provider.doc);
  provider.destroy();
  return state;
}

/** An update with a line of its own in a root that the document has. */
function forgedUpdate(document: DocumentName): Uint8Array {
  const doc = new Y.Doc();
  if (document === 'narrative') doc.getXmlFragment('body').insert(0, [new Y.XmlElement('p')]);
  else if (document === 'tree') openTree(doc).pos.set('forged', { p: '' });
  else doc.getMap('records').set('shape:forged', 1);
  return Y.encodeStateAsUpdate(doc);
}

/** One byte is enough for the lengths in these tests. */
const syncMessage = (kind: 1 | 2, update: Uint8Array): Uint8Array =>
  new Uint8Array([0, kind, update.length, ...update]);

describe('who may open a socket', () => {
  /** Why the server closed; refused means also: not a byte of the dossier came out. */
  const reasonOf = async (url: string, headers: Record<string, string>) => {
    const socket = await HandMadeSocket.open(url, headers);
    const code = await socket.closed;
    return socket.heard.length === 0 ? closeReason(code) : 'it spoke';
  };

  it('[T11] refuses a missing, a broken and a made-up cookie by name', async () => {
    const url = `${syncUrl(host)}/tree`;
    expect(await reasonOf(url, {})).toBe('notSignedIn');
    expect(await reasonOf(url, { cookie: 'meemaak=short' })).toBe('notSignedIn');
    expect(await reasonOf(url, { cookie: `meemaak=${'a'.repeat(43)}` })).toBe('notSignedIn');
    expect(await reasonOf(syncUrl(host), {})).toBe('notSignedIn');
  });

  it('[T08] refuses every origin that is not exactly ours', async () => {
    const { port } = server;
    const foreign = [
      'https://evil.example',
      'null',
      `https://localhost:${port}`,
      `http://localhost:${port + 1}`,
      `http://localhost.evil.example:${port}`,
      `http://localhost:${port}.evil.example`,
      'http://localhost:5173',
    ];
    for (const origin of foreign) {
      expect(await reasonOf(syncUrl(host), { cookie: host.cookie, origin })).toBe('foreignOrigin');
    }
    for (const name of ['localhost', '127.0.0.1', '[::1]']) {
      const socket = await HandMadeSocket.open(syncUrl(host), {
        cookie: host.cookie,
        origin: `http://${name}:${port}`,
      });
      socket.sayFrame(openFrame(1, 'tree'));
      expect(await modeOf(socket, 1)).toMatchObject({ mayWrite: true });
      socket.end();
    }
  });

  it('[T13] refuses an unknown dossier, an unknown document and somebody from another dossier', async () => {
    const headers = { cookie: host.cookie };
    const base = `ws://127.0.0.1:${server.port}/sync`;
    expect(await reasonOf(`${base}/nergens/tree`, headers)).toBe('unknownDossier');
    expect(await reasonOf(`${base}/..%2Fetc/tree`, headers)).toBe('unknownDossier');
    expect(await reasonOf(`${syncUrl(host)}/cellar`, headers)).toBe('unknownDocument');
    expect(await reasonOf(`${syncUrl(host)}/toString`, headers)).toBe('unknownDocument');
    const stranger = await createDossier(host.serverUrl, 'Vreemde');
    expect(await reasonOf(`${syncUrl(host)}/tree`, { cookie: stranger.cookie })).toBe('notAllowed');
  });

  it('[T13] refuses an unknown document on the shared socket, and keeps the socket', async () => {
    const socket = await HandMadeSocket.open(syncUrl(host), { cookie: host.cookie });
    socket.sayFrame(openFrame(7, 'cellar'));
    expect(await closeOf(socket, 7)).toMatchObject({ code: CLOSE_CODES.unknownDocument });
    socket.sayFrame(openFrame(8, 'tree'));
    expect(await modeOf(socket, 8)).toMatchObject({ mayWrite: true, damaged: false });
    socket.end();
  });
});

describe('who may write', () => {
  it('[T09] lets a reader with a hand-made socket change not a byte of any document', async () => {
    const reader = await enterDossier(host, 'Griffier', 'read');
    for (const document of DOCUMENT_NAMES) {
      const before = await readDocument(host, document);
      const forged = forgedUpdate(document);
      const bare = await HandMadeSocket.open(`${syncUrl(host)}/${document}`, {
        cookie: reader.cookie,
      });
      const shared = await HandMadeSocket.open(syncUrl(host), { cookie: reader.cookie });
      shared.sayFrame(openFrame(1, document));
      expect(await modeOf(shared, 1)).toMatchObject({ mayWrite: false });
      for (const kind of [1, 2] as const) {
        bare.say(syncMessage(kind, forged));
        shared.sayFrame({ channel: 1, op: 'sync', message: syncMessage(kind, forged) });
      }
      // The answer to a question asked afterwards: everything before it was handled.
      shared.sayFrame({ channel: 1, op: 'sync', message: new Uint8Array([0, 0, 1, 0]) });
      bare.say(new Uint8Array([0, 0, 1, 0]));
      const isStep2 = (bytes: Uint8Array) => bytes[0] === 0 && bytes[1] === 1;
      await bare.until(() => bare.heard.find(isStep2));
      await shared.until(() =>
        shared.frames().find((frame) => frame.op === 'sync' && isStep2(frame.message)),
      );
      expect(shared.frames().filter(({ op }) => op === 'ack' || op === 'close')).toEqual([]);
      expect(await readDocument(host, document), document).toEqual(before);
      bare.end();
      shared.end();
    }
  });

  it('[T09] lets nobody write talk, not even a facilitator', async () => {
    const before = await readDocument(host, 'talk');
    const socket = await HandMadeSocket.open(syncUrl(host), { cookie: host.cookie });
    socket.sayFrame(openFrame(1, 'talk'));
    expect(await modeOf(socket, 1)).toMatchObject({ mayWrite: false });
    socket.sayFrame({ channel: 1, op: 'sync', message: syncMessage(2, forgedUpdate('board')) });
    socket.sayFrame(openFrame(2, 'tree'));
    await modeOf(socket, 2);
    expect(await readDocument(host, 'talk')).toEqual(before);
    socket.end();
  });

  it('[F27] [X13] refuses a client of another version before it has the document, and says so', async () => {
    for (const [what, frame] of [
      ['the frames', { ...openFrame(1, 'tree'), protocolVersion: PROTOCOL_VERSION - 1 }],
      ['the frames, later', { ...openFrame(1, 'tree'), protocolVersion: PROTOCOL_VERSION + 1 }],
    ] as const) {
      const socket = await HandMadeSocket.open(syncUrl(host), { cookie: host.cookie });
      socket.sayFrame(frame);
      expect(await socket.closed, what).toBe(CLOSE_CODES.otherVersion);
    }
    for (const schema of [0, 2]) {
      const socket = await HandMadeSocket.open(syncUrl(host), { cookie: host.cookie });
      socket.sayFrame({ ...openFrame(1, 'tree'), schema });
      expect(await closeOf(socket, 1)).toMatchObject({ code: CLOSE_CODES.otherVersion });
      expect(socket.frames().filter(({ op }) => op === 'sync')).toEqual([]);
      socket.end();
    }
  });

  it('[F32] [X14] refuses a copy of another life of the document, on both paths', async () => {
    for (const generation of [2, 99]) {
      const socket = await HandMadeSocket.open(syncUrl(host), { cookie: host.cookie });
      socket.sayFrame({ ...openFrame(1, 'tree'), generation });
      expect(await closeOf(socket, 1)).toMatchObject({ code: CLOSE_CODES.otherGeneration });
      socket.end();
      const bare = await HandMadeSocket.open(`${syncUrl(host)}/tree?generation=${generation}`, {
        cookie: host.cookie,
      });
      expect(await bare.closed).toBe(CLOSE_CODES.otherGeneration);
    }
  });

  it('[T12] judges every opening afresh on a socket that is older than the right', async () => {
    const editor = await enterDossier(host, 'Tom', 'edit');
    const socket = await HandMadeSocket.open(syncUrl(host), { cookie: editor.cookie });
    const waiting = await HandMadeSocket.open(syncUrl(host), { cookie: editor.cookie });
    socket.sayFrame(openFrame(1, 'tree'));
    expect(await modeOf(socket, 1)).toMatchObject({ mayWrite: true });
    await enterDossier(host, 'Tom', 'read', editor);
    expect(await closeOf(socket, 1)).toMatchObject({ code: CLOSE_CODES.accessChanged });
    socket.sayFrame(openFrame(2, 'tree'));
    expect(await modeOf(socket, 2)).toMatchObject({ mayWrite: false });
    // Also where no channel was open to be closed.
    waiting.sayFrame(openFrame(1, 'tree'));
    expect(await modeOf(waiting, 1)).toMatchObject({ mayWrite: false });
    socket.end();
    waiting.end();
  });

  it('[T12] closes the socket of somebody who left, and opens nothing on it any more', async () => {
    const leaver = await enterDossier(host, 'Noor', 'edit');
    const socket = await HandMadeSocket.open(syncUrl(host), { cookie: leaver.cookie });
    socket.sayFrame(openFrame(1, 'tree'));
    await modeOf(socket, 1);
    await leaveDossiers(leaver);
    await closeOf(socket, 1);
    socket.sayFrame(openFrame(2, 'tree'));
    expect(await socket.closed).toBe(CLOSE_CODES.notSignedIn);
    expect(socket.frames().filter(({ op }) => op === 'mode')).toHaveLength(1);
  });
});
