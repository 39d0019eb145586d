/** Reads everything once a day, so that a lost byte is heard of before somebody needs it [F09].
 *
 *      the file ─▶ each document ─(rest)─▶ … ─▶ each picture ─▶ `scrub.done`
 *                      └─ rot ─▶ said in the log ─▶ mended, where all of it is still somewhere
 *
 *  A document that cannot be mended opens from its last good state, for reading only, as at any opening. */
import { setTimeout as wait } from 'node:timers/promises';
import type { RoomAddress } from '@meemaak/protocol';
import type { DatabaseSync } from 'node:sqlite';
import { logEvent, logFault } from '../log.ts';
import { metrics } from '../metrics.ts';
import type { Runner } from '../worker/runner.ts';
import {
  isPictureSound,
  scrubDatabase,
  scrubDocument,
  storedDocuments,
  storedPictures,
  type DocumentReport,
} from './scrub.ts';

/** Not at once: whoever comes back after a restart goes first. */
const FIRST_AFTER_MS = 10 * 60 * 1_000;
const HOUR_MS = 60 * 60 * 1_000;
/** Between two documents, so that folding gets its turn. */
const REST_MS = 100;

export function scrubbingCalls(sql: DatabaseSync, dataDir: string) {
  return {
    'database.scrub': () => scrubDatabase(sql),
    'document.scrub': (address: RoomAddress) => scrubDocument(sql, address),
    'documents.list': () => storedDocuments(sql),
    'pictures.list': () => storedPictures(dataDir),
    'picture.scrub': (path: string) => isPictureSound(dataDir, path),
  };
}

export type ScrubReader = Runner<ReturnType<typeof scrubbingCalls>>;

export interface ScrubParts {
  readonly reader: ScrubReader;
  /** Stores a document anew from where all of it still is; false where it is nowhere. */
  readonly mend: (address: RoomAddress) => Promise<boolean>;
}

export interface ScrubTimes {
  readonly everyHours: number;
  readonly firstAfterMs?: number;
}

/** Scrubs for as long as the server lives; ends with `stop`. */
export function scrubRegularly(
  parts: ScrubParts,
  { everyHours, firstAfterMs = FIRST_AFTER_MS }: ScrubTimes,
): { stop(): void } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const live = async () => {
    await wait(firstAfterMs, undefined, { signal, ref: false });
    while (!signal.aborted) {
      await scrubAll(parts, signal).catch((error: unknown) => {
        // What went wrong today may go well tomorrow.
        if (!signal.aborted) logFault('scrub.failed', error);
      });
      await wait(everyHours * HOUR_MS, undefined, { signal, ref: false });
    }
  };
  // Ends by being stopped, and in no other way.
  if (everyHours > 0) void live().catch(() => {});
  return { stop: () => stopping.abort() };
}

/** Reads everything, mends what can be mended, and tells the log and the metrics the rest. */
export async function scrubAll(parts: ScrubParts, signal?: AbortSignal): Promise<void> {
  const { reader } = parts;
  const rest = () => wait(REST_MS, undefined, { ...(signal && { signal }), ref: false });
  const faults = await reader.run('database.scrub', undefined);
  for (const fault of faults) logEvent('database.rotten', { fault });
  let records = 0;
  let rotten = faults.length;
  let damaged = 0;
  for (const address of await reader.run('documents.list', undefined)) {
    const report = await reader.run('document.scrub', address);
    records += report.records;
    rotten += report.rot.length;
    if (report.rot.length > 0 && !(await tend(parts, address, report))) damaged += 1;
    await rest();
  }
  const pictures = await reader.run('pictures.list', undefined);
  for (const path of pictures) {
    if (signal?.aborted === true) return;
    if (await reader.run('picture.scrub', path)) continue;
    rotten += 1;
    logEvent('picture.rotten', { path });
  }
  metrics.rottenRecords.set(rotten);
  metrics.rottenDocuments.set(damaged);
  metrics.scrubbedAt.setToCurrentTime();
  logEvent('scrub.done', { records, pictures: pictures.length, rotten, damaged });
}

/** Says what is rotten in a document, and has it made anew; false when part of it cannot be read. */
async function tend(
  { mend }: ScrubParts,
  address: RoomAddress,
  { rot, opens, goodSeq }: DocumentReport,
): Promise<boolean> {
  for (const one of rot) logEvent('record.rotten', { ...address, ...one });
  // What is spoiled is kept for safety only: there is nothing to make anew.
  if (opens === 'whole') return true;
  const isMended = await mend(address).catch((error: unknown) => {
    logFault('document.notMended', error, { ...address });
    return false;
  });
  if (isMended) {
    logEvent('document.mended', { ...address });
    return true;
  }
  if (opens === 'damaged') logEvent('document.rotten', { ...address, goodSeq });
  return opens !== 'damaged';
}
