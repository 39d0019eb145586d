/** Rooms full of people: everybody listens, some write at a steady rate. Runs in the generator.
 *
 *      traffic is made ─▶ all get in ─▶ warm-up ─▶ measuring ─▶ what is under way arrives
 *          ─▶ a reader with a real document looks whether everything is there */
import { Random } from '@meemaak/test-kit';
import { Client, type Way } from './client.ts';
import { DIALECTS, type Seat } from './dialects.ts';
import { inTurn } from './in-turn.ts';
import { updateMessage } from './messages.ts';
import { startWatch, type Watched } from './processor.ts';
import { readDocument } from './reader.ts';
import { Score } from './score.ts';
import { quantile, sort } from './spread.ts';
import { makeTraffic, readText, textOf, type RoomTraffic } from './traffic.ts';

export interface LoadJob {
  readonly kind: 'load';
  readonly way: Way;
  /** Of each room its people, and behind them one who reads when all is over. */
  readonly rooms: readonly (readonly Seat[])[];
  readonly writersPerRoom: number;
  readonly editsPerSecond: number;
  readonly presencesPerSecond: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
  readonly seed: number;
}

export interface LoadResult extends Watched {
  readonly deliveries: number;
  readonly presenceDeliveries: number;
  /** WebSocket messages that one client got, on average. */
  readonly messagesEach: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Until the last of the others has it. */
  readonly lastP50: number;
  readonly lastP95: number;
  /** What the server did wrong; undefined: everything came, and a reader finds it all. */
  readonly failed: string | undefined;
  /** How many milliseconds after its time a message was sent, 95 of 100. */
  readonly lateP95: number;
}

/** What has not come when nothing came for so long never will. */
const QUIET_MS = 5_000;
const LONGEST_DRAIN_MS = 60_000;
/** A reader looks into at most so many rooms. */
const ROOMS_READ = 8;
const SETTLE_MS = 500;

interface Sending {
  readonly dueMs: number;
  readonly client: Client;
  readonly frame: Buffer;
  /** undefined: presence. */
  readonly edit: number | undefined;
}

export async function runLoad(job: LoadJob): Promise<LoadResult> {
  const rooms = planRooms(job);
  const people = job.rooms.map((seats) => seats.slice(0, -1));
  const lost: string[] = [];
  const open = (seat: Seat) => Client.open(job.way, seat, { onEnd: (why) => lost.push(why) });
  const clients = await openAll(people, rooms, open);
  const editsEach = perWriter(job, job.editsPerSecond);
  const peopleEach = people[0]?.length ?? 0;
  const score = new Score({
    edits: rooms.length * job.writersPerRoom * editsEach,
    others: peopleEach - 1,
    authorOf: (edit) => {
      const writer = Math.floor(edit / editsEach);
      const room = Math.floor(writer / job.writersPerRoom);
      return room * peopleEach + (writer % job.writersPerRoom);
    },
  });
  for (const [reader, client] of clients.flat().entries()) {
    client.listen((bytes, start, end) => score.scan(reader, bytes, start, end, performance.now()));
  }
  const measured = await send(job, planSendings(job, rooms, clients), score);
  await drain(score);
  const failed = describeLost(lost) ?? describeMissing(score.missing);
  for (const client of clients.flat()) client.destroy();
  const incomplete = failed === undefined ? await readRooms(job, rooms) : undefined;
  const latencies = sort(score.latencies);
  const lastLatencies = sort(score.lastLatencies);
  return {
    ...measured,
    deliveries: score.deliveries,
    presenceDeliveries: score.presenceDeliveries,
    messagesEach: score.messages / clients.flat().length,
    p50: quantile(latencies, 0.5),
    p95: quantile(latencies, 0.95),
    p99: quantile(latencies, 0.99),
    lastP50: quantile(lastLatencies, 0.5),
    lastP95: quantile(lastLatencies, 0.95),
    failed: failed ?? incomplete,
  };
}

function describeLost(lost: readonly string[]): string | undefined {
  return lost.length === 0 ? undefined : `${lost.length} clients were cut off: ${lost[0]}`;
}

function describeMissing(missing: number): string | undefined {
  return missing === 0 ? undefined : `${missing} deliveries never came`;
}

function perWriter({ warmUpMs, measureMs }: LoadJob, perSecond: number): number {
  return Math.ceil((perSecond * (warmUpMs + measureMs)) / 1000);
}

function planRooms(job: LoadJob): RoomTraffic[] {
  const random = new Random(job.seed);
  const editsEach = perWriter(job, job.editsPerSecond);
  const presencesEach = perWriter(job, job.presencesPerSecond);
  return job.rooms.map((_, room) =>
    makeTraffic(
      {
        writers: job.writersPerRoom,
        editsEach,
        presencesEach,
        firstEdit: room * job.writersPerRoom * editsEach,
        firstPresence: room * job.writersPerRoom * presencesEach,
      },
      random,
    ),
  );
}

/** In each room the first one in brings the text that stands there. */
async function openAll(
  people: readonly (readonly Seat[])[],
  rooms: readonly RoomTraffic[],
  open: (seat: Seat) => Promise<Client>,
): Promise<Client[][]> {
  const clients: Client[][] = people.map(() => []);
  const firsts = await inTurn(people, async (seats, room) => {
    const client = await open(mustHave(seats[0]));
    client.say(updateMessage(mustHave(rooms[room]).base));
    return client;
  });
  for (const [room, client] of firsts.entries()) clients[room]?.push(client);
  const rest = people.flatMap((seats, room) => seats.slice(1).map((seat) => ({ seat, room })));
  const opened = await inTurn(rest, ({ seat }) => open(seat));
  for (const [at, client] of opened.entries()) clients[rest[at]?.room ?? 0]?.push(client);
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  return clients;
}

function planSendings(
  job: LoadJob,
  rooms: readonly RoomTraffic[],
  clients: readonly (readonly Client[])[],
): Sending[] {
  const sendings: Sending[] = [];
  const writerCount = rooms.length * job.writersPerRoom;
  const editsEach = perWriter(job, job.editsPerSecond);
  for (const [room, { edits, presences }] of rooms.entries()) {
    for (let at = 0; at < job.writersPerRoom; at += 1) {
      const client = mustHave(clients[room]?.[at]);
      // Nobody waits for anybody: each writer is a little out of step with the others.
      const writer = room * job.writersPerRoom + at;
      const phase = writer / writerCount;
      for (const [index, update] of mustHave(edits[at]).entries()) {
        const dueMs = ((index + phase) * 1000) / job.editsPerSecond;
        const edit = writer * editsEach + index;
        sendings.push({ dueMs, client, frame: client.frame(updateMessage(update)), edit });
      }
      for (const [index, message] of mustHave(presences[at]).entries()) {
        const dueMs = ((index + phase) * 1000) / job.presencesPerSecond;
        sendings.push({ dueMs, client, frame: client.frame(message), edit: undefined });
      }
    }
  }
  return sendings.toSorted((a, b) => a.dueMs - b.dueMs);
}

interface Sent extends Watched {
  readonly lateP95: number;
}

async function send(job: LoadJob, sendings: readonly Sending[], score: Score): Promise<Sent> {
  const lates: number[] = [];
  const startedAt = performance.now();
  const sendUntil = async (untilMs: number, from: number): Promise<number> => {
    let next = from;
    for (;;) {
      const now = performance.now() - startedAt;
      for (; (sendings[next]?.dueMs ?? Number.POSITIVE_INFINITY) <= now; next += 1) {
        const { dueMs, client, frame, edit } = mustHave(sendings[next]);
        lates.push(now - dueMs);
        if (edit !== undefined) score.noteSent(edit, performance.now());
        client.write(frame);
      }
      if (now >= untilMs) return next;
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  };
  const warm = await sendUntil(job.warmUpMs, 0);
  lates.length = 0;
  score.begin(performance.now());
  const stop = startWatch(job.way.pid);
  await sendUntil(job.warmUpMs + job.measureMs, warm);
  const watched = stop();
  score.end(performance.now());
  return { ...watched, lateP95: quantile(sort(lates), 0.95) };
}

/** Waits for what is under way: a server that is behind still sends. */
async function drain(score: Score): Promise<void> {
  const startedAt = performance.now();
  while (score.missing > 0) {
    const now = performance.now();
    const isQuiet = now - Math.max(startedAt, score.heardAt) > QUIET_MS;
    if (isQuiet || now - startedAt > LONGEST_DRAIN_MS) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function readRooms(job: LoadJob, rooms: readonly RoomTraffic[]): Promise<string | undefined> {
  if (!DIALECTS[job.way.dialect].answers) return undefined;
  const step = Math.ceil(rooms.length / ROOMS_READ);
  for (let room = 0; room < rooms.length; room += step) {
    const { base, edits } = mustHave(rooms[room]);
    const expected = readText([base, ...edits.flat()]);
    const { doc } = await readDocument(job.way, mustHave(job.rooms[room]?.at(-1)));
    const found = textOf(doc);
    doc.destroy();
    if (found !== expected) {
      return `room ${room}: ${found.length} characters where ${expected.length} were typed`;
    }
  }
  return undefined;
}

function mustHave<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('The plan has a hole.');
  return value;
}
