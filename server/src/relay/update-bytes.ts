/** Updates that we write ourselves, of parts of what came in. */
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import type { Struct } from './admission/paper.ts';

/** Ranges by client. */
export type Deletions = ReadonlyMap<
  number,
  readonly { readonly clock: number; readonly len: number }[]
>;

/** Each client's must follow on each other. */
export function encodeStructs(structs: readonly Struct[]): Uint8Array {
  const rows = Map.groupBy(structs, ({ id }) => id.client);
  const encoder = new Y.UpdateEncoderV1();
  encoding.writeVarUint(encoder.restEncoder, rows.size);
  for (const [client, row] of rows) {
    encoding.writeVarUint(encoder.restEncoder, row.length);
    encoder.writeClient(client);
    encoding.writeVarUint(encoder.restEncoder, row[0]?.id.clock ?? 0);
    for (const struct of row) struct.write(encoder, 0);
  }
  // No deletions.
  encoding.writeVarUint(encoder.restEncoder, 0);
  return encoder.toUint8Array();
}

export function encodeDeletions(deletions: Deletions): Uint8Array {
  return encoding.encode((encoder) => {
    // No structs.
    encoding.writeVarUint(encoder, 0);
    encoding.writeVarUint(encoder, deletions.size);
    for (const [client, row] of deletions) {
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, row.length);
      for (const { clock, len } of row) {
        encoding.writeVarUint(encoder, clock);
        encoding.writeVarUint(encoder, len);
      }
    }
  });
}

/** The update, without what it takes away of these clients from these clocks on. */
export function withoutDeletions(
  update: Uint8Array,
  sparing: ReadonlyMap<number, number>,
): Uint8Array {
  if (sparing.size === 0) return update;
  const { structs, ds } = Y.decodeUpdate(update);
  const kept = new Map<number, { clock: number; len: number }[]>();
  let isSpared = false;
  for (const [client, ranges] of ds.clients) {
    const end = sparing.get(client) ?? Infinity;
    const row = ranges
      .map(({ clock, len }) => ({ clock, len: Math.min(len, end - clock) }))
      .filter(({ len }) => len > 0);
    isSpared ||= ranges.some(({ clock, len }) => clock + len > end);
    if (row.length > 0) kept.set(client, row);
  }
  return isSpared ? Y.mergeUpdates([encodeStructs(structs), encodeDeletions(kept)]) : update;
}
