/** Who saw what before the server was killed, and what a reader finds when it is up again. Runs in
 *  the generator. */
import { Random } from '@meemaak/test-kit';
import { Client, type Way } from './client.ts';
import type { Seat } from './dialects.ts';
import { updateMessage } from './messages.ts';
import { readDocument } from './reader.ts';
import { EDITS_IN_TEXT, findEdits, makeTraffic, textOf } from './traffic.ts';

/** Types until the server is killed in the middle of it. */
export interface SeenJob {
  readonly kind: 'seen';
  readonly way: Way;
  /** The first ones write, all watch. */
  readonly seats: readonly Seat[];
  readonly writers: number;
  /** Of all together. */
  readonly editsPerSecond: number;
  readonly killAfterMs: number;
  readonly seed: number;
}

export interface SeenResult {
  /** Numbers of edits that somebody else has seen. */
  readonly seen: readonly number[];
  readonly failed: string | undefined;
}

export interface LookBackJob {
  readonly kind: 'lookBack';
  readonly way: Way;
  readonly seat: Seat;
  readonly seen: readonly number[];
}

export interface LookBackResult {
  readonly lost: number;
}

const SETTLE_MS = 500;

export async function runSeen(job: SeenJob): Promise<SeenResult> {
  const { way, seats, writers, editsPerSecond, killAfterMs } = job;
  const editsEach = Math.ceil((editsPerSecond * (killAfterMs / 1_000 + 5)) / writers);
  const plan = { writers, editsEach, presencesEach: 0, firstEdit: 0, firstPresence: 0 };
  const { base, edits } = makeTraffic(plan, new Random(job.seed));
  const clients: Client[] = [];
  const ended: Promise<string>[] = [];
  for (const [at, seat] of seats.entries()) {
    const client = await new Promise<Client>((opened, refused) => {
      const end = new Promise<string>((onEnd) => {
        void Client.open(way, seat, { onEnd }).then(opened, refused);
      });
      ended.push(end);
    });
    if (at === 0) client.say(updateMessage(base));
    clients.push(client);
  }
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  const seen = new Set<number>();
  for (const [reader, client] of clients.entries()) {
    client.listen((bytes, start, end) => {
      for (const edit of findEdits(bytes, start, end)) {
        if (Math.floor(edit / editsEach) !== reader) seen.add(edit);
      }
    });
  }
  const typing = type(clients, edits, editsPerSecond);
  await new Promise((resolve) => setTimeout(resolve, killAfterMs));
  process.kill(way.pid, 'SIGKILL');
  await Promise.all(ended);
  typing.stop();
  for (const client of clients) client.destroy();
  return { seen: [...seen], failed: seen.size === 0 ? 'nobody saw anything' : undefined };
}

/** In turn, at a steady rate, until it is stopped. */
function type(
  clients: readonly Client[],
  edits: readonly (readonly Uint8Array[])[],
  editsPerSecond: number,
): { stop: () => void } {
  let typed = 0;
  const timer = setInterval(() => {
    const writer = typed % edits.length;
    const update = edits[writer]?.[Math.floor(typed / edits.length)];
    if (update !== undefined) clients[writer]?.say(updateMessage(update));
    typed += 1;
  }, 1_000 / editsPerSecond);
  return { stop: () => clearInterval(timer) };
}

export async function runLookBack({ way, seat, seen }: LookBackJob): Promise<LookBackResult> {
  const { doc } = await readDocument(way, seat);
  const found = new Set(
    [...textOf(doc).matchAll(EDITS_IN_TEXT)].map(([, number]) => Number(number)),
  );
  doc.destroy();
  return { lost: seen.filter((edit) => !found.has(edit)).length };
}
