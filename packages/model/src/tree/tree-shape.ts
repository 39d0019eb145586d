/** Who hangs where, archived nodes included: the positions of one document, resolved, and kept up to
 *  date change by change.
 *
 *      pos changes ─> nobody displaced, nothing removed, all changed nodes still reach the top?
 *                        yes: take them out of their old sibling lists, put them in the new
 *                        no:  resolve everything anew
 *
 *  There is one live shape per document, shared by index and verbs. Verbs write positions through
 *  `setPositions`, so that a next verb in the same transaction already sees them. */
import type * as Y from 'yjs';
import type { TreeDocument } from '../documents/tree-document.ts';
import { isId, type NodeId } from '../ids.ts';
import { positionToStored, readPosition, type Position } from './position.ts';
import { resolve, type ShownPlace } from './resolve.ts';

const shapes = new WeakMap<Y.Map<unknown>, TreeShape>();

/** The live shape of a document. */
export function shapeOf(tree: TreeDocument): TreeShape {
  const existing = shapes.get(tree.pos);
  if (existing !== undefined) return existing;
  const shape = new TreeShape(tree.pos);
  tree.pos.observe((event) => shape.take(event.keysChanged));
  shapes.set(tree.pos, shape);
  return shape;
}

/** Writes positions; the shape follows at once. To be called inside a transaction. */
export function setPositions(tree: TreeDocument, positions: ReadonlyMap<NodeId, Position>): void {
  const shape = shapeOf(tree);
  for (const [nodeId, position] of positions) tree.pos.set(nodeId, positionToStored(position));
  shape.take(positions.keys());
}

const NO_CHILDREN: readonly NodeId[] = [];

export class TreeShape {
  readonly #pos: Y.Map<unknown>;
  /** The stored values as last read, to see at once that nothing changed. */
  readonly #stored = new Map<NodeId, unknown>();
  readonly #positions = new Map<NodeId, Position>();
  #shown = new Map<NodeId, ShownPlace>();
  #childIds = new Map<NodeId | null, NodeId[]>();
  #displacedIds = new Set<NodeId>();
  #highestCounter = 0;
  #rebuildCount = 0;
  /** The order key that this replica made last (see `orderKeyBetween`). */
  ownLastKey: string | undefined;

  constructor(pos: Y.Map<unknown>) {
    this.#pos = pos;
    for (const key of pos.keys()) this.#read(key);
    this.#rebuild();
  }

  has(nodeId: NodeId): boolean {
    return this.#positions.has(nodeId);
  }

  nodeIds(): Iterable<NodeId> {
    return this.#positions.keys();
  }

  /** What is stored for a node: where its last mover wanted it. */
  position(nodeId: NodeId): Position | undefined {
    return this.#positions.get(nodeId);
  }

  /** Where the node is shown. */
  place(nodeId: NodeId): ShownPlace | undefined {
    return this.#shown.get(nodeId);
  }

  parentId(nodeId: NodeId): NodeId | null {
    return this.#shown.get(nodeId)?.parentId ?? null;
  }

  childIds(parentId: NodeId | null): readonly NodeId[] {
    return this.#childIds.get(parentId) ?? NO_CHILDREN;
  }

  /** Is the node `ancestorId` itself, or does it lie under it? */
  isWithin(nodeId: NodeId | null, ancestorId: NodeId): boolean {
    for (let at = nodeId; at !== null; at = this.parentId(at)) if (at === ancestorId) return true;
    return false;
  }

  /** Nodes that are shown on a fallback: their latest place would close a circle, or is gone. */
  get displacedIds(): ReadonlySet<NodeId> {
    return this.#displacedIds;
  }

  /** The counter for the next move: higher than all that are known here. */
  get nextCounter(): number {
    return this.#highestCounter + 1;
  }

  /** How often everything was resolved anew; an index that missed none has nothing to redo. */
  get rebuildCount(): number {
    return this.#rebuildCount;
  }

  /** Reads the entries of `pos` that changed. Reading an entry twice is harmless. */
  take(keys: Iterable<string>): void {
    const known = this.#positions.size;
    const changedIds: NodeId[] = [];
    for (const key of keys) if (this.#read(key)) changedIds.push(key as NodeId);
    if (changedIds.length === 0) return;
    const isPatchable =
      known <= this.#positions.size && this.#displacedIds.size === 0 && this.#reachTop(changedIds);
    if (isPatchable) this.#patch(changedIds);
    else this.#rebuild();
  }

  /** Reads one entry; says whether it is another one than before. */
  #read(key: string): boolean {
    if (!isId<NodeId>(key)) return false;
    const nodeId: NodeId = key;
    const stored = this.#pos.get(key);
    if (!this.#pos.has(key)) {
      this.#stored.delete(nodeId);
      return this.#positions.delete(nodeId);
    }
    if (this.#positions.has(nodeId) && this.#stored.get(nodeId) === stored) return false;
    const position = readPosition(stored);
    this.#stored.set(nodeId, stored);
    this.#positions.set(nodeId, position);
    this.#highestCounter = Math.max(this.#highestCounter, position.counter);
    return true;
  }

  /** Do all of them get to the top by the latest places alone? */
  #reachTop(nodeIds: readonly NodeId[]): boolean {
    const passed = new Set<NodeId>();
    for (const start of nodeIds) {
      const path = new Set<NodeId>();
      let at: NodeId | null = start;
      while (at !== null && !passed.has(at)) {
        const position = this.#positions.get(at);
        if (position === undefined || path.has(at)) return false;
        path.add(at);
        at = position.parentId;
      }
      for (const nodeId of path) passed.add(nodeId);
    }
    return true;
  }

  #patch(changedIds: readonly NodeId[]): void {
    for (const nodeId of changedIds) this.#takeOut(nodeId);
    for (const nodeId of changedIds) {
      const position = this.#positions.get(nodeId);
      if (position === undefined) continue;
      const { parentId, orderKey, counter } = position;
      this.#shown.set(nodeId, { parentId, orderKey, counter, fallback: 0 });
      this.#putIn(nodeId, parentId);
    }
  }

  #takeOut(nodeId: NodeId): void {
    const place = this.#shown.get(nodeId);
    const siblings = place && this.#childIds.get(place.parentId);
    if (siblings !== undefined) siblings.splice(this.#spotIn(siblings, nodeId), 1);
  }

  #putIn(nodeId: NodeId, parentId: NodeId | null): void {
    const siblings = this.#childIds.get(parentId);
    if (siblings === undefined) this.#childIds.set(parentId, [nodeId]);
    else siblings.splice(this.#spotIn(siblings, nodeId), 0, nodeId);
  }

  /** Where the node stands, or would stand, in a sorted list. */
  #spotIn(siblings: readonly NodeId[], nodeId: NodeId): number {
    let from = 0;
    let to = siblings.length;
    while (from < to) {
      const middle = (from + to) >>> 1;
      const sibling = siblings[middle];
      if (sibling !== undefined && this.#compare(sibling, nodeId) < 0) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  /** Siblings stand in the order of their keys; equal keys in the order of their ids. */
  readonly #compare = (a: NodeId, b: NodeId): number => {
    const keyA = this.#shown.get(a)?.orderKey ?? '';
    const keyB = this.#shown.get(b)?.orderKey ?? '';
    if (keyA !== keyB) return keyA < keyB ? -1 : 1;
    return a === b ? 0 : a < b ? -1 : 1;
  };

  #rebuild(): void {
    this.#rebuildCount += 1;
    this.#shown = resolve(this.#positions);
    this.#childIds = new Map();
    this.#displacedIds = new Set();
    for (const [nodeId, { parentId, fallback }] of this.#shown) {
      const siblings = this.#childIds.get(parentId);
      if (siblings === undefined) this.#childIds.set(parentId, [nodeId]);
      else siblings.push(nodeId);
      if (fallback > 0) this.#displacedIds.add(nodeId);
    }
    for (const siblings of this.#childIds.values()) siblings.sort(this.#compare);
  }
}
