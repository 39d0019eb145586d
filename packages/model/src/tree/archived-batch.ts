import type { BatchId, NodeId, ParticipantId } from '../ids.ts';
import type { ArchiveRecord } from './archive.ts';

/** What went to the archive in one act. */
export interface ArchivedBatch {
  readonly batchId: BatchId;
  /** ms UTC. */
  readonly at: number;
  readonly by: ParticipantId | null;
  readonly nodeIds: readonly NodeId[];
}

/** The batches of these records, latest first, with those of their nodes that are hidden now. */
export function listBatches(
  records: Iterable<ArchiveRecord>,
  hiddenIds: ReadonlySet<NodeId>,
): readonly ArchivedBatch[] {
  const batches = new Map<BatchId, { at: number; by: ParticipantId | null; ids: Set<NodeId> }>();
  for (const { batchId, at, by, memberIds } of records) {
    if (at === null) continue;
    const ids = batches.get(batchId)?.ids ?? new Set();
    for (const nodeId of memberIds) if (hiddenIds.has(nodeId)) ids.add(nodeId);
    batches.set(batchId, { at, by, ids });
  }
  return [...batches]
    .map(([batchId, { at, by, ids }]) => ({ batchId, at, by, nodeIds: [...ids].toSorted() }))
    .toSorted((a, b) => b.at - a.at || (a.batchId < b.batchId ? -1 : 1));
}
