/** What somebody lacks, as Yjs would encode it, but a few milliseconds at a time: a large document takes it a
 *  tenth of a second, and everybody else would wait [T19].
 *
 *  What comes in meanwhile is partly in it and partly not: it is told to them besides, and nothing is harmed
 *  by hearing a thing twice. What nobody may see yet must not come in meanwhile. */
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

/** Encoded in a millisecond or two. */
const STRUCTS_IN_A_TURN = 1_500;

/** How many structs they lack who have this much of each client. */
export function countMissing({ store }: Y.Doc, has: ReadonlyMap<number, number>): number {
  let count = 0;
  for (const [client, structs] of store.clients) {
    const clock = has.get(client) ?? 0;
    if (clock < Y.getState(store, client)) count += structs.length - Y.findIndexSS(structs, clock);
  }
  return count;
}

/** Yields between turns; gives the update. */
export function* encodeMissing(
  { store }: Y.Doc,
  has: ReadonlyMap<number, number>,
): Generator<undefined, Uint8Array> {
  const encoder = encoding.createEncoder();
  const clients = [...store.clients.keys()].filter(
    (client) => (has.get(client) ?? 0) < Y.getState(store, client),
  );
  encoding.writeVarUint(encoder, clients.length);
  let sinceTurn = 0;
  // As Yjs writes it: the highest client first.
  for (const client of clients.toSorted((a, b) => b - a)) {
    const clock = has.get(client) ?? 0;
    const { count, bytes } = yield* encodeStructs(store, client, clock);
    encoding.writeVarUint(encoder, count);
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
    encoding.writeUint8Array(encoder, bytes);
    sinceTurn += count;
    if (sinceTurn < STRUCTS_IN_A_TURN) continue;
    sinceTurn = 0;
    yield;
  }
  writeDeletions(encoder, store);
  return encoding.toUint8Array(encoder);
}

type Store = Y.Doc['store'];

function* encodeStructs(store: Store, client: number, from: number) {
  const encoder = new Y.UpdateEncoderV1();
  let count = 0;
  // By clock, not by index: between two turns Yjs splits and joins structs.
  for (let clock = from; clock < Y.getState(store, client);) {
    const structs = store.clients.get(client) ?? [];
    const first = Y.findIndexSS(structs, clock);
    for (const struct of structs.slice(first, first + STRUCTS_IN_A_TURN)) {
      struct.write(encoder, clock - struct.id.clock);
      clock = struct.id.clock + struct.length;
      count += 1;
    }
    if (first + STRUCTS_IN_A_TURN < structs.length) yield;
  }
  return { count, bytes: encoder.toUint8Array() };
}

function writeDeletions(encoder: encoding.Encoder, store: Store): void {
  const { clients } = Y.createDeleteSetFromStructStore(store);
  encoding.writeVarUint(encoder, clients.size);
  for (const [client, ranges] of [...clients].toSorted(([a], [b]) => b - a)) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, ranges.length);
    for (const { clock, len } of ranges) {
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarUint(encoder, len);
    }
  }
}
