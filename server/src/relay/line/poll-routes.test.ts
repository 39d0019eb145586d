import { request } from 'node:http';
import type { DossierId } from '@meemaak/model';
import {
  CLOSE_CODES,
  LINE_GONE,
  MOST_PART_BYTES,
  OWN_PAGE_HEADER,
  encodeFrame,
  leavePath,
  linePath,
  linesPath,
  openFrame,
  withLength,
} from '@meemaak/protocol';
import {
  PollPeer,
  createDossier,
  enterDossier,
  leaveDossiers,
  openPollLine,
  requestLine,
  type Script,
} from '@meemaak/test-kit';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openServer, type OpenServer } from '../../testing/open-server.ts';

let server: OpenServer;
let host: Script;
const peers: PollPeer[] = [];

beforeAll(async () => {
  server = await openServer();
  host = await createDossier(server.url);
});
afterEach(async () => {
  await Promise.all(peers.splice(0).map((peer) => peer.leave()));
});
afterAll(() => server.close());

async function openPeer(script: Script): Promise<PollPeer> {
  const lineId = await openPollLine(script);
  const peer = new PollPeer(lineId, async (asked) => (await requestLine(script, asked)).answer);
  peers.push(peer);
  return peer;
}

const openBytes = (channel: number): Uint8Array<ArrayBuffer> =>
  withLength(encodeFrame(openFrame(channel, 'tree')));

const modeOf = (peer: PollPeer, channel: number) =>
  peer.until(`channel ${channel} is open`, () =>
    peer.frames().find((frame) => frame.op === 'mode' && frame.channel === channel),
  );

describe('[F35] a request that goes wrong on its way', () => {
  it('given twice, is taken once', async () => {
    const peer = await openPeer(host);
    const path = linePath(peer.lineId, 'give', 1);
    const body = openBytes(1);
    // Taken twice, the second would open an open channel, and that closes the line.
    const twice = await Promise.all([1, 2].map(() => requestLine(host, { path, body })));
    const later = await requestLine(host, { path, body });
    expect([...twice, later].map(({ answer }) => answer?.part)).toEqual([1, 1, 1]);
    void peer.listen();
    await modeOf(peer, 1);
    await requestLine(host, { path: linePath(peer.lineId, 'give', 2), body: openBytes(2) });
    await modeOf(peer, 2);
    expect(peer.close).toBeUndefined();
  });

  it('that overtakes another, waits for it', async () => {
    const peer = await openPeer(host);
    const bytes = openBytes(1);
    const first = { path: linePath(peer.lineId, 'give', 1), body: bytes.slice(0, 5) };
    const second = { path: linePath(peer.lineId, 'give', 2), body: bytes.slice(5) };
    expect((await requestLine(host, second)).answer?.part).toBe(0);
    expect((await requestLine(host, first)).answer?.part).toBe(1);
    expect((await requestLine(host, second)).answer?.part).toBe(2);
    void peer.listen();
    expect(await modeOf(peer, 1)).toMatchObject({ mayWrite: true });
  });

  it('whose answer is lost, is answered with the same again', async () => {
    const peer = await openPeer(host);
    await requestLine(host, { path: linePath(peer.lineId, 'give', 1), body: openBytes(1) });
    const take = () => requestLine(host, { path: linePath(peer.lineId, 'take', 0) });
    const lost = await take();
    const again = await take();
    expect(lost.answer?.bytes.length).toBeGreaterThan(0);
    expect(again.answer).toEqual(lost.answer);
    void peer.listen();
    await modeOf(peer, 1);
    expect(peer.frames().filter(({ op }) => op === 'mode')).toHaveLength(1);
  });

  it('that breaks off halfway, is not taken until it comes whole', async () => {
    const peer = await openPeer(host);
    const path = linePath(peer.lineId, 'give', 1);
    const body = openBytes(1);
    const headers = { cookie: host.cookie, [OWN_PAGE_HEADER]: '1', 'content-length': body.length };
    const cut = request(`${host.serverUrl}${path}`, { method: 'POST', headers });
    const ended = new Promise((resolve) => {
      cut.on('error', resolve).on('close', resolve);
    });
    cut.write(body.slice(0, 6), () => cut.destroy());
    await ended;
    expect((await requestLine(host, { path, body })).answer?.part).toBe(1);
    void peer.listen();
    await modeOf(peer, 1);
    expect(peer.close).toBeUndefined();
  });

  it('that nobody waits for any more, leaves the one after it alone', async () => {
    const peer = await openPeer(host);
    await requestLine(host, { path: linePath(peer.lineId, 'give', 1), body: openBytes(1) });
    const first = await requestLine(host, { path: linePath(peer.lineId, 'take', 0) });
    const held = requestLine(host, {
      path: linePath(peer.lineId, 'take', first.answer?.part ?? 0),
    });
    const old = await requestLine(host, { path: linePath(peer.lineId, 'take', 0) });
    expect(old.answer?.bytes).toHaveLength(0);
    await requestLine(host, { path: linePath(peer.lineId, 'give', 2), body: openBytes(2) });
    expect((await held).answer).toMatchObject({ part: 2 });
  });

  it('[T40] that asks for what never was, or says what is no frame, closes the line by name', async () => {
    const ahead = await openPeer(host);
    const answer = await requestLine(host, { path: linePath(ahead.lineId, 'take', 7) });
    const close = { code: CLOSE_CODES.malformedFrame, reason: 'malformedFrame' };
    expect(answer.answer?.close).toEqual(close);
    const noise = await openPeer(host);
    noise.say(new Uint8Array([0, 99, 1]));
    await noise.listen();
    expect(noise.close).toEqual(close);
  });
});

describe('who may use a line over requests', () => {
  const pathsOf = (lineId: string) => [
    linesPath(host.dossierId as DossierId),
    linePath(lineId, 'take', 0),
    linePath(lineId, 'give', 1),
    leavePath(lineId),
  ];

  it('[T08] no page of another site, and no request without our own header', async () => {
    const { lineId } = await openPeer(host);
    const { port } = server;
    for (const path of pathsOf(lineId)) {
      for (const origin of ['https://evil.example', 'null', `http://localhost:${port + 1}`]) {
        expect((await requestLine(host, { path }, { origin })).status).toBe(403);
      }
      const plain = { method: 'POST', headers: { cookie: host.cookie } };
      expect((await fetch(`${host.serverUrl}${path}`, plain)).status).toBe(403);
    }
    const origin = `http://localhost:${port}`;
    const own = await requestLine(host, { path: linePath(lineId, 'give', 1) }, { origin });
    expect(own.status).toBe(200);
  });

  it('[T11] nobody without a cookie that we gave', async () => {
    const path = linesPath(host.dossierId as DossierId);
    for (const cookie of ['', 'meemaak=short', `meemaak=${'a'.repeat(43)}`]) {
      const { status, answer } = await requestLine({ ...host, cookie }, { path });
      expect([status, answer?.close?.reason]).toEqual([401, 'notSignedIn']);
    }
  });

  it('[T13] nobody who is in another dossier, and nobody at an address that is none', async () => {
    const other = await createDossier(host.serverUrl);
    const reasonAt = async (dossierId: string, script: Script) => {
      const { answer } = await requestLine(script, { path: linesPath(dossierId as DossierId) });
      return answer?.close?.reason;
    };
    expect(await reasonAt(host.dossierId, other)).toBe('notAllowed');
    expect(await reasonAt('nowhere', host)).toBe('unknownDossier');
    expect(await reasonAt('..%2Fetc', host)).toBe('unknownDossier');
  });

  it('[T13] nobody but the browser that opened it: to others it is not there', async () => {
    const peer = await openPeer(host);
    const guest = await enterDossier(host, 'Fatma');
    const strangers = [guest, { ...host, cookie: '' }];
    for (const script of strangers) {
      for (const path of pathsOf(peer.lineId).slice(1)) {
        const { answer } = await requestLine(script, { path, body: openBytes(1) });
        expect(answer?.close?.code ?? 'nothing happened').toBe(
          path === leavePath(peer.lineId) ? 'nothing happened' : LINE_GONE,
        );
      }
    }
    void peer.listen();
    peer.sayFrame(openFrame(1, 'tree'));
    expect(await modeOf(peer, 1)).toMatchObject({ mayWrite: true });
  });

  it('[T12] a right that changes while a request is held closes its channels at once', async () => {
    const guest = await enterDossier(host, 'Tom');
    const peer = await openPeer(guest);
    void peer.listen();
    peer.sayFrame(openFrame(1, 'tree'));
    await modeOf(peer, 1);
    await enterDossier(host, 'Tom', 'read', guest);
    const closed = await peer.until('the channel closed', () =>
      peer.frames().find(({ op }) => op === 'close'),
    );
    expect(closed).toMatchObject({ channel: 1, reason: 'accessChanged' });
    peer.sayFrame(openFrame(2, 'tree'));
    expect(await modeOf(peer, 2)).toMatchObject({ mayWrite: false });
    await leaveDossiers(guest);
    peer.sayFrame(openFrame(3, 'tree'));
    await peer.until('the line closed', () => peer.close);
    expect(peer.close).toEqual({ code: CLOSE_CODES.notSignedIn, reason: 'notSignedIn' });
  });
});

describe('[T39] the bounds of lines over requests', () => {
  it('a part that is too large is not read, told beforehand or not', async () => {
    const { lineId } = await openPeer(host);
    const url = `${host.serverUrl}${linePath(lineId, 'give', 1)}`;
    const headers = { cookie: host.cookie, [OWN_PAGE_HEADER]: '1' };
    const bytes = new Uint8Array(MOST_PART_BYTES + 1);
    const told = await fetch(url, { method: 'POST', headers, body: bytes });
    expect(told.status).toBe(413);
    const untold = new ReadableStream({
      start(controller) {
        controller.enqueue(bytes);
        controller.close();
      },
    });
    const init = { method: 'POST', headers, body: untold, duplex: 'half' } as const;
    expect((await fetch(url, init)).status).toBe(413);
    const whole = await requestLine(host, {
      path: linePath(lineId, 'give', 1),
      body: openBytes(1),
    });
    expect(whole.answer?.part).toBe(1);
  });

  it('of a thousand lines that one browser asks for, sixteen are opened, and another still gets one', async () => {
    const guest = await enterDossier(host, 'Veel');
    const path = linesPath(guest.dossierId as DossierId);
    const ids: string[] = [];
    const refusals = new Set<string>();
    for (let at = 0; at < 1_000; at += 1) {
      const { answer } = await requestLine(guest, { path });
      if (answer?.close === undefined) ids.push(new TextDecoder().decode(answer?.bytes));
      else refusals.add(answer.close.reason);
    }
    expect([ids.length, ...refusals]).toEqual([16, 'tooManyLines']);
    await openPeer(host);
    for (const lineId of ids) await requestLine(guest, { path: leavePath(lineId) });
    const after = await requestLine(guest, { path });
    expect(after.status).toBe(201);
  });
});

it('[F22] a stop answers who waits: come back', async () => {
  const stopping = await openServer();
  const script = await createDossier(stopping.url);
  const lineId = await openPollLine(script);
  const peer = new PollPeer(lineId, async (asked) => (await requestLine(script, asked)).answer);
  const listening = peer.listen();
  peer.sayFrame(openFrame(1, 'tree'));
  await modeOf(peer, 1);
  await Promise.all([stopping.close(), listening]);
  expect(peer.close).toEqual({ code: CLOSE_CODES.restarting, reason: 'restarting' });
  expect(peer.frames()).toContainEqual(expect.objectContaining({ op: 'close', code: 1012 }));
});
