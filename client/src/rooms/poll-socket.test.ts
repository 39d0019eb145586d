import {
  CLOSE_CODES,
  POLL_CONTENT_TYPE,
  encodeFrame,
  encodeLineAnswer,
  openFrame,
  withLength,
} from '@meemaak/protocol';
import type { DossierId } from '@meemaak/model';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FakeRequests } from '../testing/fake-requests.ts';
import { FakeServer } from '../testing/fake-server.ts';
import { PollSocket } from './poll-socket.ts';

let server: FakeServer;
let requests: FakeRequests;

beforeEach(() => {
  vi.useFakeTimers();
  server = new FakeServer();
  requests = new FakeRequests(server);
  vi.stubGlobal('fetch', requests.fetch);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

interface Opened {
  readonly socket: PollSocket;
  readonly heard: Uint8Array[];
  readonly closings: CloseEvent[];
}

async function open(): Promise<Opened> {
  const socket = new PollSocket('rozenbuurt' as DossierId);
  const heard: Uint8Array[] = [];
  const closings: CloseEvent[] = [];
  socket.addEventListener('message', (event) => {
    heard.push(new Uint8Array((event as MessageEvent<ArrayBuffer>).data));
  });
  socket.addEventListener('close', (event) => closings.push(event as CloseEvent));
  await vi.advanceTimersByTimeAsync(50);
  return { socket, heard, closings };
}

const numbered = (at: number, byteLength: number): Uint8Array => {
  const message = new Uint8Array(4 + byteLength).fill(at % 251);
  new DataView(message.buffer).setUint32(0, at);
  return message;
};

test('[F35] what the server says comes in whole, in order and once, while requests and answers get lost', async () => {
  const { socket, heard, closings } = await open();
  const fates = ['answerLost', 'lost', 'well', 'answerLost', 'well', 'lost', 'well'] as const;
  let count = 0;
  requests.fate = () => fates[(count += 1) % fates.length] ?? 'well';
  for (let at = 0; at < 60; at += 1) {
    requests.sayToAll(numbered(at, at % 10 === 3 ? 300_000 : 20));
    await vi.advanceTimersByTimeAsync(100);
  }
  await vi.advanceTimersByTimeAsync(60_000);
  expect(heard.map((bytes) => new DataView(bytes.buffer).getUint32(0))).toEqual(
    Array.from({ length: 60 }, (_, at) => at),
  );
  expect(heard[13]?.byteLength).toBe(300_004);
  expect(closings).toEqual([]);
  expect(count).toBeGreaterThan(30);
  socket.close();
});

test('[F35] what we say goes out once and in order, while requests and answers get lost', async () => {
  const { socket } = await open();
  const said: number[] = [];
  server.take = (_socket, frame) => said.push(frame.channel);
  let count = 0;
  requests.fate = (what) => (what === 'give' && (count += 1) % 3 !== 0 ? 'answerLost' : 'well');
  for (let at = 0; at < 20; at += 1) {
    socket.send(encodeFrame(openFrame(at, 'tree')));
    if (at % 4 === 0) await vi.advanceTimersByTimeAsync(5_000);
  }
  expect(socket.bufferedAmount).toBeGreaterThan(0);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(said).toEqual(Array.from({ length: 20 }, (_, at) => at));
  expect(count).toBeGreaterThan(12);
  expect(socket.bufferedAmount).toBe(0);
  socket.close();
});

test('frames of one turn go out in one request', async () => {
  const { socket } = await open();
  for (let at = 0; at < 10; at += 1) socket.send(encodeFrame(openFrame(at, 'tree')));
  await vi.advanceTimersByTimeAsync(100);
  expect(requests.asked.filter((what) => what === 'give')).toHaveLength(1);
  socket.close();
});

test('[F35] a way that breaks off is tried three times, and then the line is lost as a socket is', async () => {
  const { socket, closings } = await open();
  requests.fate = () => 'lost';
  requests.sayToAll(numbered(1, 1));
  await vi.advanceTimersByTimeAsync(3_000);
  expect(closings.map(({ code }) => code)).toEqual([1006]);
  expect(socket.readyState).toBe(3);
  const before = requests.asked.length;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(requests.asked).toHaveLength(before);
});

test('[F35] an answer from the past, as something between may keep one, is not heard twice', async () => {
  const { socket, heard } = await open();
  requests.sayToAll(numbered(1, 1));
  await vi.advanceTimersByTimeAsync(100);
  const past = encodeLineAnswer({ part: 1, bytes: withLength(numbered(1, 1)) });
  const headers = { 'content-type': POLL_CONTENT_TYPE };
  let count = 0;
  requests.fate = () => ((count += 1) < 4 ? new Response(past, { headers }) : 'well');
  requests.sayToAll(numbered(2, 1));
  requests.sayToAll(numbered(3, 1));
  await vi.advanceTimersByTimeAsync(10_000);
  requests.sayToAll(numbered(4, 1));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(heard.map((bytes) => bytes[3])).toEqual([1, 2, 3, 4]);
  expect(count).toBeGreaterThan(4);
  socket.close();
});

test('[F35] a page of a proxy is no answer of ours: "not here" ends the line, "not now" is tried again', async () => {
  const { closings, heard } = await open();
  let count = 0;
  requests.fate = (what) =>
    what === 'take' && (count += 1) < 3
      ? new Response('<h1>Bad gateway</h1>', { status: 502 })
      : 'well';
  requests.sayToAll(numbered(1, 1));
  requests.sayToAll(numbered(2, 1));
  await vi.advanceTimersByTimeAsync(5_000);
  expect([heard.length, closings.length]).toEqual([2, 0]);
  requests.fate = () => new Response('<h1>Sign in at the gate</h1>', { status: 407 });
  requests.sayToAll(numbered(3, 1));
  await vi.advanceTimersByTimeAsync(5_000);
  expect(closings.map(({ code }) => code)).toEqual([1006]);
});

test("[F35] the server's reason comes after all that it said", async () => {
  const { heard, closings } = await open();
  requests.sayToAll(numbered(1, 200_000));
  requests.closeAll(CLOSE_CODES.restarting, 'restarting');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(heard).toHaveLength(1);
  expect(closings.map(({ code, reason }) => [code, reason])).toEqual([[1012, 'restarting']]);
});

test('[F22] a server that is away refuses a line at once', async () => {
  server.isDown = true;
  const { closings } = await open();
  expect(closings.map(({ code }) => code)).toEqual([1006]);
  expect(requests.asked).toEqual(['open']);
});

test('a page that goes away says goodbye, but not before what it is just saying', async () => {
  const quiet = await open();
  globalThis.dispatchEvent(new Event('pagehide'));
  expect(requests.asked.at(-1)).toBe('leave');
  expect(quiet.socket.readyState).toBe(3);

  const busy = await open();
  requests.fate = (what) => (what === 'give' ? 'hangs' : 'well');
  busy.socket.send(encodeFrame(openFrame(0, 'tree')));
  await vi.advanceTimersByTimeAsync(10);
  globalThis.dispatchEvent(new Event('pagehide'));
  expect(requests.asked.filter((what) => what === 'leave')).toHaveLength(1);
  expect(busy.socket.readyState).toBe(1);
  busy.socket.close();
});
