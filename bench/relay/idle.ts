/** People who are there and do nothing. Runs in the generator. */
import { Client, type Way } from './client.ts';
import type { Seat } from './dialects.ts';
import { inTurn } from './in-turn.ts';
import { residentBytes } from './processor.ts';

export interface IdleJob {
  readonly kind: 'idle';
  readonly way: Way;
  /** Come and go before anything is measured. */
  readonly warmUpSeats: readonly Seat[];
  readonly seats: readonly Seat[];
}

export interface IdleResult {
  readonly bytesPerConnection: number;
  readonly acceptedPerSecond: number;
  readonly failed: string | undefined;
}

const SETTLE_MS = 4_000;
const LOOKS = 10;

export async function runIdle({ way, warmUpSeats, seats }: IdleJob): Promise<IdleResult> {
  const warmUp = await inTurn(warmUpSeats, (seat) => Client.open(way, seat));
  for (const client of warmUp) client.destroy();
  const before = await settledBytes(way.pid);
  const lost: string[] = [];
  const startedAt = performance.now();
  const clients = await inTurn(seats, (seat) =>
    Client.open(way, seat, { onEnd: (why) => lost.push(why) }),
  );
  const openedMs = performance.now() - startedAt;
  const after = await settledBytes(way.pid);
  const failed = lost.length === 0 ? undefined : `${lost.length} were cut off: ${lost[0]}`;
  for (const client of clients) client.destroy();
  return {
    bytesPerConnection: (after - before) / seats.length,
    acceptedPerSecond: (seats.length * 1_000) / openedMs,
    failed,
  };
}

/** Garbage comes and goes: the least that is seen for a while. */
async function settledBytes(pid: number): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  let least = Number.POSITIVE_INFINITY;
  for (let looked = 0; looked < LOOKS; looked += 1) {
    least = Math.min(least, residentBytes(pid));
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return least;
}
