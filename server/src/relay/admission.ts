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
  tree: ['pos', 'nodes', 'arch', 'links', 'terms'],
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
  const added = new Map<string, Y.Item>();
  for (const struct of decoded.structs) {
    const refusal = judgeStruct(struct, document, known);
    if (refusal !== undefined) return refuse(refusal);
    known.add(struct);
    if (struct instanceof Y.Item) added.set(idKey(struct.id), struct);
  }
  for (const struct of added.values()) {
    if (!known.holdsAll(struct)) return refuse({ kind: 'gap' });
    if (struct.content instanceof Y.ContentType && depthOf(struct, added, doc) > MOST_DEPTH) {
      return refuse({ kind: 'tooDeep' });
    }
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
  holdsAll({ origin, rightOrigin, parent }: Y.Item): boolean {
    const parentId: unknown = parent;
    return (
      this.#holds(origin) &&
      this.#holds(rightOrigin) &&
      (!(parentId instanceof Y.ID) || this.#holds(parentId))
    );
  }

  #holds(id: Y.ID | null): boolean {
    return id === null || id.clock < this.next(id.client);
  }
}

/** How many shared types lie around this item; counts no further than it must. */
function depthOf(item: Y.Item, added: ReadonlyMap<string, Y.Item>, doc: Y.Doc): number {
  let depth = 0;
  let at: Y.Item | undefined = item;
  // A neighbour in the same update may itself lean on its neighbour: bounded by the update's size.
  let patience = added.size + MOST_DEPTH + 1;
  while (at !== undefined && depth <= MOST_DEPTH && patience > 0) {
    patience -= 1;
    const parent: unknown = at.parent;
    if (typeof parent === 'string') return depth;
    if (parent instanceof Y.AbstractType) {
      depth += 1;
      at = parent._item ?? undefined;
    } else if (parent instanceof Y.ID) {
      depth += 1;
      at = itemAt(parent, added, doc);
    } else {
      at = itemAt(at.origin ?? at.rightOrigin, added, doc);
    }
  }
  return depth;
}

function itemAt(
  id: Y.ID | null,
  added: ReadonlyMap<string, Y.Item>,
  doc: Y.Doc,
): Y.Item | undefined {
  if (id === null) return undefined;
  const inUpdate = added.get(idKey(id));
  if (inUpdate !== undefined) return inUpdate;
  if (id.clock >= Y.getState(doc.store, id.client)) return undefined;
  const struct = Y.getItem(doc.store, id);
  return struct instanceof Y.Item ? struct : undefined;
}

function idKey({ client, clock }: Y.ID): string {
  return `${client}:${clock}`;
}
