/** What Yjs will do with an update, done first on paper: where each item goes, and how far Yjs has to
 *  walk to find out. The document is not touched.
 *
 *      structs ─▶ in Yjs's order (highest client first, what is leaned on before what leans)
 *              ─▶ neighbours (`getMissing`: items are split where somebody points into them)
 *              ─▶ the walk (`Item.integrate`) ─▶ linked in, so that later items meet it
 *
 *  This is `integrateStructs`, `Item.getMissing`, `splitItem` and `Item.integrate` of yjs 13.6.33, of
 *  which two walks are not bounded by the size of the update [T19]:
 *   1. *Conflicts.* When an item's left and right neighbour no longer stand side by side, every item
 *      from the left one (or the head of the list) is looked at until the right one, or until one that
 *      leans on nothing passed so far. Each look puts it in two sets and looks its origin up.
 *   2. *The chain of a map's key.* The map knows the newest value only; an item without a left
 *      neighbour walks from there to the oldest, to look for conflicts, and again to be linked in.
 *  Whoever types, pastes, puts things first or overwrites a value stands beside what they saw, so
 *  there is nothing between: honest work walks only where two wrote at one spot without each other. */
import * as Y from 'yjs';
import { Paper, neededIds, type Piece, type Place, type Struct } from './paper.ts';

/** Hears of an item that will be new in the document, and where. */
type OnPlaced = (item: Y.Item, place: Place) => void;

export type Rehearsed =
  /** How many steps it will walk, and how everything stands then; its deletions are still to come. */
  | { readonly kind: 'done'; readonly steps: number; readonly paper: Paper }
  /** Something leans on what is not there, or in a circle. */
  | { readonly kind: 'gap' }
  /** More steps than were allowed. */
  | { readonly kind: 'tooManySteps' };

interface Queue {
  readonly structs: Struct[];
  at: number;
}

/** Rehearses the structs of one update, each client's following on each other. `onPlaced` hears of
 *  every item that Yjs will put somewhere, after everything that it leans on. */
export function rehearse(
  doc: Y.Doc,
  structs: readonly Struct[],
  mostSteps: number,
  onPlaced: OnPlaced,
): Rehearsed {
  return new Rehearsal(doc, structs, mostSteps, onPlaced).run();
}

class Rehearsal {
  readonly #queues = new Map<number, Queue>();
  readonly #paper: Paper;
  readonly #mostSteps: number;
  readonly #onPlaced: OnPlaced;
  #steps = 0;

  constructor(doc: Y.Doc, structs: readonly Struct[], mostSteps: number, onPlaced: OnPlaced) {
    for (const struct of structs) {
      const queue = this.#queues.get(struct.id.client);
      if (queue === undefined) this.#queues.set(struct.id.client, { structs: [struct], at: 0 });
      else queue.structs.push(struct);
    }
    const added = new Map([...this.#queues].map(([client, queue]) => [client, queue.structs]));
    this.#paper = new Paper(doc, added);
    this.#mostSteps = mostSteps;
    this.#onPlaced = onPlaced;
  }

  run(): Rehearsed {
    const queues = [...this.#queues].toSorted(([a], [b]) => b - a);
    for (const [, queue] of queues) {
      for (let first = take(queue); first !== undefined; first = take(queue)) {
        if (!this.#placeAfterItsNeeds(first)) return { kind: 'gap' };
        if (this.#steps > this.#mostSteps) return { kind: 'tooManySteps' };
      }
    }
    return { kind: 'done', steps: this.#steps, paper: this.#paper };
  }

  #placeAfterItsNeeds(first: Struct): boolean {
    const waiting = [first];
    for (let head = waiting.at(-1); head !== undefined; head = waiting.at(-1)) {
      const missing = this.#missingClient(head);
      if (missing === undefined) {
        waiting.pop();
        if (head.id.clock > this.#paper.next(head.id.client)) return false;
        this.#place(head);
        if (this.#steps > this.#mostSteps) return true;
      } else {
        const needed = take(this.#queues.get(missing));
        if (needed === undefined) return false;
        waiting.push(needed);
      }
    }
    return true;
  }

  #missingClient(struct: Struct): number | undefined {
    const missing = neededIds(struct).find(
      ({ client, clock }) => client !== struct.id.client && clock >= this.#paper.next(client),
    );
    return missing?.client;
  }

  #place(struct: Struct): void {
    const paper = this.#paper;
    const { client } = struct.id;
    const known = paper.next(client) - struct.id.clock;
    if (!(struct instanceof Y.Item)) {
      if (known < struct.length) paper.addCollected(struct, known);
      return;
    }
    // Also for what is known already: Yjs splits its neighbours before it sees that.
    let left = struct.origin === null ? null : paper.endingAt(struct.origin);
    const right = struct.rightOrigin === null ? null : paper.startingAt(struct.rightOrigin);
    if (known >= struct.length) return;
    const place = paper.placeOf(struct, left, right);
    if (known > 0) left = paper.endingAt(Y.createID(client, struct.id.clock + known - 1));
    const piece = paper.add(struct, known, place);
    if (place === undefined) return;
    this.#link(piece, place, left, right);
    this.#onPlaced(struct, place);
  }

  #link(piece: Piece, place: Place, left: Piece | null, right: Piece | null): void {
    const isApart = left === null ? right === null || right.left !== null : left.right !== right;
    const before = isApart ? this.#walk(piece, place, left, right) : left;
    if (before !== null) {
      piece.linkAfter(before);
      return;
    }
    const first = place.key === null ? place.end : this.#oldest(place);
    piece.linkFirst(first);
  }

  /** `Item.integrate`, from "set o to the first conflicting item"; returns the left neighbour. */
  #walk(piece: Piece, place: Place, from: Piece | null, right: Piece | null): Piece | null {
    let left = from;
    let other = from !== null ? from.right : place.key === null ? place.end : this.#oldest(place);
    const conflicting = new Set<Piece>();
    const passed = new Set<Piece>();
    while (other !== null && other !== right && this.#steps <= this.#mostSteps) {
      this.#steps += 1;
      passed.add(other);
      conflicting.add(other);
      if (isSame(piece.origin, other.origin)) {
        if (other.client < piece.client) {
          left = other;
          conflicting.clear();
        } else if (isSame(piece.rightOrigin, other.rightOrigin)) break;
      } else {
        const leansOn = other.origin === null ? undefined : this.#paper.holding(other.origin);
        if (leansOn === undefined || !passed.has(leansOn)) break;
        if (!conflicting.has(leansOn)) {
          left = other;
          conflicting.clear();
        }
      }
      other = other.right;
    }
    return left;
  }

  #oldest(place: Place): Piece | null {
    let oldest = place.end;
    while (oldest !== null && oldest.left !== null && this.#steps <= this.#mostSteps) {
      this.#steps += 1;
      oldest = oldest.left;
    }
    return oldest;
  }
}

function take(queue: Queue | undefined): Struct | undefined {
  const struct = queue?.structs[queue.at];
  if (queue !== undefined) queue.at += 1;
  return struct;
}

function isSame(a: Y.ID | null, b: Y.ID | null): boolean {
  return a === b || (a !== null && b !== null && a.client === b.client && a.clock === b.clock);
}
