/** Reading a clash that was stored on a device, perhaps by another build. */
import { isId, type BatchId, type NodeId, type RecordId } from '../ids.ts';
import { readField, readText } from '../outside.ts';
import { readOrderKey } from '../tree/order-key.ts';
import type { Clash, NotePart } from './clash.ts';

const readers: { readonly [Kind in Clash['kind']]: (stored: unknown) => Clash | undefined } = {
  parentArchived: (stored) => {
    const facts = readArchived(stored);
    const surfacedIds = readIds(readField(stored, 'surfacedIds'));
    return facts && { kind: 'parentArchived', ...facts, surfacedIds };
  },
  archivedWhileWorkedIn: (stored) => {
    const facts = readArchived(stored);
    return facts && { kind: 'archivedWhileWorkedIn', ...facts };
  },
  fieldChangedTwice: (stored) => {
    const nodeId = readNodeId(stored);
    const path = readTexts(readField(stored, 'path'));
    const [mine, theirs] = [readField(stored, 'mine'), readField(stored, 'theirs')];
    return nodeId && { kind: 'fieldChangedTwice', nodeId, path, mine, theirs };
  },
  movedTwice: (stored) => {
    const nodeId = readNodeId(stored);
    const put = readField(stored, 'mine');
    const parentId = readField(put, 'parentId');
    const mine = {
      parentId: isId<NodeId>(parentId) ? parentId : null,
      orderKey: readOrderKey(readField(put, 'orderKey')),
    };
    const because = readField(stored, 'because') === 'circle' ? 'circle' : 'bothMoved';
    return nodeId && { kind: 'movedTwice', nodeId, because, mine };
  },
  paragraphRemoved: (stored) => {
    const [blockId, words] = [readField(stored, 'blockId'), readField(stored, 'words')];
    return { kind: 'paragraphRemoved', blockId: readText(blockId), words: readText(words) };
  },
  noteRemoved: (stored) => {
    const recordId = readText(readField(stored, 'recordId')) as RecordId;
    return { kind: 'noteRemoved', recordId, mine: readField(stored, 'mine') };
  },
  noteChangedTwice: (stored) => {
    const recordId = readText(readField(stored, 'recordId')) as RecordId;
    const parts = readField(stored, 'parts');
    const read = Array.isArray(parts) ? parts.map(readPart) : [];
    return { kind: 'noteChangedTwice', recordId, parts: read };
  },
};

/** Undefined when it is no clash that this build knows. */
export function readClash(stored: unknown): Clash | undefined {
  const kind = readText(readField(stored, 'kind'));
  return isKind(kind) ? readers[kind](stored) : undefined;
}

function isKind(kind: string): kind is Clash['kind'] {
  return Object.hasOwn(readers, kind);
}

function readArchived(stored: unknown) {
  const nodeId = readNodeId(stored);
  const batchId = readField(stored, 'batchId');
  if (nodeId === undefined || !isId<BatchId>(batchId)) return undefined;
  return { nodeId, batchId, hiddenIds: readIds(readField(stored, 'hiddenIds')) };
}

function readPart(stored: unknown): NotePart {
  const path = readTexts(readField(stored, 'path'));
  return { path, mine: readField(stored, 'mine'), theirs: readField(stored, 'theirs') };
}

function readNodeId(stored: unknown): NodeId | undefined {
  const nodeId = readField(stored, 'nodeId');
  return isId<NodeId>(nodeId) ? nodeId : undefined;
}

function readIds(stored: unknown): NodeId[] {
  return Array.isArray(stored) ? stored.filter((id) => isId<NodeId>(id)) : [];
}

function readTexts(stored: unknown): string[] {
  return Array.isArray(stored) ? stored.map(readText) : [];
}
