/** Somebody who opens a document for the first time, with a real document. */
import * as Y from 'yjs';
import { Client, type Way } from './client.ts';
import type { Seat } from './dialects.ts';

export interface Opened {
  readonly doc: Y.Doc;
  /** From the first byte sent to the last byte of the document received, in milliseconds. */
  readonly openMs: number;
}

export async function readDocument(way: Way, seat: Seat): Promise<Opened> {
  const updates: Uint8Array[] = [];
  const startedAt = performance.now();
  const client = await Client.open(way, seat, {
    onSync: ({ kind, body }) => {
      if (kind !== 'step1') updates.push(body);
    },
  });
  const openMs = performance.now() - startedAt;
  client.destroy();
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return { doc, openMs };
}
