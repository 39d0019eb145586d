import type { DossierId, ParticipantId, PartyId } from '@meemaak/model';
import { CLOSE_CODES } from '@meemaak/protocol';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FakeRequests } from '../testing/fake-requests.ts';
import { FakeServer, FakeSocket } from '../testing/fake-server.ts';
import { BLOCKED_MS, LineChooser } from './line-chooser.ts';
import { openDossier } from './open-dossier.ts';

/** A socket of which the test says what becomes of it. */
class HandSocket extends FakeSocket {
  say(): void {
    this.dispatchEvent(new MessageEvent('message', { data: new ArrayBuffer(1) }));
  }
}

const nowhere = new FakeServer();
let sockets: HandSocket[] = [];
let lines: HandSocket[] = [];

const newChooser = (): LineChooser =>
  new LineChooser({
    webSocket: () => {
      const socket = new HandSocket(nowhere);
      sockets.push(socket);
      return socket;
    },
    requests: () => {
      const line = new HandSocket(nowhere);
      lines.push(line);
      return line;
    },
  });

beforeEach(() => {
  vi.useFakeTimers();
  sessionStorage.clear();
  sockets = [];
  lines = [];
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

function isHidden(hidden: boolean): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(hidden ? 'hidden' : 'visible');
  document.dispatchEvent(new Event('visibilitychange'));
}

test('[F35] where a WebSocket opens, requests are never tried', async () => {
  const chooser = newChooser();
  const line = chooser.open();
  sockets[0]?.open();
  await vi.advanceTimersByTimeAsync(60_000);
  expect([line.readyState, lines.length, chooser.isSlow.get()]).toEqual([1, 0, false]);
});

test('[F35] a WebSocket that does not open gives way to requests within 5 s, and a refused one at once', async () => {
  const chooser = newChooser();
  const line = chooser.open();
  await vi.advanceTimersByTimeAsync(2_600);
  expect([lines.length, line.readyState]).toEqual([1, 0]);
  lines[0]?.open();
  expect([line.readyState, chooser.isSlow.get()]).toEqual([1, true]);
  expect(sockets[0]?.readyState).toBe(3);

  sessionStorage.clear();
  const refused = newChooser().open();
  sockets[1]?.close(1006);
  lines[1]?.open();
  expect(refused.readyState).toBe(1);
});

test('[F35] the first that opens it is, also when requests were tried meanwhile', async () => {
  const chooser = newChooser();
  const line = chooser.open();
  await vi.advanceTimersByTimeAsync(2_600);
  sockets[0]?.open();
  lines[0]?.open();
  expect([line.readyState, lines[0]?.readyState, chooser.isSlow.get()]).toEqual([1, 3, false]);
});

test('[F35] the next page of this tab starts with requests, and tries a WebSocket again minutes later', async () => {
  const first = newChooser().open();
  sockets[0]?.close(1006);
  lines[0]?.open();
  first.close();
  const next = newChooser().open();
  expect([sockets.length, lines.length]).toEqual([1, 2]);
  lines[1]?.open();
  expect(next.readyState).toBe(1);
  next.close();
  await vi.advanceTimersByTimeAsync(BLOCKED_MS + 1_000);
  newChooser().open();
  expect([sockets.length, lines.length]).toEqual([2, 2]);
});

test('[F35] remembered requests that get no line either, make the next try begin with a WebSocket', () => {
  newChooser().open();
  sockets[0]?.close(1006);
  lines[0]?.open();
  const chooser = newChooser();
  const failed = chooser.open();
  lines[1]?.close(1006);
  expect(failed.readyState).toBe(3);
  chooser.open();
  expect(sockets).toHaveLength(2);
});

test('a WebSocket that worked is tried once more by itself: a server that is away blocks nothing', async () => {
  const chooser = newChooser();
  const line = chooser.open();
  sockets[0]?.open();
  sockets[0]?.say();
  sockets[0]?.close(1006);
  expect(line.readyState).toBe(3);
  const second = chooser.open();
  await vi.advanceTimersByTimeAsync(9_000);
  sockets[1]?.close(1006);
  expect([second.readyState, lines.length]).toEqual([3, 0]);
  chooser.open();
  sockets[2]?.close(1006);
  expect(lines).toHaveLength(1);
});

test('[F35] a WebSocket that opens and brings nothing, twice, gives way to requests', () => {
  const chooser = newChooser();
  for (const at of [0, 1]) {
    const line = chooser.open();
    sockets[at]?.open();
    line.close();
  }
  chooser.open();
  expect([sockets.length, lines.length]).toEqual([2, 1]);
});

test('[4401] a server that says why it closes is not asked again another way', () => {
  const line = newChooser().open();
  const codes: number[] = [];
  line.addEventListener('close', ({ code }) => codes.push(code));
  sockets[0]?.open();
  sockets[0]?.close(CLOSE_CODES.notSignedIn);
  expect([codes, lines.length]).toEqual([[CLOSE_CODES.notSignedIn], 0]);
});

test('[F35] when a WebSocket opens after all, the line moves over while nobody looks', async () => {
  const chooser = newChooser();
  const line = chooser.open();
  sockets[0]?.close(1006);
  lines[0]?.open();
  await vi.advanceTimersByTimeAsync(BLOCKED_MS);
  sockets[1]?.close(1006);
  await vi.advanceTimersByTimeAsync(BLOCKED_MS);
  sockets[2]?.open();
  expect([sockets.length, line.readyState]).toEqual([3, 1]);
  isHidden(true);
  expect(line.readyState).toBe(3);
  const better = chooser.open();
  sockets[3]?.open();
  expect([better.readyState, lines.length, chooser.isSlow.get()]).toEqual([1, 1, false]);
});

const me = {
  participantId: 'p-noor' as ParticipantId,
  name: 'Noor',
  partyId: 'merendonk' as PartyId,
  right: 'edit',
} as const;
const view = {
  dossierId: 'rozenbuurt' as DossierId,
  title: 'Prettig wonen in de Rozenbuurt',
  generation: 1,
  parties: [],
  me: undefined,
};

/** A dossier behind a proxy that refuses every WebSocket. */
async function openBehindProxy() {
  const server = new FakeServer();
  const requests = new FakeRequests(server);
  vi.stubGlobal('fetch', requests.fetch);
  vi.stubGlobal('WebSocket', function connect() {
    const socket = new HandSocket(server);
    setTimeout(() => socket.close(1006), 5);
    return socket;
  });
  const { room } = openDossier(view, me);
  await vi.advanceTimersByTimeAsync(2_000);
  return { server, requests, room };
}

test('[F35] [X11] behind a proxy that refuses WebSockets a dossier opens, is worked in and is saved', async () => {
  const { server, room } = await openBehindProxy();
  expect([room.saveState.get().kind, room.isSlowLine.get()]).toEqual(['saved', true]);
  room.tree.pos.set('a', 1);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(server.doc('tree').getMap('pos').get('a')).toBe(1);
  expect(room.saveState.get().kind).toBe('saved');
  server.holdsAcks = true;
  room.tree.pos.set('a', 2);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(room.saveState.get().kind).toBe('saving');
  room.close();
});

test('[F16] a line over requests that went silent is given up within 20 s, and comes back by itself', async () => {
  const { requests, room } = await openBehindProxy();
  requests.fate = () => 'hangs';
  await vi.advanceTimersByTimeAsync(20_000);
  expect(room.saveState.get()).toMatchObject({ kind: 'offline' });
  room.tree.pos.set('a', 1);
  requests.fate = () => 'well';
  await vi.advanceTimersByTimeAsync(35_000);
  expect(room.saveState.get().kind).toBe('saved');
  room.close();
});

test('[F16] after a sleep a line over requests is asked for a sign of life, and given up without one', async () => {
  const { server, requests, room } = await openBehindProxy();
  requests.fate = () => 'hangs';
  server.isSilent = true;
  document.dispatchEvent(new Event('visibilitychange'));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(room.saveState.get()).toMatchObject({ kind: 'offline' });
  room.close();
});
