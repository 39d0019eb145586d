/** Somebody who opens a document for the first time, with a real document. */
import * as Y from 'yjs';
import { Client, type Way } from './client.ts';
import type { Seat } from './dialects.ts';

export interface Opened {
  readonly doc: Y.Doc;
  /** From the first byte sent until the last byte was here of what makes the document whole. */
  readonly openMs: number;
}

/** What comes after the first answer is waited for only so long. */
const PATIENCE_MS = 20_000;

/** Reads until `isWhole` says so; the first answer is enough without. Gives what there is when the
 *  rest does not come. */
export async function readDocument(
  way: Way,
  seat: Seat,
  isWhole: (doc: Y.Doc) => boolean = () => true,
): Promise<Opened> {
  const arrivals: { readonly update: Uint8Array; readonly atMs: number }[] = [];
  const startedAt = performance.now();
  const client = await Client.open(way, seat, {
    onSync: ({ kind, body }) => {
      if (kind !== 'step1') arrivals.push({ update: body, atMs: performance.now() - startedAt });
    },
  });
  const doc = new Y.Doc();
  let openMs = Number.NaN;
  let applied = 0;
  // Taking in costs far more than receiving: it is not in the figure.
  while (Number.isNaN(openMs) && performance.now() - startedAt < PATIENCE_MS) {
    for (const { update, atMs } of arrivals.slice(applied)) {
      Y.applyUpdate(doc, update);
      applied += 1;
      if (Number.isNaN(openMs) && isWhole(doc)) openMs = atMs;
    }
    if (Number.isNaN(openMs)) await new Promise((resolve) => setTimeout(resolve, 20));
  }
  client.destroy();
  return { doc, openMs };
}
