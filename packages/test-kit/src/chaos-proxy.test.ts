import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocketServer, type WebSocket } from 'ws';
import { MESSAGE_FAULTS, type MessageFault } from './chaos-lane.ts';
import { ChaosProxy, type ChaosFaults } from './chaos-proxy.ts';
import { HandMadeSocket } from './hand-made-socket.ts';

const SEED = 20_261_124;

/** Every message that the server got, and the server's end of each line. */
let heard: string[];
let lines: WebSocket[];
let target: WebSocketServer;
let proxy: ChaosProxy;

beforeEach(async () => {
  heard = [];
  lines = [];
  const http = createServer((_request, response) => response.end('page'));
  target = new WebSocketServer({ server: http });
  target.on('connection', (line) => {
    lines.push(line);
    line.on('message', (bytes: Buffer) => {
      heard.push(bytes.toString());
      line.send(bytes);
    });
    line.on('error', () => {});
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  proxy = await ChaosProxy.open((http.address() as AddressInfo).port, SEED);
});
afterEach(async () => {
  await proxy.close();
  for (const line of lines) line.terminate();
  target.close();
});

const open = () => HandMadeSocket.open(proxy.url.replace('http', 'ws'));
const words = (count: number) => Array.from({ length: count }, (_, at) => `word ${at}`);
const answers = ({ heard: bytes }: HandMadeSocket) =>
  bytes.map((message) => new TextDecoder().decode(message));

/** Says the words under these faults, and hears as many answers. */
async function say(spoken: readonly string[], faults: ChaosFaults): Promise<HandMadeSocket> {
  const socket = await open();
  proxy.suffer(faults);
  for (const word of spoken) socket.say(word);
  return socket;
}

const onlyUp = (chances: Partial<Record<MessageFault, number>>): ChaosFaults => ({
  chances,
  hits: (_payload, way) => way === 'up',
});

describe('a proxy without faults', () => {
  it('carries everything, in order, both ways, of any size, and pages too', async () => {
    const spoken = [...words(50), 'x'.repeat(3_000_000), '', 'end'];
    const socket = await say(spoken, {});
    await socket.until(() => socket.heard[spoken.length - 1]);
    expect(heard).toEqual(spoken);
    expect(answers(socket)).toEqual(spoken);
    expect(await (await fetch(proxy.url)).text()).toBe('page');
    socket.socket.close(4000);
    expect(await socket.closed).toBe(4000);
  });
});

describe('a message', () => {
  it('comes twice', async () => {
    const socket = await say(words(40), onlyUp({ duplicate: 0.5 }));
    await vi.waitUntil(() => new Set(heard).size === 40 && heard.length > 40);
    expect(heard.length).toBe(40 + proxy.counts.duplicate);
    socket.end();
  });

  it('comes after later ones, and none is lost', async () => {
    const socket = await say(words(40), onlyUp({ reorder: 0.3 }));
    await vi.waitUntil(() => heard.length === 40);
    expect(heard).not.toEqual(words(40));
    expect(heard.toSorted()).toEqual(words(40).toSorted());
    expect(proxy.counts.reorder).toBeGreaterThan(3);
    socket.end();
  });

  it('comes again long after', async () => {
    const socket = await say(words(40), onlyUp({ replay: 0.3 }));
    await vi.waitUntil(() => heard.length === 40 + proxy.counts.replay);
    const again = heard.filter((word, at) => heard.indexOf(word) < at - 3);
    expect(again.length).toBeGreaterThan(2);
    socket.end();
  });

  it('comes cut short, as a whole message, also from the server', async () => {
    const socket = await say(words(40), { chances: { truncate: 0.5 } });
    await socket.until(() => socket.heard[39]);
    const isPart = (part: string, at: number) => words(40)[at]?.startsWith(part);
    expect(heard.every(isPart)).toBe(true);
    expect(answers(socket).every(isPart)).toBe(true);
    const cutUp = heard.filter((word, at) => word !== words(40)[at]).length;
    expect(cutUp).toBeGreaterThan(5);
    expect(proxy.counts.truncate).toBeGreaterThan(cutUp);
    socket.end();
  });

  it('is the last of its line, and not whole', async () => {
    const socket = await say(words(40), onlyUp({ cut: 0.1 }));
    expect(await socket.closed).toBe(1006);
    await vi.waitUntil(() => lines[0]?.readyState === 3);
    expect(heard).toEqual(words(40).slice(0, heard.length));
    expect(heard.length).toBeLessThan(40);
    expect(proxy.counts.cut).toBe(1);
  });

  it('breaks the line for both', async () => {
    const socket = await say(words(40), onlyUp({ reset: 0.1 }));
    expect(await socket.closed).toBe(1006);
    await vi.waitUntil(() => lines[0]?.readyState === 3);
    expect(proxy.counts.reset).toBe(1);
  });

  it('holds up all behind it', async () => {
    const startedAt = performance.now();
    const stallMs = 150;
    const socket = await say(words(10), { ...onlyUp({ stall: 1 }), stallMs });
    await vi.waitUntil(() => heard.length === 10);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(stallMs);
    expect(heard).toEqual(words(10));
    socket.end();
  });

  it('meets the same faults with the same seed', async () => {
    const chances = Object.fromEntries(
      MESSAGE_FAULTS.filter((fault) => !['stall', 'cut', 'reset'].includes(fault)).map((fault) => [
        fault,
        0.1,
      ]),
    );
    const runs: string[][] = [];
    for (let run = 0; run < 2; run += 1) {
      const again = await ChaosProxy.open(proxyTarget(), SEED);
      again.suffer(onlyUp(chances));
      const socket = await HandMadeSocket.open(again.url.replace('http', 'ws'));
      heard = [];
      for (const word of words(60)) socket.say(word);
      // The last ones must not wait for the timer of those that come later.
      await vi.waitUntil(() => heard.length >= 60);
      runs.push(heard.slice(0, 60));
      await again.close();
    }
    expect(runs[0]).toEqual(runs[1]);
    expect(runs[0]).not.toEqual(words(60));
  });
});

const proxyTarget = () => (target.address() as AddressInfo).port;

describe('a line', () => {
  it('is slow: so many milliseconds late, so many bytes a second', async () => {
    const socket = await open();
    proxy.suffer({ delayMs: 100, jitterMs: 20, bytesPerSecond: 20_000 });
    const startedAt = performance.now();
    socket.say('x'.repeat(6_000));
    await vi.waitUntil(() => heard.length === 1);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(100 + 300 - 5);
    socket.end();
  });

  it('makes who sends too much wait', async () => {
    const socket = await open();
    proxy.suffer({ holds: true });
    for (let at = 0; at < 200; at += 1) socket.say(new Uint8Array(100_000));
    await vi.waitUntil(() => socket.socket.bufferedAmount > 5_000_000);
    proxy.suffer({});
    await vi.waitUntil(() => heard.length === 200, 10_000);
    expect(socket.socket.bufferedAmount).toBe(0);
    socket.end();
  });

  it('holds everything, and gives it all when that is over', async () => {
    const socket = await say(words(5), { holds: true });
    expect(
      await fetch(proxy.url, { signal: AbortSignal.timeout(200) }).catch(() => 'no answer'),
    ).toBe('no answer');
    expect(heard).toEqual([]);
    proxy.suffer({});
    await socket.until(() => socket.heard[4]);
    expect(heard).toEqual(words(5));
    socket.end();
  });

  it('is half open: it takes everything, says nothing, and never tells that somebody left', async () => {
    const socket = await say(['lost'], { swallows: true });
    const late = HandMadeSocket.open(proxy.url.replace('http', 'ws')).catch(() => {});
    lines[0]?.terminate();
    await vi.waitUntil(() => proxy.counts.lines === 2);
    proxy.suffer({});
    const fresh = await say(['heard'], {});
    await fresh.until(() => fresh.heard[0]);
    // What lost something stays dead, and does not know it.
    socket.say('lost too');
    expect(heard).toEqual(['heard']);
    expect(socket.socket.readyState).toBe(socket.socket.OPEN);
    for (const one of [socket, fresh]) one.end();
    proxy.breakLines();
    await late;
  });

  it('is refused, or broken for all', async () => {
    const socket = await open();
    proxy.suffer({ newcomers: 'refused' });
    await expect(open()).rejects.toThrow(/ECONNRESET|hang up/);
    await expect(fetch(proxy.url)).rejects.toThrow('fetch failed');
    expect(socket.socket.readyState).toBe(socket.socket.OPEN);
    expect(proxy.counts.refused).toBe(2);
    proxy.breakLines();
    expect(await socket.closed).toBe(1006);
  });

  it('keeps newcomers waiting at the door', async () => {
    proxy.suffer({ newcomers: 'waiting' });
    const page = fetch(proxy.url);
    const coming = open();
    await expect(fetch(proxy.url, { signal: AbortSignal.timeout(100) })).rejects.toThrow('timeout');
    expect(proxy.counts.lines).toBe(0);
    proxy.suffer({});
    expect(await (await page).text()).toBe('page');
    (await coming).end();
  });

  it('is cut when nothing came for a while, and not before', async () => {
    proxy.suffer({ cutsIdleAfterMs: 300 });
    const [idle, busy] = [await open(), await open()];
    const talking = setInterval(() => busy.say('still here'), 100);
    expect(await idle.closed).toBe(1006);
    expect(busy.socket.readyState).toBe(busy.socket.OPEN);
    clearInterval(talking);
    expect(await busy.closed).toBe(1006);
  });

  it('knows no WebSockets, and carries pages all the same', async () => {
    proxy.suffer({ blocksUpgrade: true });
    await expect(open()).rejects.toThrow('400');
    expect(proxy.counts.blocked).toBe(1);
    expect(lines).toEqual([]);
    expect(await (await fetch(proxy.url)).text()).toBe('page');
  });
});
