/** A document and an update as linked pieces, made only of what is looked at: a live item becomes a
 *  piece when somebody meets it, and the live item stays as it is. One item is one piece, until
 *  somebody points into the middle of it. */
import * as Y from 'yjs';

/** Any shared type. */
export type SharedType = Y.ContentType['type'];
export type Struct = ReturnType<typeof Y.decodeUpdate>['structs'][number];

/** What an item leans on: its neighbours when it was written, and the type that it lies in. Decoding
 *  leaves the name of a root, an id, or nothing as its parent (then a neighbour tells). */
export function neededIds(struct: Struct): Y.ID[] {
  if (!(struct instanceof Y.Item)) return [];
  const parent: unknown = struct.parent;
  const ids = [struct.origin, struct.rightOrigin, parent instanceof Y.ID ? parent : null];
  return ids.filter((id) => id !== null);
}

/** The items of one list, or the values that one key of a map has had. */
export class Place {
  /** The type that it lies in; the name of a root that the document does not have yet. */
  readonly parent: SharedType | string;
  /** The key, in a map; null in a list. */
  readonly key: string | null;
  readonly #findEnd: () => Piece | null;
  /** undefined: as in the document. */
  #end: Piece | null | undefined;

  constructor(parent: SharedType | string, key: string | null, findEnd: () => Piece | null) {
    this.parent = parent;
    this.key = key;
    this.#findEnd = findEnd;
  }

  /** What the type itself knows: the first piece of a list, the newest of a key. */
  get end(): Piece | null {
    if (this.#end === undefined) this.#end = this.#findEnd();
    return this.#end;
  }

  set end(piece: Piece | null) {
    this.#end = piece;
  }
}

/** The pieces beside a live item, as the document has them. */
interface Neighbours {
  left(): Piece | null;
  right(): Piece | null;
}

/** What a piece has of the item that it was cut from. */
interface Making {
  readonly origin: Y.ID | null;
  readonly rightOrigin: Y.ID | null;
  readonly isSeen: boolean;
}

const COLLECTED: Making = { origin: null, rightOrigin: null, isSeen: false };

export class Piece {
  readonly client: number;
  readonly clock: number;
  readonly origin: Y.ID | null;
  readonly rightOrigin: Y.ID | null;
  /** undefined: collected; it stands nowhere. */
  readonly place: Place | undefined;
  /** Is there something to see of it? Not of what was deleted, nor of the start of bold letters. */
  readonly isSeen: boolean;
  length: number;
  readonly #live: Neighbours | undefined;
  /** undefined: as in the document. */
  #left: Piece | null | undefined;
  #right: Piece | null | undefined;

  constructor(
    id: Y.ID,
    length: number,
    { origin, rightOrigin, isSeen }: Making,
    place: Place | undefined,
    live?: Neighbours,
  ) {
    this.client = id.client;
    this.clock = id.clock;
    this.length = length;
    this.origin = origin;
    this.rightOrigin = rightOrigin;
    this.isSeen = isSeen;
    this.place = place;
    this.#live = live;
  }

  get left(): Piece | null {
    if (this.#left === undefined) this.#left = this.#live?.left() ?? null;
    return this.#left;
  }

  get right(): Piece | null {
    if (this.#right === undefined) this.#right = this.#live?.right() ?? null;
    return this.#right;
  }

  linkAfter(before: Piece): void {
    this.#left = before;
    this.#linkBefore(before.right);
    before.#right = this;
  }

  linkFirst(after: Piece | null): void {
    this.#left = null;
    if (this.place?.key === null) this.place.end = this;
    this.#linkBefore(after);
  }

  #linkBefore(after: Piece | null): void {
    this.#right = after;
    if (after !== null) after.#left = this;
    else if (this.place !== undefined && this.place.key !== null) this.place.end = this;
  }

  /** Cuts this piece after `length`; returns the rest. */
  split(length: number): Piece {
    const last = Y.createID(this.client, this.clock + length - 1);
    const rest = new Piece(
      Y.createID(this.client, this.clock + length),
      this.length - length,
      { origin: last, rightOrigin: this.rightOrigin, isSeen: this.isSeen },
      this.place,
    );
    rest.linkAfter(this);
    this.length = length;
    return rest;
  }
}

export class Paper {
  readonly #doc: Y.Doc;
  /** The update's structs, in the order of their clocks. */
  readonly #added: ReadonlyMap<number, readonly Struct[]>;
  readonly #pieces = new Map<Struct, Piece[]>();
  readonly #places = new Map<SharedType | string, Map<string | null, Place>>();
  readonly #next = new Map<number, number>();
  readonly #splits = new Map<number, number>();
  /** How many entries of arrays Yjs moves up because of splits. */
  moves = 0;

  constructor(doc: Y.Doc, added: ReadonlyMap<number, readonly Struct[]>) {
    this.#doc = doc;
    this.#added = added;
  }

  /** The first clock of a client that is not there yet. */
  next(client: number): number {
    let next = this.#next.get(client);
    if (next === undefined) {
      next = Y.getState(this.#doc.store, client);
      this.#next.set(client, next);
    }
    return next;
  }

  /** Adds a struct, without the part of it that is known; it is not linked yet. */
  add(item: Y.Item, known: number, place: Place | undefined): Piece {
    const { client, clock } = item.id;
    const from = Y.createID(client, clock + known);
    const origin = known > 0 ? Y.createID(client, from.clock - 1) : item.origin;
    const { rightOrigin, countable: isSeen } = item;
    const making = { origin, rightOrigin, isSeen };
    const piece = new Piece(from, item.length - known, making, place);
    this.#pieces.set(item, [piece]);
    this.#next.set(client, clock + item.length);
    return piece;
  }

  addCollected(struct: Struct, known: number): void {
    const { client, clock } = struct.id;
    const piece = new Piece(
      Y.createID(client, clock + known),
      struct.length - known,
      COLLECTED,
      undefined,
    );
    this.#pieces.set(struct, [piece]);
    this.#next.set(client, clock + struct.length);
  }

  /** How many structs of a client stand in one array. */
  structCount(client: number): number {
    const live = this.#doc.store.clients.get(client)?.length ?? 0;
    return live + (this.#added.get(client)?.length ?? 0) + (this.#splits.get(client) ?? 0);
  }

  /** The piece that this clock lies in. */
  holding(id: Y.ID): Piece {
    const pieces = this.#piecesOf(this.#structAt(id));
    const piece = pieces[indexAt(pieces, id.clock, clockOfPiece)];
    if (piece === undefined) throw new Error('A piece was looked for before it was there.');
    return piece;
  }

  /** The piece whose last clock this is (`getItemCleanEnd`). */
  endingAt(id: Y.ID): Piece {
    const piece = this.holding(id);
    this.#splitAt(piece, id.clock + 1);
    return piece;
  }

  /** The piece whose first clock this is (`getItemCleanStart`). */
  startingAt(id: Y.ID): Piece {
    const piece = this.holding(id);
    return this.#splitAt(piece, id.clock) ?? piece;
  }

  /** Where an item will stand between these; undefined: nowhere, it is collected at once. */
  placeOf(item: Y.Item, left: Piece | null, right: Piece | null): Place | undefined {
    if (isCollected(left) || isCollected(right)) return undefined;
    // Decoding leaves the name of a root, an id, or nothing (then the neighbour tells).
    const parent: unknown = item.parent;
    if (typeof parent === 'string') {
      return this.#place(this.#doc.share.get(parent) ?? parent, item.parentSub);
    }
    if (!(parent instanceof Y.ID)) return (left ?? right)?.place;
    const around = this.#structAt(parent);
    if (isCollected(this.holding(parent)) || !(around instanceof Y.Item)) return undefined;
    if (!(around.content instanceof Y.ContentType)) return undefined;
    return this.#place(around.content.type, item.parentSub);
  }

  #place(parent: SharedType | string, key: string | null): Place {
    let places = this.#places.get(parent);
    if (places === undefined) this.#places.set(parent, (places = new Map()));
    let place = places.get(key);
    if (place === undefined) {
      const find = () => (typeof parent === 'string' ? null : this.#endOf(parent, key));
      places.set(key, (place = new Place(parent, key, find)));
    }
    return place;
  }

  #endOf(parent: SharedType, key: string | null): Piece | null {
    return key === null ? this.#firstOf(parent._start) : this.#lastOf(parent._map.get(key) ?? null);
  }

  #firstOf(item: Y.Item | null): Piece | null {
    return item === null ? null : (this.#piecesOf(item)[0] ?? null);
  }

  #lastOf(item: Y.Item | null): Piece | null {
    return item === null ? null : (this.#piecesOf(item).at(-1) ?? null);
  }

  #piecesOf(struct: Struct): Piece[] {
    let pieces = this.#pieces.get(struct);
    if (pieces === undefined) this.#pieces.set(struct, (pieces = [this.#livePiece(struct)]));
    return pieces;
  }

  #livePiece(struct: Struct): Piece {
    if (!(struct instanceof Y.Item))
      return new Piece(struct.id, struct.length, COLLECTED, undefined);
    const { parent } = struct;
    if (!(parent instanceof Y.AbstractType)) throw new Error('A live item stands nowhere.');
    const { origin, rightOrigin } = struct;
    const making = { origin, rightOrigin, isSeen: struct.countable && !struct.deleted };
    return new Piece(struct.id, struct.length, making, this.#place(parent, struct.parentSub), {
      left: () => this.#lastOf(struct.left),
      right: () => this.#firstOf(struct.right),
    });
  }

  #splitAt(piece: Piece, clock: number): Piece | undefined {
    if (isCollected(piece) || clock <= piece.clock || clock >= piece.clock + piece.length) {
      return undefined;
    }
    this.moves += this.structCount(piece.client);
    this.#splits.set(piece.client, (this.#splits.get(piece.client) ?? 0) + 1);
    const pieces = this.#piecesOf(this.#structAt(Y.createID(piece.client, piece.clock)));
    const rest = piece.split(clock - piece.clock);
    pieces.splice(indexAt(pieces, piece.clock, clockOfPiece) + 1, 0, rest);
    return rest;
  }

  #structAt(id: Y.ID): Struct {
    if (id.clock < Y.getState(this.#doc.store, id.client)) return Y.getItem(this.#doc.store, id);
    const structs = this.#added.get(id.client) ?? [];
    const struct = structs[indexAt(structs, id.clock, clockOfStruct)];
    if (struct === undefined) throw new Error('A struct was looked for before it was there.');
    return struct;
  }
}

function isCollected(piece: Piece | null): boolean {
  return piece !== null && piece.place === undefined;
}

const clockOfPiece = ({ clock }: Piece): number => clock;
const clockOfStruct = ({ id }: Struct): number => id.clock;

/** The place of the last that starts at or before `clock`. */
function indexAt<Run>(runs: readonly Run[], clock: number, clockOf: (run: Run) => number): number {
  let low = 0;
  let high = runs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const run = runs[middle];
    if (run === undefined || clockOf(run) > clock) high = middle - 1;
    else low = middle;
  }
  return low;
}
