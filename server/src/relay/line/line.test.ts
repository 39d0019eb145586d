/** What every line promises, whatever it goes over. The relay relies on nothing else. */
import { once } from 'node:events';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { serve, upgradeWebSocket } from '@hono/node-server';
import { CLOSE_CODES, withLength } from '@meemaak/protocol';
import { PollPeer, Random, requestLine, until, type SendRequest } from '@meemaak/test-kit';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Line } from './line.ts';
import { Parcel, WHOLE_LINE } from '../parcel.ts';
import { PollLines } from './poll-lines.ts';
import { lineRoutes } from './poll-routes.ts';
import { createSocketServer } from './upgrade.ts';
import { WebSocketLine } from './web-socket-line.ts';

/** The other side, as a test sees it. */
interface FarEnd {
  readonly heard: readonly Uint8Array[];
  /** Why it closed. */
  readonly close: { readonly code: number; readonly reason: string } | undefined;
  onHeard(listener: (message: Uint8Array) => void): void;
  say(message: Uint8Array): void;
  startReading(): void;
  stopReading(): void;
  /** Goes away without a word of why. */
  leave(): void;
}

interface Pair {
  readonly line: Line;
  readonly far: FarEnd;
}

const TOKEN = 'somebody';
const lines = new PollLines();
const arrived: WebSocketLine[] = [];
let http: Server;
let address = '';

beforeAll(async () => {
  const routes = lineRoutes({ lines, readToken: () => TOKEN });
  const app = new Hono().route('/', routes).get(
    '/socket',
    upgradeWebSocket((context) => ({
      onOpen: (_event, { raw }) => {
        if (raw instanceof WebSocket) arrived.push(new WebSocketLine(raw, wireOf(context.env)));
      },
    })),
  );
  const websocket = { server: createSocketServer() };
  http = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1', websocket }) as Server;
  await once(http, 'listening');
  address = `127.0.0.1:${(http.address() as AddressInfo).port}`;
});
afterAll(async () => {
  http.close();
  http.closeAllConnections();
  await once(http, 'close');
});

const wireOf = (env: unknown): Socket =>
  (env as { readonly incoming: IncomingMessage }).incoming.socket;

async function openSocketPair(): Promise<Pair> {
  const socket = new WebSocket(`ws://${address}/socket`, { perMessageDeflate: false });
  const heard: Uint8Array[] = [];
  let close: FarEnd['close'];
  let listener: (message: Uint8Array) => void = () => {};
  socket.on('message', (bytes: Buffer) => {
    const message = new Uint8Array(bytes);
    heard.push(message);
    listener(message);
  });
  socket.on('close', (code, reason) => {
    close = { code, reason: reason.toString() };
  });
  socket.on('error', () => {});
  await once(socket, 'open');
  await until('the server has the socket', () => arrived.length > 0);
  const line = arrived.shift();
  if (line === undefined) throw new Error('No line.');
  const far: FarEnd = {
    heard,
    get close() {
      return close;
    },
    onHeard: (hears) => {
      listener = hears;
    },
    say: (message) => socket.send(message),
    startReading: () => socket.resume(),
    stopReading: () => socket.pause(),
    leave: () => socket.terminate(),
  };
  return { line, far };
}

const sendPlainly: SendRequest = (request) =>
  requestLine({ serverUrl: `http://${address}`, cookie: '' }, request).then(
    ({ answer }) => answer,
    () => undefined,
  );

async function openPollPair(send = sendPlainly): Promise<Pair> {
  const opened = lines.open(TOKEN);
  if (opened === undefined) throw new Error('No line.');
  const { line, lineId } = opened;
  const peer = new PollPeer(lineId, send);
  void peer.listen();
  const far: FarEnd = {
    heard: peer.heard,
    get close() {
      return peer.close;
    },
    onHeard: (hears) => {
      peer.onHeard = hears;
    },
    say: (message) => peer.say(message),
    startReading: () => void peer.listen(),
    stopReading: () => peer.stopListening(),
    leave: () => void peer.leave(),
  };
  return { line, far };
}

/** Numbered, of very different lengths. */
const messageOf = (at: number, byteLength = (at * 97) % 400): Uint8Array => {
  const message = new Uint8Array(4 + byteLength).fill(at % 251);
  new DataView(message.buffer).setUint32(0, at);
  return message;
};
const numberOf = (message: Uint8Array): number =>
  new DataView(message.buffer, message.byteOffset).getUint32(0);
const upTo = (count: number): number[] => Array.from({ length: count }, (_, at) => at);

function listen(line: Line): Uint8Array[] {
  const heard: Uint8Array[] = [];
  line.onMessage = (message) => {
    if (message !== undefined) heard.push(message);
  };
  return heard;
}

const say = (line: Line, message: Uint8Array): void => line.send(new Parcel(message), WHOLE_LINE);

/** There and back again. */
async function roundTrip({ line, far }: Pair): Promise<void> {
  const before = far.heard.length;
  say(line, messageOf(0));
  await until('it was heard', () => far.heard.length > before);
}

const KINDS = [
  ['a WebSocket', openSocketPair],
  ['requests', () => openPollPair()],
] as const;

describe.each(KINDS)('[F35] [X11] a line over %s', (_kind, openPair) => {
  it('brings what is said to the other side whole, in order and once, both ways', async () => {
    const { line, far } = await openPair();
    const heard = listen(line);
    const large = 700_000;
    for (const at of upTo(2_000)) {
      say(line, messageOf(at, at % 500 === 3 ? large : undefined));
      far.say(messageOf(at, at % 500 === 5 ? large : undefined));
      if (at % 100 === 0) await new Promise(setImmediate);
    }
    await until('both heard all', () => heard.length >= 2_000 && far.heard.length >= 2_000);
    expect(heard.map(numberOf)).toEqual(upTo(2_000));
    expect(far.heard.map(numberOf)).toEqual(upTo(2_000));
    const expected = messageOf(503, large).byteLength;
    expect([far.heard[503]?.byteLength, heard[505]?.byteLength]).toEqual([expected, expected]);
    line.cut();
  });

  it('says why it closes, after all that was said before', async () => {
    const { line, far } = await openPair();
    for (const at of upTo(300)) say(line, messageOf(at, 2_000));
    line.close('storageUnavailable');
    say(line, messageOf(999));
    await until('it closed', () => far.close !== undefined);
    const code = CLOSE_CODES.storageUnavailable;
    expect(far.close).toEqual({ code, reason: 'storageUnavailable' });
    expect(far.heard.map(numberOf)).toEqual(upTo(300));
  });

  it('[F17] tells whether what was sent last came in soon', async () => {
    const { line, far } = await openPair();
    await roundTrip({ line, far });
    expect(line.isPrompt).toBe(true);
    far.stopReading();
    for (const at of upTo(3)) {
      say(line, messageOf(at));
      line.time();
      await new Promise(setImmediate);
    }
    await until('it is late', () => !line.isPrompt);
    far.startReading();
    await until('it has caught up', () => line.isPrompt);
    line.cut();
  });

  it('[T39] counts what a slow reader has not taken, and tells when all of it left', async () => {
    const { line, far } = await openPair();
    await roundTrip({ line, far });
    far.stopReading();
    let drains = 0;
    line.onDrained = () => {
      drains += 1;
    };
    const count = 40;
    for (const at of upTo(count)) {
      say(line, messageOf(at, 1_000_000));
      await new Promise(setImmediate);
    }
    expect(line.unsentBytes).toBeGreaterThan(8_000_000);
    drains = 0;
    far.startReading();
    await until('all was read', () => far.heard.length === count + 1 && line.unsentBytes === 0);
    await until('that was told', () => drains > 0);
    expect(far.heard.slice(1).map(numberOf)).toEqual(upTo(count));
    line.cut();
  });

  it('[T39] makes the other side wait while it is paused, and loses nothing', async () => {
    const { line, far } = await openPair();
    const sentinel = await openPair();
    const heard: Uint8Array[] = [];
    line.onMessage = (message) => {
      if (message !== undefined) heard.push(message);
      if (heard.length === 1) line.pause();
    };
    for (const at of upTo(60)) far.say(messageOf(at, 500_000));
    await until('the first came in', () => heard.length > 0);
    for (const _ of upTo(20)) await roundTrip(sentinel);
    expect(heard.length).toBeLessThan(5);
    line.resume();
    await until('all came in', () => heard.length === 60);
    expect(heard.map(numberOf)).toEqual(upTo(60));
    line.cut();
    sentinel.line.cut();
  });

  it('[T39] closes at a message that is larger than any may be, and does not hand it over', async () => {
    const { line, far } = await openPair();
    const heard = listen(line);
    let closings = 0;
    line.onClosed = () => {
      closings += 1;
    };
    far.say(messageOf(1));
    far.say(new Uint8Array(5_000_000));
    await until('it closed', () => far.close !== undefined && closings > 0);
    expect(far.close?.code).toBe(CLOSE_CODES.frameTooLarge);
    expect(heard.map(numberOf)).toEqual([1]);
  });

  it('[F16] gets answers to its questions from a living side, and none from one that went silent', async () => {
    const { line, far } = await openPair();
    const heard = listen(line);
    // What they say comes after their answer to what was asked before.
    far.onHeard((message) => far.say(message));
    for (const at of upTo(6)) {
      expect(line.ask()).toBe(true);
      say(line, messageOf(at));
      await until('it came back', () => heard.length > at);
    }
    far.stopReading();
    say(line, messageOf(1));
    const answers = upTo(4).map(() => line.ask());
    expect(answers.at(-1)).toBe(false);
    line.cut();
  });

  it('tells once that the other side went away', async () => {
    const { line, far } = await openPair();
    let closings = 0;
    line.onClosed = () => {
      closings += 1;
    };
    far.leave();
    await until('it was told', () => closings > 0);
    line.cut();
    expect(closings).toBe(1);
  });

  it('cut, ends for the other side too', async () => {
    const { line, far } = await openPair();
    line.cut();
    await until('it closed', () => far.close !== undefined);
    expect(far.close).toEqual({ code: 1006, reason: '' });
  });
});

it('[F35] a line over requests of which many are lost, doubled or late brings all in order and once', async () => {
  const random = new Random(35);
  const counts = { lost: 0, answerLost: 0, doubled: 0, late: 0, well: 0 };
  const badly: SendRequest = async (request) => {
    const fate = random.weighted({ lost: 2, answerLost: 2, doubled: 2, late: 1, well: 3 });
    counts[fate] += 1;
    if (fate === 'lost') return undefined;
    // Comes in while the next ones do: nobody listens to its answer.
    if (fate === 'late') setTimeout(() => void sendPlainly(request), random.below(200));
    if (fate === 'doubled') void sendPlainly(request);
    const answer = await sendPlainly(request);
    return fate === 'answerLost' ? undefined : answer;
  };
  const { line, far } = await openPollPair(badly);
  const heard = listen(line);
  const count = 150;
  for (const at of upTo(count)) {
    say(line, messageOf(at, at % 20 === 3 ? 100_000 : undefined));
    far.say(messageOf(at, at % 20 === 5 ? 100_000 : undefined));
    await until('both are close behind', () => Math.min(heard.length, far.heard.length) > at - 5);
  }
  await until('both heard all', () => heard.length >= count && far.heard.length >= count);
  expect(heard.map(numberOf)).toEqual(upTo(count));
  expect(far.heard.map(numberOf)).toEqual(upTo(count));
  for (const often of Object.values(counts)) expect(often).toBeGreaterThan(5);
  line.cut();
});

it('[T39] a paused line over requests keeps the rest of a part that it has', async () => {
  const { line, lineId } = lines.open('a pause') ?? {};
  if (line === undefined) throw new Error(`No line: ${lineId}.`);
  const heard: number[] = [];
  line.onMessage = (message) => {
    if (message !== undefined) heard.push(numberOf(message));
    line.pause();
  };
  line.give(1, Buffer.concat(upTo(3).map((at) => withLength(messageOf(at)))));
  expect(heard).toEqual([0]);
  for (const count of [2, 3]) {
    line.resume();
    await until('the next came', () => heard.length >= count);
    expect(heard).toEqual(upTo(count));
  }
  line.cut();
});

it('[F35] eight windows of one browser hold three requests at a time, and all hear what is said', async () => {
  const windows = Array.from({ length: 8 }, () => lines.open('eight windows'));
  const heard = new Map<string, number>();
  for (const window of windows) {
    if (window === undefined) throw new Error('No line.');
    const { line, lineId } = window;
    const ask = async (after: number): Promise<void> => {
      lines.takeTurn(lineId);
      const { part, bytes, close } = await line.take(after);
      if (bytes.length > 0) heard.set(lineId, (heard.get(lineId) ?? 0) + bytes.length);
      // As a client does that was sent away with nothing.
      if (close === undefined) setTimeout(() => void ask(part), 100);
    };
    void ask(0);
  }
  const open = windows.flatMap((window) => window?.line ?? []);
  const holding = () => open.filter((line) => line.isHolding).length;
  await until('three hold', () => holding() === 3);
  for (const line of open) say(line, messageOf(1));
  let most = 0;
  await until('all heard it', () => {
    most = Math.max(most, holding());
    return heard.size === 8;
  });
  expect(most).toBeLessThanOrEqual(3);
  for (const line of open) line.cut();
});
