/** The tree as people see it, ready to draw, kept up to date change by change.
 *
 *      pos  ──> TreeShape ───┐ the touched nodes and, where it matters, what is under them:
 *      arch ──> TreeArchive ─┴──> visible places ──> lists that may differ ──> list them again,
 *      nodes ──> facts of nodes                                                from the top down
 *
 *  A node's object stays the same until something about it changes, so faces can compare with `===`.
 *  Listeners hear of it once per transaction, after it. Every value in the document is outside data:
 *  nothing here throws on it, however wrong, deep or large. */
import type * as Y from 'yjs';
import type { TreeDocument } from '../documents/tree-document.ts';
import { isId, type NodeId } from '../ids.ts';
import { archiveOf, type TreeArchive } from './archive.ts';
import { listBatches, type ArchivedBatch } from './archived-batch.ts';
import { readNodeFacts, type NodeFacts, type TreeNode } from './node.ts';
import { shapeOf, type TreeShape } from './tree-shape.ts';
import { DEEPEST_LEVEL, visiblePlaces, type VisiblePlace } from './visible-place.ts';

export type { ArchivedBatch } from './archived-batch.ts';

type Listener = () => void;

export class TreeIndex {
  readonly #tree: TreeDocument;
  readonly #shape: TreeShape;
  readonly #archive: TreeArchive;
  readonly #nodes = new Map<NodeId, TreeNode>();
  readonly #hiddenIds = new Set<NodeId>();
  #rootIds: readonly NodeId[] = [];
  #rows: readonly TreeNode[] | undefined;
  /** Nodes that moved, came, went, or were archived or restored since the last refresh. */
  readonly #touchedIds = new Set<NodeId>();
  readonly #rewrittenIds = new Set<NodeId>();
  readonly #changedIds = new Set<NodeId>();
  #seenRebuildCount: number;
  #archiveChanged = false;
  readonly #listeners = new Set<Listener>();
  readonly #nodeListeners = new Map<NodeId, Set<Listener>>();

  constructor(tree: TreeDocument) {
    this.#tree = tree;
    this.#shape = shapeOf(tree);
    this.#archive = archiveOf(tree);
    this.#seenRebuildCount = this.#shape.rebuildCount;
    this.#refreshAll();
    this.#changedIds.clear();
    tree.pos.observe(this.#onPlaces);
    tree.arch.observe(this.#onArchive);
    tree.nodes.observeDeep(this.#onRecords);
    tree.doc.on('afterTransaction', this.#onTransactionEnd);
  }

  /** A visible node. */
  node(nodeId: NodeId): TreeNode | undefined {
    return this.#nodes.get(nodeId);
  }

  rootIds(): readonly NodeId[] {
    return this.#rootIds;
  }

  /** All visible nodes, parents before children. The same array until something changes. */
  rows(): readonly TreeNode[] {
    this.#rows ??= this.#listRows();
    return this.#rows;
  }

  /** Is there such a node, and was it hidden when the last transaction ended? */
  isArchived(nodeId: NodeId): boolean {
    return this.#hiddenIds.has(nodeId);
  }

  archivedTitle(nodeId: NodeId): string | undefined {
    return this.isArchived(nodeId) ? this.#facts(nodeId).title : undefined;
  }

  /** What can be restored, latest first. */
  archivedBatches(): readonly ArchivedBatch[] {
    return listBatches(this.#archive.records(), this.#hiddenIds);
  }

  /** Calls after every transaction that changed anything about the visible tree or the archive. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Calls when this node's object changes, comes or goes. */
  subscribeNode(nodeId: NodeId, listener: Listener): () => void {
    const listeners = this.#nodeListeners.get(nodeId) ?? new Set();
    this.#nodeListeners.set(nodeId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#nodeListeners.get(nodeId) === listeners) {
        this.#nodeListeners.delete(nodeId);
      }
    };
  }

  destroy(): void {
    this.#tree.pos.unobserve(this.#onPlaces);
    this.#tree.arch.unobserve(this.#onArchive);
    this.#tree.nodes.unobserveDeep(this.#onRecords);
    this.#tree.doc.off('afterTransaction', this.#onTransactionEnd);
    this.#listeners.clear();
    this.#nodeListeners.clear();
  }

  readonly #onPlaces = (event: Y.YMapEvent<unknown>): void => {
    for (const key of event.keysChanged) if (isId<NodeId>(key)) this.#touchedIds.add(key);
  };

  readonly #onArchive = (event: Y.YMapEvent<unknown>): void => {
    this.#archiveChanged = true;
    this.#onPlaces(event);
  };

  readonly #onRecords = (events: Y.YEvent<Y.AbstractType<unknown>>[]): void => {
    for (const event of events) {
      const keys = event.path.length > 0 ? [event.path[0]] : event.changes.keys.keys();
      for (const key of keys) if (isId<NodeId>(key)) this.#rewrittenIds.add(key);
    }
  };

  readonly #onTransactionEnd = (): void => {
    const isRebuilt = this.#shape.rebuildCount !== this.#seenRebuildCount;
    if (!isRebuilt && this.#touchedIds.size === 0 && this.#rewrittenIds.size === 0) return;
    this.#seenRebuildCount = this.#shape.rebuildCount;
    for (const nodeId of this.#rewrittenIds) this.#rewrite(nodeId);
    if (isRebuilt) this.#refreshAll();
    else if (this.#touchedIds.size > 0) this.#refreshTouched();
    this.#tellListeners();
  };

  #refreshAll(): void {
    const places = visiblePlaces(this.#shape, this.#archive);
    const goneIds = [...this.#nodes.keys(), ...this.#hiddenIds].filter((id) => !places.has(id));
    for (const nodeId of goneIds) this.#drop(nodeId);
    for (const [nodeId, { isHidden }] of places) this.#hide(nodeId, isHidden);
    this.#list(null);
    for (const [nodeId, { isHidden }] of places) if (!isHidden) this.#list(nodeId);
  }

  /** Lists again what the touched nodes, or those under them, were in or are in now. */
  #refreshTouched(): void {
    const places = visiblePlaces(this.#shape, this.#archive, {
      touchedIds: this.#touchedIds,
      isSettled: this.#isSettled,
    });
    const lists = new Set<NodeId | null>();
    for (const [nodeId, place] of places) {
      const before = this.#nodes.get(nodeId);
      if (!this.#touchedIds.has(nodeId) && isSamePlace(before, place)) continue;
      if (before !== undefined) lists.add(before.parentId);
      lists.add(place.parentId);
      this.#hide(nodeId, place.isHidden);
    }
    const levelOf = (id: NodeId | null) =>
      id === null ? 0 : (places.get(id)?.level ?? this.#nodes.get(id)?.level ?? DEEPEST_LEVEL);
    // A list takes its level from the parent, so the parent's own list comes first.
    for (const parentId of [...lists].toSorted((a, b) => levelOf(a) - levelOf(b))) {
      this.#list(parentId);
    }
  }

  /** With nothing archived, what is under a node differs only by its level; at the deepest level
   *  there is nothing under it, and what hangs there is in its parent's list. */
  readonly #isSettled = (nodeId: NodeId, { level, parentId }: VisiblePlace): boolean => {
    const before = this.#nodes.get(nodeId);
    if (this.#archiveChanged || !this.#archive.isEmpty || before?.level !== level) return false;
    return level < DEEPEST_LEVEL || before.parentId === parentId;
  };

  #hide(nodeId: NodeId, isHidden: boolean): void {
    if (!isHidden) this.#hiddenIds.delete(nodeId);
    else {
      this.#drop(nodeId);
      this.#hiddenIds.add(nodeId);
    }
  }

  #drop(nodeId: NodeId): void {
    this.#hiddenIds.delete(nodeId);
    if (this.#nodes.delete(nodeId)) this.#changedIds.add(nodeId);
  }

  /** Lists the children of one visible parent. */
  #list(parentId: NodeId | null): void {
    const parent = parentId === null ? undefined : this.#nodes.get(parentId);
    if (parentId !== null && parent === undefined) return;
    const childIds = this.#visibleChildIds(parentId, parent?.level ?? 0);
    if (parent === undefined) this.#rootIds = sameIds(this.#rootIds, childIds);
    else this.#show({ ...parent, childIds: sameIds(parent.childIds, childIds) });
    for (const [index, nodeId] of childIds.entries()) {
      const hangsUnder = this.#shape.parentId(nodeId);
      this.#show({
        ...(this.#nodes.get(nodeId) ?? this.#newNode(nodeId)),
        parentId,
        level: (parent?.level ?? 0) + 1,
        position: index + 1,
        siblingCount: childIds.length,
        surfaced: hangsUnder !== null && this.#hiddenIds.has(hangsUnder),
      });
    }
  }

  #newNode(nodeId: NodeId) {
    return { nodeId, childIds: [], isArchived: false, ...this.#facts(nodeId) } as const;
  }

  #rewrite(nodeId: NodeId): void {
    const before = this.#nodes.get(nodeId);
    if (before === undefined) {
      // Archived: whoever shows its title still wants to hear.
      this.#changedIds.add(nodeId);
      return;
    }
    this.#show({ ...before, ...keepSame(before, this.#facts(nodeId)) });
  }

  #show(node: TreeNode): void {
    const before = this.#nodes.get(node.nodeId);
    if (before !== undefined && isSameNode(before, node)) return;
    this.#nodes.set(node.nodeId, node);
    this.#changedIds.add(node.nodeId);
  }

  #facts(nodeId: NodeId): NodeFacts {
    return readNodeFacts(this.#tree.nodes.get(nodeId));
  }

  /** The children to draw: in the place of a hidden child come its own visible children, and next
   *  to one at the deepest level all that is under it. */
  #visibleChildIds(parentId: NodeId | null, level: number): NodeId[] {
    const visible: NodeId[] = [];
    if (level === DEEPEST_LEVEL) return visible;
    const holdsAll = level === DEEPEST_LEVEL - 1;
    const toVisit = this.#shape.childIds(parentId).toReversed();
    for (let nodeId = toVisit.pop(); nodeId !== undefined; nodeId = toVisit.pop()) {
      const isHidden = this.#hiddenIds.has(nodeId);
      if (!isHidden) visible.push(nodeId);
      if (!isHidden && !holdsAll) continue;
      for (const childId of this.#shape.childIds(nodeId).toReversed()) toVisit.push(childId);
    }
    return visible;
  }

  #listRows(): readonly TreeNode[] {
    const rows: TreeNode[] = [];
    const toVisit = this.#rootIds.toReversed();
    for (let nodeId = toVisit.pop(); nodeId !== undefined; nodeId = toVisit.pop()) {
      const node = this.#nodes.get(nodeId);
      if (node === undefined) continue;
      rows.push(node);
      for (const childId of node.childIds.toReversed()) toVisit.push(childId);
    }
    return rows;
  }

  #tellListeners(): void {
    const changedIds = [...this.#changedIds];
    const isChanged = changedIds.length > 0 || this.#archiveChanged;
    this.#touchedIds.clear();
    this.#rewrittenIds.clear();
    this.#changedIds.clear();
    this.#archiveChanged = false;
    if (!isChanged) return;
    this.#rows = undefined;
    for (const nodeId of changedIds) {
      for (const listener of Array.from(this.#nodeListeners.get(nodeId) ?? [])) listener();
    }
    for (const listener of Array.from(this.#listeners)) listener();
  }
}

/** The list to keep: the old array when the new one holds the same. */
function sameIds(before: readonly NodeId[], after: readonly NodeId[]): readonly NodeId[] {
  const isSame = before.length === after.length && after.every((id, at) => before[at] === id);
  return isSame ? before : after;
}

function isSamePlace(before: TreeNode | undefined, place: VisiblePlace): boolean {
  if (before === undefined || place.isHidden) return before === undefined && place.isHidden;
  return before.parentId === place.parentId && before.level === place.level;
}

function isSameNode(a: TreeNode, b: TreeNode): boolean {
  return (
    a.parentId === b.parentId &&
    a.level === b.level &&
    a.position === b.position &&
    a.siblingCount === b.siblingCount &&
    a.childIds === b.childIds &&
    a.surfaced === b.surfaced &&
    FACTS.every((fact) => a[fact] === b[fact])
  );
}

/** A table, so that a new fact cannot be left out. */
const factTable: Readonly<Record<keyof NodeFacts, true>> = {
  title: true,
  kind: true,
  owner: true,
  indicators: true,
  state: true,
  taken: true,
  helperIds: true,
  services: true,
  remarks: true,
};
const FACTS = Object.keys(factTable) as readonly (keyof NodeFacts)[];

/** The facts, each the old object where it says the same. */
function keepSame(before: NodeFacts, now: NodeFacts): NodeFacts {
  const same = FACTS.filter((fact) => JSON.stringify(before[fact]) === JSON.stringify(now[fact]));
  return { ...now, ...Object.fromEntries(same.map((fact) => [fact, before[fact]])) };
}
