/** The tree as people see it, ready to draw, kept up to date change by change.
 *
 *      pos  ──> TreeShape ───┐
 *      arch ──> TreeArchive ─┼──> visible parents whose lists may differ ──> list them again
 *      nodes ────────────────┘        │ a node's line differs: a new TreeNode object
 *                                     └ its level differs or it is new: list its children too
 *
 *  A node's object stays the same until something about it changes, so faces can compare with `===`.
 *  Listeners hear of it once per transaction, after it. Every value in the document is outside data:
 *  nothing here throws on it, however wrong, deep or large. */
import type * as Y from 'yjs';
import type { TreeDocument } from '../documents/tree-document.ts';
import { isId, type BatchId, type NodeId, type ParticipantId } from '../ids.ts';
import { archiveOf, type TreeArchive } from './archive.ts';
import { readNodeFacts, type NodeFacts, type TreeNode } from './node.ts';
import { shapeOf, type TreeShape } from './tree-shape.ts';

/** What went to the archive in one act. */
export interface ArchivedBatch {
  readonly batchId: BatchId;
  /** ms UTC. */
  readonly at: number;
  readonly by: ParticipantId | null;
  readonly nodeIds: readonly NodeId[];
}

type Listener = () => void;

export class TreeIndex {
  readonly #tree: TreeDocument;
  readonly #shape: TreeShape;
  readonly #archive: TreeArchive;
  readonly #nodes = new Map<NodeId, TreeNode>();
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
    this.#refresh(new Set([null]));
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

  /** Is there such a node, and is it hidden? */
  isArchived(nodeId: NodeId): boolean {
    return this.#shape.has(nodeId) && this.#archive.hides(nodeId);
  }

  archivedTitle(nodeId: NodeId): string | undefined {
    return this.isArchived(nodeId) ? this.#facts(nodeId).title : undefined;
  }

  /** What can be restored, latest first. */
  archivedBatches(): readonly ArchivedBatch[] {
    const batches = new Map<BatchId, ArchivedBatch>();
    for (const { batchId, at, by, memberIds } of this.#archive.records()) {
      if (at === null) continue;
      const nodeIds = new Set([...(batches.get(batchId)?.nodeIds ?? []), ...memberIds]);
      const hidden = [...nodeIds].filter((nodeId) => this.isArchived(nodeId)).toSorted();
      batches.set(batchId, { batchId, at, by, nodeIds: hidden });
    }
    return [...batches.values()].toSorted(
      (a, b) => b.at - a.at || (a.batchId < b.batchId ? -1 : 1),
    );
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
    for (const key of event.keysChanged) if (isId(key)) this.#touchedIds.add(key as NodeId);
  };

  readonly #onArchive = (event: Y.YMapEvent<unknown>): void => {
    this.#archiveChanged = true;
    this.#onPlaces(event);
  };

  readonly #onRecords = (events: Y.YEvent<Y.AbstractType<unknown>>[]): void => {
    for (const event of events) {
      const keys = event.path.length > 0 ? [event.path[0]] : event.changes.keys.keys();
      for (const key of keys) if (isId(key)) this.#rewrittenIds.add(key as NodeId);
    }
  };

  readonly #onTransactionEnd = (): void => {
    const isRebuilt = this.#shape.rebuildCount !== this.#seenRebuildCount;
    if (!isRebuilt && this.#touchedIds.size === 0 && this.#rewrittenIds.size === 0) return;
    this.#seenRebuildCount = this.#shape.rebuildCount;
    for (const nodeId of this.#rewrittenIds) this.#rewrite(nodeId);
    this.#refresh(isRebuilt ? this.#allLists() : this.#touchedLists());
    this.#tellListeners();
  };

  #allLists(): Set<NodeId | null> {
    return new Set([null, ...this.#shape.nodeIds(), ...this.#nodes.keys()]);
  }

  /** The touched nodes and every list that they were in or are in now. With anything archived,
   *  moving a node can also hide or show what is under it. */
  #touchedLists(): Set<NodeId | null> {
    const nodeIds = new Set(this.#touchedIds);
    if (this.#archiveChanged || !this.#archive.isEmpty) {
      // The set grows while it is walked.
      for (const nodeId of nodeIds) {
        for (const childId of this.#shape.childIds(nodeId)) nodeIds.add(childId);
      }
    }
    const lists = new Set<NodeId | null>(nodeIds);
    for (const nodeId of nodeIds) {
      const shownBefore = this.#nodes.get(nodeId);
      if (shownBefore !== undefined) lists.add(shownBefore.parentId);
      lists.add(this.#visibleParentId(nodeId));
    }
    return lists;
  }

  #refresh(lists: ReadonlySet<NodeId | null>): void {
    const queue: (NodeId | null)[] = [];
    for (const nodeId of lists) {
      if (nodeId === null || this.#isVisible(nodeId)) queue.push(nodeId);
      else if (this.#nodes.delete(nodeId)) this.#changedIds.add(nodeId);
    }
    // The queue grows while it is walked: a loop, because a hostile tree is deeper than the stack.
    for (const parentId of queue) this.#list(parentId, queue);
  }

  /** Lists the children of one visible parent; queues those whose own children must follow. */
  #list(parentId: NodeId | null, queue: (NodeId | null)[]): void {
    const parent = parentId === null ? undefined : this.#nodes.get(parentId);
    // Not shown yet: it is new, and gets its turn when its own parent is listed.
    if (parentId !== null && parent === undefined) return;
    const childIds = this.#visibleChildIds(parentId);
    const level = (parent?.level ?? 0) + 1;
    if (parent === undefined) this.#rootIds = sameIds(this.#rootIds, childIds);
    else this.#show({ ...parent, childIds: sameIds(parent.childIds, childIds) });
    for (const [index, nodeId] of childIds.entries()) {
      const before = this.#nodes.get(nodeId);
      this.#show({
        ...(before ?? { nodeId, childIds: [], isArchived: false, ...this.#facts(nodeId) }),
        parentId,
        level,
        position: index + 1,
        siblingCount: childIds.length,
        surfaced: this.#shape.parentId(nodeId) !== parentId,
      });
      if (before?.level !== level) queue.push(nodeId);
    }
  }

  #rewrite(nodeId: NodeId): void {
    const before = this.#nodes.get(nodeId);
    if (before === undefined) {
      // Archived: whoever shows its title still wants to hear.
      this.#changedIds.add(nodeId);
      return;
    }
    const { title, kind, owner, indicators } = this.#facts(nodeId);
    const isSame = JSON.stringify(indicators) === JSON.stringify(before.indicators);
    this.#show({
      ...before,
      title,
      kind,
      owner,
      indicators: isSame ? before.indicators : indicators,
    });
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

  #isVisible(nodeId: NodeId): boolean {
    return this.#shape.has(nodeId) && !this.#archive.hides(nodeId);
  }

  #visibleParentId(nodeId: NodeId): NodeId | null {
    let parentId = this.#shape.parentId(nodeId);
    while (parentId !== null && this.#archive.hides(parentId)) {
      parentId = this.#shape.parentId(parentId);
    }
    return parentId;
  }

  /** The children to draw: in the place of a hidden child come its own visible children. */
  #visibleChildIds(parentId: NodeId | null): NodeId[] {
    const visible: NodeId[] = [];
    const toVisit = this.#shape.childIds(parentId).toReversed();
    for (let nodeId = toVisit.pop(); nodeId !== undefined; nodeId = toVisit.pop()) {
      if (!this.#archive.hides(nodeId)) visible.push(nodeId);
      else for (const childId of this.#shape.childIds(nodeId).toReversed()) toVisit.push(childId);
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

function isSameNode(a: TreeNode, b: TreeNode): boolean {
  return (
    a.parentId === b.parentId &&
    a.level === b.level &&
    a.position === b.position &&
    a.siblingCount === b.siblingCount &&
    a.childIds === b.childIds &&
    a.surfaced === b.surfaced &&
    a.title === b.title &&
    a.kind === b.kind &&
    a.owner === b.owner &&
    a.indicators === b.indicators
  );
}
