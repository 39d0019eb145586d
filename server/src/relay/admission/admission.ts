/** Is an update whole, and does it fit this document? Decided before the document is touched,
 *  because applying throws halfway, keeps what it had done by then, and tells everybody [X06].
 *
 *      bytes ─decode─▶ structs ─▶ sizes, clocks, contents ─▶ rehearsal: places, depth, steps
 *                 └──▶ deletions ─────────────────────────────┴──▶ admitted, a gap, or refused
 *
 *  A *gap* is honest (an edit made before the first sync arrived): it is answered by asking for what
 *  is missing. Anything else that fails is not something our client sends. */
import {
  SEED_CLIENT_ID,
  accept,
  refuse,
  type DocumentName,
  type Outcome,
  type PartyId,
} from '@meemaak/model';
import * as Y from 'yjs';
import { costOfDeletions } from './deletion-cost.ts';
import { neededIds, type Paper, type Struct } from './paper.ts';
import { MOST_DEPTH, PlaceJudge, type PlaceRefusal } from './place-judge.ts';
import { isNestedDeeper } from './plain-values.ts';
import { rehearse } from './rehearsal.ts';

export type AdmissionRefusal =
  | { readonly kind: 'malformed' }
  | { readonly kind: 'gap' }
  | { readonly kind: 'clockOutOfRange' }
  | { readonly kind: 'foreignRoot' }
  | { readonly kind: 'subdocument' }
  | { readonly kind: PlaceRefusal }
  | { readonly kind: 'tooManySteps' }
  | { readonly kind: 'deletesTheFuture' }
  | { readonly kind: 'foreignClientId' }
  | { readonly kind: 'tooManyStructs' };

/** The shared roots that each document has; `meta` is the server's own. */
const ROOTS: Readonly<Record<DocumentName, readonly string[]>> = {
  narrative: ['body'],
  tree: ['pos', 'nodes', 'arch', 'terms', 'lamp'],
  board: ['records'],
  talk: [],
};

const MOST_CLOCK = 2 ** 40;
/** One collected run; honest ones are as long as the longest deleted passage. */
const MOST_COLLECTED = 2 ** 24;
/** Whoever judges more than this at once keeps others waiting for a second. What is large comes in
 *  pieces, and stops earlier (see `cutting`). */
const MOST_STRUCTS = 250_000;
/** Windows in which one person wrote without a line, and that come in together. */
const MOST_NEW_CLIENT_IDS = 256;
/** Over what is not seen, after deletions (see `deletion-cost`); a tenth of a second. */
const MOST_LOOKS = 10_000_000;
/** Of entries in Yjs's arrays; a tenth of a second. */
const MOST_MOVES = 100_000_000;
/** No structs, no deletions. */
const EMPTY_BYTES = 2;
/** `meta` holds the first two entries of every seed. */
const META_CLOCKS = 2;

type Decoded = ReturnType<typeof Y.decodeUpdate>;

/** Who writes, and how much it may cost. */
export interface Allowance {
  /** For whom they write. */
  readonly party: PartyId;
  /** How far Yjs may walk to place it (see `rehearsal`). */
  readonly mostSteps: number;
  /** May they write under this client id? `isUsed`: the document holds items of it already. */
  readonly mayUse: (clientId: number, isUsed: boolean) => boolean;
}

/** What an admitted update brings. */
export interface Admitted {
  readonly steps: number;
  /** How many of its structs the document does not have yet. */
  readonly newStructs: number;
  /** Whose they are. */
  readonly newClientIds: ReadonlySet<number>;
}

/** Judges `update` against the document as it stands. Changes nothing. */
export function admitUpdate(
  doc: Y.Doc,
  document: DocumentName,
  update: Uint8Array,
  { mostSteps, mayUse, party }: Allowance,
): Outcome<Admitted, AdmissionRefusal> {
  const decoded = decode(update);
  if (decoded === undefined) return refuse({ kind: 'malformed' });
  const { structs } = decoded;
  if (structs.length > MOST_STRUCTS) return refuse({ kind: 'tooManyStructs' });
  const known = new KnownClocks(doc);
  const newClientIds = new Set<number>();
  const unfit = judgeStructs(structs, document, known, newClientIds);
  if (unfit !== undefined) return refuse(unfit);
  const mayWrite = [...newClientIds].every((id) => mayUse(id, known.inDocument(id) > 0));
  if (!mayWrite) return refuse({ kind: 'foreignClientId' });
  const judge = new PlaceJudge(doc, document, party);
  const rehearsed = rehearse(doc, structs, mostSteps, (item, place) => judge.look(item, place));
  if (rehearsed.kind !== 'done') return refuse({ kind: rehearsed.kind });
  const misplaced = judge.refusalWith(decoded.ds);
  const refusal =
    (misplaced && { kind: misplaced }) ??
    judgeDeletions(decoded, known) ??
    judgeCost(rehearsed.paper, decoded);
  if (refusal !== undefined) return refuse(refusal);
  return accept({ steps: rehearsed.steps, newStructs: known.newCount, newClientIds });
}

/** Undefined when it cannot be read, or says nothing with more bytes than that takes: then it is of
 *  another encoding, and would be called stored. */
function decode(update: Uint8Array): Decoded | undefined {
  try {
    const decoded = Y.decodeUpdate(update);
    const saysNothing = decoded.structs.length === 0 && decoded.ds.clients.size === 0;
    return saysNothing && update.byteLength !== EMPTY_BYTES ? undefined : decoded;
  } catch {
    return undefined;
  }
}

/** One by one, and then whether everything that they lean on is there; fills `newClientIds` with
 *  whose items the document does not have yet. */
function judgeStructs(
  structs: readonly Struct[],
  document: DocumentName,
  known: KnownClocks,
  newClientIds: Set<number>,
): AdmissionRefusal | undefined {
  for (const struct of structs) {
    const refusal = judgeStruct(struct, document, known);
    if (refusal !== undefined) return refusal;
    const { client, clock } = struct.id;
    if (clock + struct.length > known.next(client)) newClientIds.add(client);
    known.add(struct);
  }
  if (newClientIds.size > MOST_NEW_CLIENT_IDS) return { kind: 'tooManyStructs' };
  return structs.every((struct) => known.holdsAll(struct)) ? undefined : { kind: 'gap' };
}

function judgeStruct(
  struct: Struct,
  document: DocumentName,
  known: KnownClocks,
): AdmissionRefusal | undefined {
  const { id, length } = struct;
  // Yjs keeps the last of two rows of one client: the first would be judged and not applied.
  if (!known.followsItsOwn(struct)) return { kind: 'malformed' };
  // Pieces that were merged without what lies between them.
  if (struct instanceof Y.Skip) return { kind: 'gap' };
  if (id.clock + length >= MOST_CLOCK) return { kind: 'clockOutOfRange' };
  if (id.clock > known.next(id.client)) return { kind: 'gap' };
  if (struct instanceof Y.GC) {
    return length > MOST_COLLECTED ? { kind: 'clockOutOfRange' } : undefined;
  }
  if (struct.content instanceof Y.ContentDeleted && length > MOST_COLLECTED) {
    return { kind: 'clockOutOfRange' };
  }
  // A whole state tells again what the document has, the server's own part too.
  if (id.clock + length <= known.inDocument(id.client)) return undefined;
  if (struct.content instanceof Y.ContentDoc) return { kind: 'subdocument' };
  if (isNestedDeeper(struct.content, MOST_DEPTH)) return { kind: 'tooDeep' };
  return judgePlace(struct, document);
}

function judgePlace(item: Y.Item, document: DocumentName): AdmissionRefusal | undefined {
  // Decoding leaves the name of a root, an id, or nothing (then the neighbour tells).
  const parent: unknown = item.parent;
  if (parent === 'meta') return { kind: 'serverWritten' };
  if (typeof parent === 'string' && !ROOTS[document].includes(parent))
    return { kind: 'foreignRoot' };
  const overwritesMeta = [item.origin, item.rightOrigin].some((id) => id !== null && isMeta(id));
  return overwritesMeta ? { kind: 'serverWritten' } : undefined;
}

function isMeta({ client, clock }: Y.ID): boolean {
  return client === SEED_CLIENT_ID && clock < META_CLOCKS;
}

function judgeDeletions({ ds }: Decoded, known: KnownClocks): AdmissionRefusal | undefined {
  for (const [client, ranges] of ds.clients) {
    let end = 0;
    for (const { clock, len } of ranges) {
      // Yjs writes them in order and apart; in another order each costs a walk of its own [T19].
      if (clock < end) return { kind: 'malformed' };
      end = clock + len;
      if (clock + len > MOST_CLOCK) return { kind: 'deletesTheFuture' };
      // Deleting what we do not have yet is honest after a gap; kept, it would wait for ever.
      if (clock + len > known.next(client)) return { kind: 'gap' };
    }
  }
  return undefined;
}

/** What nobody may make Yjs do at once, here or in a browser, however few bytes ask for it. */
function judgeCost(paper: Paper, { ds }: Decoded): AdmissionRefusal | undefined {
  const { looks, moves } = costOfDeletions(paper, ds.clients, MOST_LOOKS);
  const isDear = looks > MOST_LOOKS || paper.moves + moves > MOST_MOVES;
  return isDear ? { kind: 'tooManySteps' } : undefined;
}

/** What the document holds of every client, counting the update as far as it was read. */
class KnownClocks {
  readonly #doc: Y.Doc;
  readonly #added = new Map<number, number>();
  readonly #ends = new Map<number, number>();
  /** How many were added that the document does not have. */
  newCount = 0;

  constructor(doc: Y.Doc) {
    this.#doc = doc;
  }

  /** Is it the first of its client in this update, or the one after the last? */
  followsItsOwn({ id }: Struct): boolean {
    const end = this.#ends.get(id.client);
    return end === undefined || end === id.clock;
  }

  inDocument(client: number): number {
    return Y.getState(this.#doc.store, client);
  }

  next(client: number): number {
    return this.#added.get(client) ?? Y.getState(this.#doc.store, client);
  }

  add({ id, length }: Struct): void {
    if (id.clock + length > this.inDocument(id.client)) this.newCount += 1;
    this.#ends.set(id.client, id.clock + length);
    this.#added.set(id.client, Math.max(this.next(id.client), id.clock + length));
  }

  /** Is everything that it leans on there? */
  holdsAll(struct: Struct): boolean {
    return neededIds(struct).every((id) => this.#holds(id, struct.id));
  }

  /** Nothing leans on itself, nor on what its own client wrote later. */
  #holds(id: Y.ID, from: Y.ID): boolean {
    return id.clock < (id.client === from.client ? from.clock : this.next(id.client));
  }
}
