/** Is an update whole, and does it fit this document? Decided before the document is touched,
 *  because applying throws halfway, keeps what it had done by then, and tells everybody [X06].
 *
 *      bytes ─decode─▶ structs and deletions ─▶ sizes, clocks, contents, depth ─▶ gap or refusal?
 *                                                                           └──▶ admitted
 *
 *  A *gap* is honest (an edit made before the first sync arrived): it is answered by asking for what
 *  is missing. Anything else that fails is not something our client sends. */
import { SEED_CLIENT_ID, accept, refuse, type DocumentName, type Outcome } from '@meemaak/model';
import * as Y from 'yjs';

export type AdmissionRefusal =
  | { readonly kind: 'malformed' }
  | { readonly kind: 'gap' }
  | { readonly kind: 'clockOutOfRange' }
  | { readonly kind: 'foreignRoot' }
  | { readonly kind: 'serverWritten' }
  | { readonly kind: 'subdocument' }
  | { readonly kind: 'tooDeep' }
  | { readonly kind: 'deletesTheFuture' };

/** The shared roots that each document has; `meta` is the server's own. */
const ROOTS: Readonly<Record<DocumentName, readonly string[]>> = {
  narrative: ['body'],
  tree: ['pos', 'nodes', 'arch'],
  board: ['records'],
  talk: [],
};

const MOST_CLOCK = 2 ** 40;
/** One collected run; honest ones are as long as the longest deleted passage. */
const MOST_COLLECTED = 2 ** 24;
const MOST_DEPTH = 64;
/** `meta` holds the first two entries of every seed. */
const META_CLOCKS = 2;

type Decoded = ReturnType<typeof Y.decodeUpdate>;
type Struct = Decoded['structs'][number];

/** Judges `update` against the document as it stands. Changes nothing. */
export function admitUpdate(
  doc: Y.Doc,
  document: DocumentName,
  update: Uint8Array,
): Outcome<undefined, AdmissionRefusal> {
  const decoded = decode(update);
  if (decoded === undefined) return refuse({ kind: 'malformed' });
  const known = new KnownClocks(doc);
  const added = new AddedItems(doc);
  for (const struct of decoded.structs) {
    const refusal = judgeStruct(struct, document, known);
    if (refusal !== undefined) return refuse(refusal);
    known.add(struct);
    if (struct instanceof Y.Item) added.add(struct);
  }
  for (const item of added) {
    if (!known.holdsAll(item)) return refuse({ kind: 'gap' });
    if (!(item.content instanceof Y.ContentType)) continue;
    const depth = added.depthOf(item);
    if (depth === undefined) return refuse({ kind: 'gap' });
    if (depth > MOST_DEPTH) return refuse({ kind: 'tooDeep' });
  }
  return judgeDeletions(decoded, known);
}

function decode(update: Uint8Array): Decoded | undefined {
  try {
    return Y.decodeUpdate(update);
  } catch {
    return undefined;
  }
}

function judgeStruct(
  struct: Struct,
  document: DocumentName,
  known: KnownClocks,
): AdmissionRefusal | undefined {
  const { id, length } = struct;
  if (struct instanceof Y.Skip) return { kind: 'malformed' };
  if (id.clock + length >= MOST_CLOCK) return { kind: 'clockOutOfRange' };
  if (id.clock > known.next(id.client)) return { kind: 'gap' };
  if (struct instanceof Y.GC) {
    return length > MOST_COLLECTED ? { kind: 'clockOutOfRange' } : undefined;
  }
  if (struct.content instanceof Y.ContentDeleted && length > MOST_COLLECTED) {
    return { kind: 'clockOutOfRange' };
  }
  if (struct.content instanceof Y.ContentDoc) return { kind: 'subdocument' };
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

function judgeDeletions({ ds }: Decoded, known: KnownClocks): Outcome<undefined, AdmissionRefusal> {
  for (const [client, ranges] of ds.clients) {
    for (const { clock, len } of ranges) {
      if (client === SEED_CLIENT_ID && clock < META_CLOCKS)
        return refuse({ kind: 'serverWritten' });
      if (clock + len > MOST_CLOCK) return refuse({ kind: 'deletesTheFuture' });
      // Deleting what we do not have yet is honest after a gap; kept, it would wait for ever.
      if (clock + len > known.next(client)) return refuse({ kind: 'gap' });
    }
  }
  return accept();
}

/** What the document holds of every client, counting the update as far as it was read. */
class KnownClocks {
  readonly #doc: Y.Doc;
  readonly #added = new Map<number, number>();

  constructor(doc: Y.Doc) {
    this.#doc = doc;
  }

  next(client: number): number {
    return this.#added.get(client) ?? Y.getState(this.#doc.store, client);
  }

  add({ id, length }: Struct): void {
    this.#added.set(id.client, Math.max(this.next(id.client), id.clock + length));
  }

  /** Is everything this item leans on there? */
  holdsAll({ id, origin, rightOrigin, parent }: Y.Item): boolean {
    const parentId: unknown = parent;
    return (
      this.#holds(origin, id) &&
      this.#holds(rightOrigin, id) &&
      (!(parentId instanceof Y.ID) || this.#holds(parentId, id))
    );
  }

  /** Nothing leans on itself, nor on what its own client wrote later. */
  #holds(id: Y.ID | null, from: Y.ID): boolean {
    if (id === null) return true;
    return id.clock < (id.client === from.client ? from.clock : this.next(id.client));
  }
}

/** The items of one update, on top of the document. */
class AddedItems {
  readonly #doc: Y.Doc;
  /** In the order of their clocks, as updates have them. */
  readonly #byClient = new Map<number, Y.Item[]>();
  readonly #depths = new Map<Y.Item, number>();

  constructor(doc: Y.Doc) {
    this.#doc = doc;
  }

  add(item: Y.Item): void {
    const items = this.#byClient.get(item.id.client);
    if (items === undefined) this.#byClient.set(item.id.client, [item]);
    else items.push(item);
  }

  *[Symbol.iterator](): Iterator<Y.Item> {
    for (const items of this.#byClient.values()) yield* items;
  }

  /** How many shared types lie around an item; undefined when they go round in a circle. Every item
   *  is walked over once, in a loop: a row of 20,000 blocks is 20,000 steps to the left. */
  depthOf(start: Y.Item): number | undefined {
    const path = new Map<Y.Item, 0 | 1>();
    let at: Y.Item | undefined = start;
    let depth = 0;
    while (at !== undefined) {
      const known = this.#depths.get(at);
      if (known !== undefined) {
        depth = known;
        break;
      }
      if (path.has(at)) return undefined;
      const parent: unknown = at.parent;
      const around: Y.ID | undefined = parent instanceof Y.ID ? parent : undefined;
      // Inside `around`, beside a neighbour, or in a root.
      const next: Y.ID | null = around ?? at.origin ?? at.rightOrigin;
      path.set(at, around === undefined ? 0 : 1);
      at = next === null ? undefined : this.#find(next);
      if (next !== null && at === undefined) depth = depthInDocument(next, this.#doc);
    }
    for (const [item, deeper] of [...path].toReversed()) {
      depth += deeper;
      this.#depths.set(item, depth);
    }
    return depth;
  }

  /** The item that holds this clock: an id may name any letter of a word. */
  #find({ client, clock }: Y.ID): Y.Item | undefined {
    const items = this.#byClient.get(client) ?? [];
    let low = 0;
    let high = items.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const item = items[middle];
      if (item === undefined || clock < item.id.clock) high = middle - 1;
      else if (clock >= item.id.clock + item.length) low = middle + 1;
      else return item;
    }
    return undefined;
  }
}

function depthInDocument(id: Y.ID, doc: Y.Doc): number {
  if (id.clock >= Y.getState(doc.store, id.client)) return 0;
  let depth = 0;
  let item: Y.Item | null = Y.getItem(doc.store, id);
  while (item instanceof Y.Item && item.parent instanceof Y.AbstractType) {
    item = item.parent._item;
    if (item !== null) depth += 1;
  }
  return depth;
}
