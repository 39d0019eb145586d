/** Somebody else took a node out of sight: who, and with what it can come back. */
import { readArchiveRecord, type BatchId, type NodeId } from '@meemaak/model';
import type { DossierRoom } from '../../rooms/dossier-room.ts';

export interface TakenAway {
  /** Undefined: nobody who is here now. */
  readonly name: string | undefined;
  readonly batchId: BatchId;
}

/** By its own record or by that of a node it hung under; undefined: it is not in the archive. */
export function readTakenAway(
  { tree, people }: Pick<DossierRoom, 'tree' | 'people'>,
  nodeId: NodeId,
): TakenAway | undefined {
  const record = [...tree.arch.entries()]
    .map(([namerId, stored]) => readArchiveRecord(namerId as NodeId, stored))
    .find((found) => found?.memberIds.includes(nodeId) === true);
  if (record === undefined) return undefined;
  const person = people.get().find(({ participant }) => participant.participantId === record.by);
  return { name: person?.participant.name, batchId: record.batchId };
}
