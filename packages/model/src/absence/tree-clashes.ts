/** Where my work in the tree and that of others met. */
import * as Y from 'yjs';
import type { TreeDocument } from '../documents/tree-document.ts';
import { isId, type NodeId } from '../ids.ts';
import { archiveOf, readArchiveRecord, type ArchiveRecord } from '../tree/archive.ts';
import { readPosition } from '../tree/position.ts';
import { readTitle } from '../tree/title.ts';
import { shapeOf } from '../tree/tree-shape.ts';
import type { Clash } from './clash.ts';
import { isSameValue, touchKey, type Touch, type Touches } from './touch.ts';

/** What I had before the others' work came in. */
export interface TreeMemory {
  /** With the values of that moment. */
  readonly mine: Touches;
  /** Of the nodes that I touched: those that I saw go, or never saw. */
  readonly unseenIds: ReadonlySet<NodeId>;
}

export function rememberTree(tree: TreeDocument, mine: Touches): TreeMemory {
  const archive = archiveOf(tree);
  const unseen = [...touchedNodeIds(mine)].filter((nodeId) => archive.hides(nodeId));
  return { mine, unseenIds: new Set(unseen) };
}

/** The document is as it is with the others' work in it. */
export function findTreeClashes(tree: TreeDocument, memory: TreeMemory, theirs: Touches): Clash[] {
  const { mine } = memory;
  return [
    ...archivedAbove(tree, memory, theirs),
    ...archivedBelow(tree, mine, theirs),
    ...fieldsChangedTwice(tree, mine, theirs),
    ...movesThatClash(tree, mine, theirs),
  ];
}

function* archivedAbove(
  tree: TreeDocument,
  { mine, unseenIds }: TreeMemory,
  theirs: Touches,
): Generator<Clash> {
  const archive = archiveOf(tree);
  const byRecord = new Map<ArchiveRecord, { hiddenIds: NodeId[]; surfacedIds: NodeId[] }>();
  for (const nodeId of touchedNodeIds(mine)) {
    // What I archived as well went as I meant it.
    if (unseenIds.has(nodeId)) continue;
    const isHidden = archive.hides(nodeId);
    // They moved it under what somebody archived earlier: then that is the record.
    const record = nearestRecord(tree, nodeId, theirs) ?? hidingRecord(tree, nodeId);
    if (record === undefined) continue;
    // Somebody else let it surface there; mine was only its title.
    if (!isHidden && !mine.has(touchKey(['pos', nodeId]))) continue;
    const found = byRecord.get(record) ?? { hiddenIds: [], surfacedIds: [] };
    byRecord.set(record, found);
    (isHidden ? found.hiddenIds : found.surfacedIds).push(nodeId);
  }
  for (const [{ nodeId, batchId }, { hiddenIds, surfacedIds }] of byRecord) {
    const ids = { hiddenIds: hiddenIds.toSorted(), surfacedIds: surfacedIds.toSorted() };
    yield { kind: 'parentArchived', nodeId, batchId, ...ids };
  }
}

/** Of the node itself or what it hangs under: the nearest record that these touches wrote, and that
 *  either hides the node or has it surface. */
function nearestRecord(
  tree: TreeDocument,
  nodeId: NodeId,
  touches: Touches,
): ArchiveRecord | undefined {
  const archive = archiveOf(tree);
  const shape = shapeOf(tree);
  const isHidden = archive.hides(nodeId);
  for (let at: NodeId | null = nodeId; at !== null; at = shape.parentId(at)) {
    // A node surfaces from what is out of sight right above it.
    if (!isHidden && at !== nodeId && !archive.hides(at)) return undefined;
    const record = archive.record(at);
    // Both may have archived it: whose record stands says nothing of whom the other one named.
    const written = readArchiveRecord(at, touches.get(touchKey(['arch', at]))?.value);
    if (record === undefined || written === undefined) continue;
    if (!isHidden || written.memberIds.includes(nodeId)) return record;
  }
  return undefined;
}

/** The nearest record that hides the node, whoever made it. */
function hidingRecord(tree: TreeDocument, nodeId: NodeId): ArchiveRecord | undefined {
  const shape = shapeOf(tree);
  for (let at: NodeId | null = nodeId; at !== null; at = shape.parentId(at)) {
    const record = archiveOf(tree).record(at);
    if (record?.memberIds.includes(nodeId) === true) return record;
  }
  return undefined;
}

function* archivedBelow(tree: TreeDocument, mine: Touches, theirs: Touches): Generator<Clash> {
  const byRecord = new Map<ArchiveRecord, NodeId[]>();
  for (const nodeId of touchedNodeIds(theirs)) {
    const record = nearestRecord(tree, nodeId, mine);
    if (record === undefined || nearestRecord(tree, nodeId, theirs) !== undefined) continue;
    if (!archiveOf(tree).hides(nodeId)) continue;
    const hiddenIds = byRecord.get(record) ?? [];
    byRecord.set(record, hiddenIds);
    hiddenIds.push(nodeId);
  }
  for (const [{ nodeId, batchId }, hiddenIds] of byRecord) {
    yield { kind: 'archivedWhileWorkedIn', nodeId, batchId, hiddenIds: hiddenIds.toSorted() };
  }
}

function touchedNodeIds(touches: Touches): ReadonlySet<NodeId> {
  const nodeIds = new Set<NodeId>();
  for (const { path } of touches.values()) {
    const [root, nodeId] = path;
    if (root !== 'arch' && isId<NodeId>(nodeId)) nodeIds.add(nodeId);
  }
  return nodeIds;
}

function* fieldsChangedTwice(tree: TreeDocument, mine: Touches, theirs: Touches): Generator<Clash> {
  for (const [key, { path, value }] of mine) {
    const [root, nodeId, ...field] = path;
    if (root !== 'nodes' || !isId<NodeId>(nodeId) || field.length === 0) continue;
    const other = theirs.get(key) ?? theirs.get(touchKey(path.slice(0, -1)));
    if (other === undefined) continue;
    const facts = { nodeId, path: field, mine: value, theirs: other.value };
    if (!isSameValue(value, field[0] === 'title' ? titleNow(tree, nodeId) : other.value)) {
      yield { kind: 'fieldChangedTwice', ...facts };
    }
  }
}

function titleNow(tree: TreeDocument, nodeId: NodeId): string {
  const record = tree.nodes.get(nodeId);
  return readTitle(record instanceof Y.Map ? record.get('title') : undefined);
}

function* movesThatClash(tree: TreeDocument, mine: Touches, theirs: Touches): Generator<Clash> {
  for (const [key, touch] of mine) {
    const [root, nodeId] = touch.path;
    if (root !== 'pos' || !isId<NodeId>(nodeId) || touch.value === undefined) continue;
    const because = whyElsewhere(tree, nodeId, touch, theirs.get(key));
    const { parentId, orderKey } = readPosition(touch.value);
    const mineWas = { parentId, orderKey };
    if (because !== undefined) yield { kind: 'movedTwice', nodeId, because, mine: mineWas };
  }
}

function whyElsewhere(tree: TreeDocument, nodeId: NodeId, mine: Touch, theirs: Touch | undefined) {
  const put = readPosition(mine.value);
  if (theirs?.value !== undefined) {
    const other = readPosition(theirs.value);
    const isSame = other.parentId === put.parentId && other.orderKey === put.orderKey;
    return isSame ? undefined : 'bothMoved';
  }
  const shape = shapeOf(tree);
  const isElsewhere = shape.displacedIds.has(nodeId) && shape.parentId(nodeId) !== put.parentId;
  return isElsewhere ? 'circle' : undefined;
}
