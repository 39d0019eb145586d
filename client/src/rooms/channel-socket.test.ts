import type { DocumentName } from '@meemaak/model';
import { CLOSE_CODES } from '@meemaak/protocol';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { retryDelayMs } from './backoff.ts';
import { channelSocketClass, type ChannelObserver } from './channel-socket.ts';
import { DossierSocket } from './dossier-socket.ts';
import { FakeServer } from '../testing/fake-server.ts';
import type { ChannelEvent } from './save-state.ts';

interface Peer {
  readonly doc: Y.Doc;
  readonly provider: WebsocketProvider;
  readonly events: ChannelEvent[];
}

let server: FakeServer;
let line: DossierSocket;
const peers: Peer[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  server = new FakeServer();
  line = new DossierSocket(() => server.connect());
});

afterEach(() => {
  for (const { provider, doc } of peers.splice(0)) {
    provider.destroy();
    doc.destroy();
  }
  line.close();
  vi.useRealTimers();
});

function join(document: DocumentName): Peer {
  const doc = new Y.Doc();
  const awareness = new Awareness(doc);
  awareness.setLocalState(null);
  const events: ChannelEvent[] = [];
  const observer: ChannelObserver = {
    onEvent: (event) => events.push(event),
    onMode: () => {},
    receive: (message, deliver) => deliver(message),
  };
  const provider = new WebsocketProvider('channel:', document, doc, {
    WebSocketPolyfill: channelSocketClass(line, { document, generation: 1 }, observer),
    awareness,
    disableBc: true,
  });
  const peer = { doc, provider, events };
  peers.push(peer);
  return peer;
}

const text = ({ doc }: { doc: Y.Doc }) => doc.getText('t').toJSON();
const DOCUMENTS = ['narrative', 'tree', 'board', 'talk'] as const;

async function joinTwelve(): Promise<readonly Peer[]> {
  const twelve = DOCUMENTS.flatMap((document) => [join(document), join(document), join(document)]);
  await vi.advanceTimersByTimeAsync(50);
  return twelve;
}

test('[D2] twelve providers sync over one socket', async () => {
  const twelve = await joinTwelve();
  twelve.forEach((peer, index) => peer.doc.getText('t').insert(0, `${index} `));
  await vi.advanceTimersByTimeAsync(50);
  expect(server.sockets).toHaveLength(1);
  expect(twelve.every(({ provider }) => provider.synced)).toBe(true);
  DOCUMENTS.forEach((document, index) => {
    const three = twelve.slice(index * 3, index * 3 + 3);
    const expected = text({ doc: server.doc(document) });
    expect(expected.trim().split(' ')).toHaveLength(3);
    expect(three.map(text)).toEqual([expected, expected, expected]);
  });
});

test('every storable message is counted and acknowledged', async () => {
  const peer = join('tree');
  await vi.advanceTimersByTimeAsync(50);
  peer.doc.getText('t').insert(0, 'een');
  // A deletion leaves the state vector as it was, and is acknowledged all the same.
  peer.doc.getText('t').delete(0, 1);
  await vi.advanceTimersByTimeAsync(10);
  const sent = peer.events.filter(({ kind }) => kind === 'sent');
  expect(sent).toEqual([
    { kind: 'sent', offers: true },
    { kind: 'sent', offers: false },
    { kind: 'sent', offers: false },
  ]);
  expect(peer.events.at(-1)).toEqual({ kind: 'acked', count: 3 });
});

test('[4403] a refused channel closes for good while the others go on', async () => {
  server.refusedDocuments.add('board');
  const refused = join('board');
  const other = join('tree');
  const closed = vi.fn<(event: unknown, provider: unknown) => void>();
  refused.provider.on('closed', closed);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(closed).toHaveBeenCalledWith({ code: 4403, reason: 'notAllowed' }, refused.provider);
  expect(refused.events).toEqual([{ kind: 'stopped', reason: 'notAllowed' }]);
  expect(server.opens).toBe(2);
  other.doc.getText('t').insert(0, 'ja');
  await vi.advanceTimersByTimeAsync(10);
  expect(text({ doc: server.doc('tree') })).toBe('ja');
});

test('after a broken line all channels sync again, both ways', async () => {
  const twelve = await joinTwelve();
  server.isDown = true;
  server.live?.close(1006);
  twelve.forEach((peer, index) => peer.doc.getText('t').insert(0, `${index} `));
  server.doc('tree').getText('t').insert(0, 'server ');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(twelve.some(({ provider }) => provider.synced)).toBe(false);
  server.isDown = false;
  await vi.advanceTimersByTimeAsync(31_000);
  expect(twelve.every(({ provider }) => provider.synced)).toBe(true);
  for (const peer of twelve.slice(3, 6)) expect(text(peer)).toBe(text({ doc: server.doc('tree') }));
  expect(
    text({ doc: server.doc('tree') })
      .trim()
      .split(' '),
  ).toHaveLength(4);
});

test('a browser that says it is back online does not wait for the next try', async () => {
  const peer = join('tree');
  await vi.advanceTimersByTimeAsync(50);
  server.isDown = true;
  globalThis.dispatchEvent(new Event('offline'));
  await vi.advanceTimersByTimeAsync(120_000);
  expect(peer.provider.synced).toBe(false);
  server.isDown = false;
  globalThis.dispatchEvent(new Event('online'));
  await vi.advanceTimersByTimeAsync(50);
  expect(peer.provider.synced).toBe(true);
});

test('[F24] after sleep the old line is not trusted: silence for a few seconds opens another', async () => {
  const peer = join('tree');
  await vi.advanceTimersByTimeAsync(50);
  server.isSilent = true;
  document.dispatchEvent(new Event('resume'));
  await vi.advanceTimersByTimeAsync(4_000);
  expect(server.sockets).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(server.sockets[0]?.readyState).toBe(3);
  peer.doc.getText('t').insert(0, 'getypt zonder lijn');
  server.isSilent = false;
  await vi.advanceTimersByTimeAsync(30_000);
  expect(text({ doc: server.doc('tree') })).toBe('getypt zonder lijn');
});

test('[F24] a line that answers after sleep is kept', async () => {
  join('tree');
  await vi.advanceTimersByTimeAsync(50);
  document.dispatchEvent(new Event('resume'));
  await vi.advanceTimersByTimeAsync(30_000);
  expect(server.sockets).toHaveLength(1);
});

test('[4401] a socket closed for good is not opened again, and says why on every channel', async () => {
  const [one, other] = [join('tree'), join('board')];
  await vi.advanceTimersByTimeAsync(50);
  server.live?.close(CLOSE_CODES.notSignedIn);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(server.sockets).toHaveLength(1);
  for (const peer of [one, other]) {
    expect(peer.events.at(-1)).toEqual({ kind: 'stopped', reason: 'notSignedIn' });
  }
});

test('[4500] when access changed, a new socket is opened and judged afresh', async () => {
  const peer = join('tree');
  const other = join('board');
  await vi.advanceTimersByTimeAsync(50);
  const code = CLOSE_CODES.accessChanged;
  server.live?.receive({ channel: 0, op: 'close', code, reason: 'accessChanged' });
  expect(peer.events.at(-1)).toEqual({ kind: 'lost' });
  await vi.advanceTimersByTimeAsync(1000);
  expect([peer.provider.synced, other.provider.synced]).toEqual([true, true]);
  expect(server.opens).toBe(4);
  expect(server.sockets).toHaveLength(2);
});

test('[F16] a line that went silent is given up within 20 s', async () => {
  const peer = join('tree');
  await vi.advanceTimersByTimeAsync(50);
  server.isSilent = true;
  await vi.advanceTimersByTimeAsync(20_000);
  expect(peer.events.at(-1)).toEqual({ kind: 'lost' });
  expect(server.sockets[0]?.readyState).toBe(3);
});

test('[F16] after a sleep an open line is asked for a sign of life, and given up without one', async () => {
  const peer = join('tree');
  await vi.advanceTimersByTimeAsync(50);
  server.isSilent = true;
  document.dispatchEvent(new Event('visibilitychange'));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(peer.events.at(-1)).toEqual({ kind: 'lost' });
});

test('[F16] a line that opens and then says nothing at all is given up within 20 s', async () => {
  server.isSilent = true;
  join('tree');
  await vi.advanceTimersByTimeAsync(20_000);
  expect(server.sockets[0]?.readyState).toBe(3);
  expect(server.sockets.length).toBeGreaterThan(1);
});

test('quiet channels stay for minutes: no provider reconnects every 33 s', async () => {
  const twelve = await joinTwelve();
  const changed = vi.fn<() => void>();
  for (const { provider } of twelve) provider.on('status', changed);
  await vi.advanceTimersByTimeAsync(180_000);
  expect(changed).not.toHaveBeenCalled();
  expect(server.opens).toBe(12);
});

test('bytes that are no frame end the line, and it comes back', async () => {
  const peer = join('tree');
  await vi.advanceTimersByTimeAsync(50);
  server.live?.dispatchEvent(new MessageEvent('message', { data: 'hello' }));
  expect(peer.events.at(-1)).toEqual({ kind: 'lost' });
  await vi.advanceTimersByTimeAsync(2000);
  expect(peer.provider.synced).toBe(true);
});

test('[X18] waiting grows from half a second to half a minute, and differs from client to client', () => {
  expect([0, 1, 2, 3].map((attempt) => retryDelayMs(attempt, 0.999_999))).toEqual([
    500, 1000, 2000, 4000,
  ]);
  expect(retryDelayMs(0, 0)).toBe(250);
  expect(retryDelayMs(1000, 0.999_999)).toBe(30_000);
  expect(retryDelayMs(1000, 0)).toBe(15_000);
});
