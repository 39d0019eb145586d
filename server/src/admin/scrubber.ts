/** Reads everything once a day, so that a lost byte is heard of before somebody needs it [F09]. */
import { setTimeout as wait } from 'node:timers/promises';
import type { RoomAddress } from '@meemaak/protocol';
import type { DatabaseSync } from 'node:sqlite';
import { logEvent, logFault } from '../log.ts';
import { metrics } from '../metrics.ts';
import type { Runner } from '../worker/runner.ts';
import { scrubDocument, scrubPictures, storedDocuments } from './scrub.ts';

/** Not at once: whoever comes back after a restart goes first. */
const FIRST_AFTER_MS = 10 * 60 * 1_000;
const EVERY_MS = 24 * 60 * 60 * 1_000;
/** Between two documents, so that folding gets its turn. */
const REST_MS = 100;

export function scrubbingCalls(sql: DatabaseSync, dataDir: string) {
  return {
    'document.scrub': (address: RoomAddress) => scrubDocument(sql, address),
    'documents.list': () => storedDocuments(sql),
    'pictures.scrub': () => scrubPictures(dataDir),
  };
}

export type ScrubReader = Runner<ReturnType<typeof scrubbingCalls>>;

/** Scrubs for as long as the server lives; ends with `stop`. */
export function scrubDaily(reader: ScrubReader, firstAfterMs = FIRST_AFTER_MS): { stop(): void } {
  const stopping = new AbortController();
  const { signal } = stopping;
  void (async () => {
    await wait(firstAfterMs, undefined, { signal, ref: false });
    while (!signal.aborted) {
      await scrubAll(reader, signal);
      await wait(EVERY_MS, undefined, { signal, ref: false });
    }
  })().catch((error: unknown) => {
    if (!signal.aborted) logFault('scrub.failed', error);
  });
  return { stop: () => stopping.abort() };
}

/** Reads everything, and tells the log and the metrics what is not as it was stored. */
export async function scrubAll(reader: ScrubReader, signal?: AbortSignal): Promise<void> {
  let records = 0;
  let rotten = 0;
  for (const address of await reader.run('documents.list', undefined)) {
    if (signal?.aborted === true) return;
    const report = await reader.run('document.scrub', address);
    records += report.records;
    rotten += report.rot.length;
    for (const rot of report.rot) logEvent('record.rotten', { ...address, ...rot });
    await wait(REST_MS, undefined, { ...(signal && { signal }), ref: false });
  }
  const { pictures, rot } = await reader.run('pictures.scrub', undefined);
  for (const path of rot) logEvent('picture.rotten', { path });
  metrics.rottenRecords.set(rotten + rot.length);
  logEvent('scrub.done', { records, pictures, rotten: rotten + rot.length });
}
