// What a change costs the server on its way to one person: over a WebSocket, and over requests where none
// gets through (docs/decisions/0011). No budget: whoever sits behind such a proxy has no choice.
//
//   node bench/poll-line.ts [people]
import { encodeFrame, openFrame } from '@meemaak/protocol';
import {
  FramePeer,
  HandMadeSocket,
  PollPeer,
  RunningServer,
  createDossier,
  enterDossier,
  openPollLine,
  requestLine,
  syncUrl,
  until,
  type Script,
} from '@meemaak/test-kit';

const PEOPLE = Number(process.argv[2] ?? 50);
const EDITS_PER_SECOND = 20;
const SECONDS = 10;
const LAST = Buffer.from('de laatste van allemaal');
const WAYS = ['a WebSocket', 'requests'] as const;

interface Listener {
  readonly heardLast: () => boolean;
  readonly end: () => void;
}

for (const way of WAYS) console.log(await measure(way));

async function measure(way: (typeof WAYS)[number]): Promise<string> {
  const server = await RunningServer.start();
  try {
    const host = await createDossier(server.url);
    const listeners: Listener[] = [];
    for (let at = 1; at < PEOPLE; at += 1) {
      const script = await enterDossier(host, `Luisteraar ${at}`);
      listeners.push(
        await (way === 'requests' ? listenByRequests(script) : listenBySocket(script)),
      );
    }
    const writer = new FramePeer(host, 'tree');
    await writer.connect();
    await until('the writer is in', () => writer.isSynced);
    const idle = await spent(server, () => pause(SECONDS * 1000));
    const busy = await spent(server, () => write(writer, listeners));
    for (const { end } of listeners) end();
    writer.disconnect();
    const deliveries = EDITS_PER_SECOND * SECONDS * listeners.length;
    const each = Math.round(((busy - idle) * 1000) / deliveries);
    const idleEach = (idle / SECONDS / PEOPLE).toFixed(2);
    return `${way}: ${each} µs of processor per change and person; idle ${idleEach} ms per person and second`;
  } finally {
    await server.remove();
  }
}

/** Writes at an even pace; resolves when everybody has the last of it. */
async function write(writer: FramePeer, listeners: readonly Listener[]): Promise<void> {
  const text = writer.doc.getMap('pos');
  for (let at = 0; at < EDITS_PER_SECOND * SECONDS; at += 1) {
    text.set(`n${at % 10}`, at);
    await pause(1000 / EDITS_PER_SECOND);
  }
  text.set('last', LAST.toString());
  await until('all heard the last', () => listeners.every(({ heardLast }) => heardLast()));
}

async function listenBySocket(script: Script): Promise<Listener> {
  const socket = await HandMadeSocket.open(syncUrl(script), { cookie: script.cookie });
  socket.sayFrame(openFrame(1, 'tree'));
  await socket.until(() => socket.frames().find(({ op }) => op === 'mode'));
  const heardLast = () => socket.heard.some((bytes) => Buffer.from(bytes).includes(LAST));
  return { heardLast, end: () => socket.end() };
}

async function listenByRequests(script: Script): Promise<Listener> {
  const lineId = await openPollLine(script);
  const peer = new PollPeer(lineId, async (asked) => (await requestLine(script, asked)).answer);
  void peer.listen().catch(() => {});
  peer.say(encodeFrame(openFrame(1, 'tree')));
  await peer.until('the channel is open', () => peer.frames().find(({ op }) => op === 'mode'));
  const heardLast = () => peer.heard.some((bytes) => Buffer.from(bytes).includes(LAST));
  return { heardLast, end: () => void peer.leave().catch(() => {}) };
}

/** Processor time of the server while something goes on. */
async function spent(server: RunningServer, goOn: () => Promise<void>): Promise<number> {
  const before = server.cpuMs() ?? 0;
  await goOn();
  return (server.cpuMs() ?? 0) - before;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
