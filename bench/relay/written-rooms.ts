/** Rooms with a document of some size in them: written there, opened, come back to. Runs in the
 *  generator. */
import * as Y from 'yjs';
import { Client, type Way } from './client.ts';
import type { Seat } from './dialects.ts';
import { updateMessage } from './messages.ts';
import { startWatch, type Watched } from './processor.ts';
import { readDocument } from './reader.ts';
import { quantile, sort } from './spread.ts';
import { textOf } from './traffic.ts';
import { writtenDocument, type WrittenDocument } from './written-document.ts';

/** Puts the document into every room. Resolves when another client finds it whole. */
export interface WriteJob {
  readonly kind: 'write';
  readonly way: Way;
  /** Of each room one who writes and one who looks. */
  readonly rooms: readonly (readonly Seat[])[];
  readonly bytes: number;
}

/** Opens the document of one room with nothing at hand. */
export interface OpenJob {
  readonly kind: 'open';
  readonly way: Way;
  readonly seat: Seat;
  readonly bytes: number;
}

export interface OpenResult extends Watched {
  readonly openMs: number;
  readonly failed: string | undefined;
}

/** Everybody comes back within a while, with everything at hand. */
export interface ComebackJob {
  readonly kind: 'comeback';
  readonly way: Way;
  readonly seats: readonly Seat[];
  readonly bytes: number;
  readonly withinMs: number;
}

export interface ComebackResult extends Watched {
  /** From the first who comes until the last has the server's answer. */
  readonly allMs: number;
  /** Of one who comes back, from the first byte: 95 of 100. */
  readonly oneP95: number;
  readonly failed: string | undefined;
}

const LOOKS = 600;

export async function runWrite({ way, rooms, bytes }: WriteJob): Promise<void> {
  const document = writtenDocument(bytes);
  for (const [writerSeat, readerSeat] of rooms) {
    if (writerSeat === undefined || readerSeat === undefined) throw new Error('A room is empty.');
    const writer = await Client.open(way, writerSeat);
    for (const update of document.updates) writer.say(updateMessage(update));
    await waitUntilWhole(way, readerSeat, document);
    writer.destroy();
  }
}

/** Asks for what is missing at somebody who has it all: cheap, and as often as needed. */
async function waitUntilWhole(way: Way, seat: Seat, document: WrittenDocument): Promise<void> {
  for (let looked = 0; looked < LOOKS; looked += 1) {
    // A server may cut off who is there while so much comes in: the next look tells.
    const isThere = hasEverything(way, seat, document).catch(() => false);
    if (await isThere) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`A document of ${document.bytes} bytes did not get in.`);
}

/** What the server asks of who opens tells what it has itself. */
async function hasEverything(way: Way, seat: Seat, document: WrittenDocument): Promise<boolean> {
  const has: Uint8Array[] = [];
  const client = await Client.open(way, seat, {
    stateVector: document.stateVector,
    onSync: ({ kind, body }) => {
      if (kind === 'step1') has.push(body);
    },
  });
  for (let waited = 0; has.length === 0 && waited < LOOKS; waited += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  client.destroy();
  const wanted = Y.decodeStateVector(document.stateVector);
  const found = Y.decodeStateVector(has.at(-1) ?? new Uint8Array([0]));
  return [...wanted].every(([author, clock]) => (found.get(author) ?? 0) >= clock);
}

export async function runOpen({ way, seat, bytes }: OpenJob): Promise<OpenResult> {
  const { text } = writtenDocument(bytes);
  const stop = startWatch(way.pid);
  const { doc, openMs } = await readDocument(way, seat, (read) => textOf(read) === text);
  const watched = stop();
  const found = textOf(doc).length;
  doc.destroy();
  const isWhole = !Number.isNaN(openMs);
  const failed = isWhole ? undefined : `${found} characters where ${text.length} were written`;
  return { ...watched, openMs, failed };
}

export async function runComeback(job: ComebackJob): Promise<ComebackResult> {
  const { way, seats, bytes, withinMs } = job;
  const { stateVector } = writtenDocument(bytes);
  const stop = startWatch(way.pid);
  const startedAt = performance.now();
  const times: number[] = [];
  const lost: string[] = [];
  const clients = await Promise.all(
    seats.map(async (seat, at) => {
      await new Promise((resolve) => setTimeout(resolve, (at * withinMs) / seats.length));
      const cameAt = performance.now();
      const client = await Client.open(way, seat, { stateVector }).catch((error: unknown) => {
        lost.push(String(error));
      });
      times.push(performance.now() - cameAt);
      return client;
    }),
  );
  const allMs = performance.now() - startedAt;
  const watched = stop();
  for (const client of clients) client?.destroy();
  const failed = lost.length === 0 ? undefined : `${lost.length} could not come back: ${lost[0]}`;
  return { ...watched, allMs, oneP95: quantile(sort(times), 0.95), failed };
}
