/** Archiving instead of deleting.
 *
 *      arch: Map<NodeId, { b: batch, at, by, m: [the nodes that the archiver saw go] }>
 *
 *  A node is hidden if it, or a node it hangs under, has a record that names it. So whatever a
 *  colleague added or moved in meanwhile is named by nobody and stays visible: it surfaces under
 *  the nearest visible parent. Nothing disappears that nobody saw when archiving.
 *  Restoring is removing the record. */
import type * as Y from 'yjs';
import type { TreeDocument } from '../documents/tree-document.ts';
import { isId, type BatchId, type NodeId, type ParticipantId } from '../ids.ts';
import { readField, readNumber } from '../outside.ts';
import { shapeOf, type TreeShape } from './tree-shape.ts';

export interface ArchiveRecord {
  readonly nodeId: NodeId;
  /** All records of one batch come back together. */
  readonly batchId: BatchId;
  /** ms UTC. Null: nobody archived it, its creation was undone; not on the list of archived work. */
  readonly at: number | null;
  readonly by: ParticipantId | null;
  /** Who it hides; the node itself always. */
  readonly memberIds: readonly NodeId[];
}

/** Reads one entry of `arch`. Undefined when it is no record: then it hides nothing. */
export function readArchiveRecord(nodeId: NodeId, stored: unknown): ArchiveRecord | undefined {
  const batchId = readField(stored, 'b');
  if (!isId<BatchId>(batchId)) return undefined;
  const by = readField(stored, 'by');
  const m = readField(stored, 'm');
  const named = Array.isArray(m) ? m.filter((member: unknown) => isId<NodeId>(member)) : [];
  return {
    nodeId,
    batchId,
    at: readNumber(readField(stored, 'at')),
    by: isId<ParticipantId>(by) ? by : null,
    memberIds: [...new Set([nodeId, ...named])],
  };
}

const archives = new WeakMap<Y.Map<unknown>, TreeArchive>();

/** The live archive of a document. */
export function archiveOf(tree: TreeDocument): TreeArchive {
  const existing = archives.get(tree.arch);
  if (existing !== undefined) return existing;
  const archive = new TreeArchive(tree.arch, shapeOf(tree));
  tree.arch.observe((event) => archive.take(event.keysChanged));
  archives.set(tree.arch, archive);
  return archive;
}

/** Writes records; to be called inside a transaction. */
export function setArchiveRecords(tree: TreeDocument, records: readonly ArchiveRecord[]): void {
  const archive = archiveOf(tree);
  for (const { nodeId, batchId, at, by, memberIds } of records) {
    tree.arch.set(nodeId, { b: batchId, at, by, m: memberIds });
  }
  archive.take(records.map(({ nodeId }) => nodeId));
}

/** Removes records; to be called inside a transaction. */
export function removeArchiveRecords(tree: TreeDocument, nodeIds: readonly NodeId[]): void {
  const archive = archiveOf(tree);
  for (const nodeId of nodeIds) tree.arch.delete(nodeId);
  archive.take(nodeIds);
}

/** Does the node exist and can it be seen? */
export function isVisible(tree: TreeDocument, nodeId: NodeId): boolean {
  return shapeOf(tree).has(nodeId) && !archiveOf(tree).hides(nodeId);
}

/** The records of one document, kept up to date. */
export class TreeArchive {
  readonly #arch: Y.Map<unknown>;
  readonly #shape: TreeShape;
  readonly #records = new Map<NodeId, ArchiveRecord>();
  /** For each named node, whose records name it. */
  readonly #namers = new Map<NodeId, Set<NodeId>>();

  constructor(arch: Y.Map<unknown>, shape: TreeShape) {
    this.#arch = arch;
    this.#shape = shape;
    this.take(arch.keys());
  }

  get isEmpty(): boolean {
    return this.#records.size === 0;
  }

  records(): Iterable<ArchiveRecord> {
    return this.#records.values();
  }

  record(nodeId: NodeId): ArchiveRecord | undefined {
    return this.#records.get(nodeId);
  }

  /** Is the node named by its own record, or by that of a node it hangs under? */
  hides(nodeId: NodeId): boolean {
    const namers = this.#namers.get(nodeId);
    if (namers === undefined) return false;
    for (let at: NodeId | null = nodeId; at !== null; at = this.#shape.parentId(at)) {
      if (namers.has(at)) return true;
    }
    return false;
  }

  /** The same, for who knows already all that the node hangs under: `path`, with the node itself. */
  isNamedOn(path: ReadonlySet<NodeId>, nodeId: NodeId): boolean {
    const namers = this.#namers.get(nodeId);
    if (namers === undefined) return false;
    // Over all nodes together no more steps than there are names in the records.
    for (const namerId of namers) if (path.has(namerId)) return true;
    return false;
  }

  /** Reads the entries of `arch` that changed. Reading an entry twice is harmless. */
  take(keys: Iterable<string>): void {
    for (const key of keys) {
      if (isId<NodeId>(key)) this.#read(key);
    }
  }

  #read(nodeId: NodeId): void {
    for (const memberId of this.#records.get(nodeId)?.memberIds ?? []) {
      const namers = this.#namers.get(memberId);
      namers?.delete(nodeId);
      if (namers?.size === 0) this.#namers.delete(memberId);
    }
    this.#records.delete(nodeId);
    const record = readArchiveRecord(nodeId, this.#arch.get(nodeId));
    if (record === undefined) return;
    this.#records.set(nodeId, record);
    for (const memberId of record.memberIds) {
      const namers = this.#namers.get(memberId);
      if (namers === undefined) this.#namers.set(memberId, new Set([nodeId]));
      else namers.add(nodeId);
    }
  }
}
