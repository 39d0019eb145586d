/** Cutting: an update that takes Yjs a second becomes many that take a few milliseconds each. Decoding
 *  and ordering it is done in a thread; what remains for the sockets' own is done in turns.
 *
 *      update ─decode─▶ structs ─▶ without what is known ─▶ what is leaned on before what leans
 *                                 ─▶ pieces of so many structs, then of so many deletions
 *
 *  The pieces lead where the update leads. Between them a text can have a list without lines, which an
 *  editor would take away: nobody may see the document before the last one. */
import type { RoomAddress } from '@meemaak/protocol';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import type { Runner } from '../worker/runner.ts';
import { neededIds, type Struct } from './admission/paper.ts';
import {
  encodeDeletions,
  encodeStructs,
  withoutDeletions,
  type Deletions,
} from './update-bytes.ts';
import type { LoadedDocument, UpdateReader } from './storage/update-log.ts';

/** Judged and applied in ten milliseconds, also when each of them takes Yjs a walk. */
const MOST_STRUCTS_OF_A_PIECE = 100;
/** Deletions, and what was judged before. */
const MOST_OF_A_PIECE = 1_000;
/** New in one update. Work of weeks without a line has tens of thousands, and every browser that gets
 *  them has to place them in one go. */
const MOST_NEW_STRUCTS = 100_000;
/** An update that is smaller is a piece. */
const LEAST_CUT_BYTES = 8 * 1024;

export type Cut =
  | { readonly kind: 'cut'; readonly pieces: readonly Uint8Array[] }
  | { readonly kind: 'malformed' | 'gap' | 'tooManyStructs' };

/** What is on disk of a document, in pieces that are applied in this order. */
export type CutDocument =
  | { readonly kind: 'cut'; readonly pieces: readonly Uint8Array[]; readonly seq: number }
  | { readonly kind: 'unreadable' };

/** What somebody lacks who has so much, and what is there: without building the document. */
export type Compared =
  | {
      readonly kind: 'compared';
      readonly seq: number;
      readonly missing: Uint8Array;
      readonly stateVector: Uint8Array;
      /** All that is missing for somebody who has every struct. */
      readonly deletions: Uint8Array;
    }
  | { readonly kind: 'unreadable' };

export interface Comparable {
  readonly address: RoomAddress;
  /** Of somebody's copy. */
  readonly stateVector: Uint8Array;
}

/** Parts of one update, in the order in which they were applied. */
export interface Joinable {
  readonly parts: readonly Uint8Array[];
  /** Of these clients from there on, nothing is to be deleted (see `withoutDeletions`). */
  readonly sparing: ReadonlyMap<number, number>;
}

export interface Cuttable {
  readonly update: Uint8Array;
  /** What the document has already. */
  readonly stateVector: Uint8Array;
}

export function cuttingCalls(log: UpdateReader) {
  return {
    'update.cut'({ update, stateVector }: Cuttable): Cut {
      return cutUpdate(update, Y.decodeStateVector(stateVector), MOST_NEW_STRUCTS);
    },
    'update.join'({ parts, sparing }: Joinable): Uint8Array {
      return withoutDeletions(Y.mergeUpdates([...parts]), sparing);
    },
    'document.cut'(address: RoomAddress): CutDocument {
      const { updates, damaged, seq } = log.load(address);
      if (damaged) return { kind: 'unreadable' };
      const pieces: Uint8Array[] = [];
      for (const { bytes } of updates) {
        const cut = bytes.byteLength < LEAST_CUT_BYTES ? { pieces: [bytes] } : cutStored(bytes);
        if (cut === undefined) return { kind: 'unreadable' };
        pieces.push(...cut.pieces);
      }
      return { kind: 'cut', pieces, seq };
    },
    'document.compare'({ address, stateVector }: Comparable): Compared {
      const loaded = log.load(address);
      if (loaded.damaged) return { kind: 'unreadable' };
      try {
        return compare(loaded, stateVector);
      } catch {
        return { kind: 'unreadable' };
      }
    },
  };
}

function compare({ updates, seq }: LoadedDocument, has: Uint8Array): Compared {
  const known = Y.decodeStateVector(has);
  const ends = new Map<number, number>();
  const deleteSets: ReturnType<typeof Y.createDeleteSet>[] = [];
  const lacked: Uint8Array[] = [];
  for (const { bytes } of updates) {
    const { to } = Y.parseUpdateMeta(bytes);
    let isLacked = false;
    for (const [client, end] of to) {
      ends.set(client, Math.max(ends.get(client) ?? 0, end));
      if (end > (known.get(client) ?? 0)) isLacked = true;
    }
    deleteSets.push(Y.decodeUpdate(Y.diffUpdate(bytes, encodeVector(to))).ds);
    if (isLacked) lacked.push(Y.diffUpdate(bytes, has));
  }
  const merged = Y.mergeDeleteSets(deleteSets).clients;
  const sorted = new Map([...merged].toSorted(([a], [b]) => b - a));
  const deletions = cutDeletions(sorted, Infinity)[0] ?? new Uint8Array([0, 0]);
  const missing = lacked.length === 0 ? deletions : Y.mergeUpdates([...lacked, deletions]);
  return { kind: 'compared', seq, missing, stateVector: encodeVector(ends), deletions };
}

/** As Yjs writes it: the highest client first. */
function encodeVector(ends: ReadonlyMap<number, number>): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, ends.size);
    for (const [client, end] of [...ends].toSorted(([a], [b]) => b - a)) {
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, end);
    }
  });
}

export type Cutter = Runner<ReturnType<typeof cuttingCalls>>;

/** Pieces of an update, for a document that has what `known` says. */
export function cutUpdate(
  update: Uint8Array,
  known: ReadonlyMap<number, number>,
  mostStructs: number,
  mostOfAPiece = MOST_STRUCTS_OF_A_PIECE,
): Cut {
  let decoded;
  try {
    decoded = Y.decodeUpdate(update);
  } catch {
    return { kind: 'malformed' };
  }
  const isNew = ({ id, length }: Struct) => id.clock + length > (known.get(id.client) ?? 0);
  const structs = decoded.structs.filter(isNew);
  if (structs.length > mostStructs) return { kind: 'tooManyStructs' };
  const queues = queueUp(structs);
  if (queues === undefined) return { kind: 'malformed' };
  const ordered = inOrder(queues);
  if (ordered === undefined) return { kind: 'gap' };
  const pieces = chunks(ordered, mostOfAPiece).map(encodeStructs);
  pieces.push(...cutDeletions(decoded.ds.clients, MOST_OF_A_PIECE));
  return { kind: 'cut', pieces };
}

function cutStored(bytes: Uint8Array): { readonly pieces: readonly Uint8Array[] } | undefined {
  const cut = cutUpdate(bytes, new Map(), Infinity, MOST_OF_A_PIECE);
  return cut.kind === 'cut' ? cut : undefined;
}

interface Queue {
  readonly structs: Struct[];
  at: number;
}

type Queues = ReadonlyMap<number, Queue>;

/** By client; undefined when those of one do not follow on each other. */
function queueUp(structs: readonly Struct[]): Queues | undefined {
  const queues = new Map<number, Queue>();
  for (const struct of structs) {
    const { client, clock } = struct.id;
    const queue = queues.get(client);
    const last = queue?.structs.at(-1);
    if (last !== undefined && last.id.clock + last.length !== clock) return undefined;
    if (queue === undefined) queues.set(client, { structs: [struct], at: 0 });
    else queue.structs.push(struct);
  }
  return queues;
}

/** As Yjs integrates them (see `rehearsal`): undefined when they lean on each other in a circle. */
function inOrder(queues: Queues): Struct[] | undefined {
  const ordered: Struct[] = [];
  const taken = new Set<Struct>();
  for (const [, queue] of [...queues].toSorted(([a], [b]) => b - a)) {
    for (let first = next(queue); first !== undefined; first = next(queue)) {
      const waiting = [first];
      for (let head = waiting.at(-1); head !== undefined; head = waiting.at(-1)) {
        const needed = neededQueue(head, queues);
        const struct = needed === undefined ? undefined : next(needed);
        if (struct === undefined) {
          ordered.push(head);
          waiting.pop();
          const own = queues.get(head.id.client);
          if (own !== undefined) own.at += 1;
          taken.delete(head);
        } else if (taken.has(struct)) return undefined;
        else {
          taken.add(struct);
          waiting.push(struct);
        }
      }
    }
  }
  return ordered;
}

/** The first of a client that is not in order yet. */
function next({ structs, at }: Queue): Struct | undefined {
  return structs[at];
}

/** Of the client of something that this leans on and that is still to come. */
function neededQueue(struct: Struct, queues: Queues): Queue | undefined {
  for (const id of neededIds(struct)) {
    if (id.client === struct.id.client) continue;
    const queue = queues.get(id.client);
    const first = queue && next(queue);
    if (queue !== undefined && first !== undefined && id.clock >= first.id.clock) return queue;
  }
  return undefined;
}

function chunks<One>(all: readonly One[], size: number): One[][] {
  if (size === Infinity) return all.length === 0 ? [] : [[...all]];
  const count = Math.ceil(all.length / size);
  return Array.from({ length: count }, (_, at) => all.slice(at * size, (at + 1) * size));
}

function cutDeletions(deletions: Deletions, mostOfAPiece: number): Uint8Array[] {
  const ranges = [...deletions].flatMap(([client, row]) =>
    row.map(({ clock, len }) => ({ client, clock, len })),
  );
  return chunks(ranges, mostOfAPiece).map((some) =>
    encodeDeletions(Map.groupBy(some, ({ client }) => client)),
  );
}
