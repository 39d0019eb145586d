/** Giving a place the value that I had, by the ordinary verbs: as undoable as any other work. */
import * as Y from 'yjs';
import type { BoardDocument } from '../documents/board-document.ts';
import type { TreeDocument } from '../documents/tree-document.ts';
import { isId, type PartyId } from '../ids.ts';
import { readField, readText } from '../outside.ts';
import { accept, refuse, type Outcome } from '../refusal.ts';
import { archiveOf } from '../tree/archive.ts';
import { moveToPlace } from '../tree/move.ts';
import { isNodeKind, readNodeFacts } from '../tree/node.ts';
import type { Act, TreeRefusal, TreeStep } from '../tree/step.ts';
import { shapeOf } from '../tree/tree-shape.ts';
import { renameNode, restoreBatch, setNodeKind, setNodeOwner } from '../tree/verbs.ts';
import type { Clash } from './clash.ts';
import { isSameValue, plainValue, type TouchPath } from './touch.ts';

type ClashOf<Kind extends Clash['kind']> = Extract<Clash, { kind: Kind }>;

export type TreeClash = ClashOf<
  'parentArchived' | 'archivedWhileWorkedIn' | 'fieldChangedTwice' | 'movedTwice'
>;
export type BoardClash = ClashOf<'noteRemoved' | 'noteChangedTwice'>;

/** Does the tree stand as I had it? Then there is nothing to put back. For an archived branch: is it
 *  in sight again? */
export function treeStandsAsMine(tree: TreeDocument, clash: TreeClash): boolean {
  switch (clash.kind) {
    case 'parentArchived':
    case 'archivedWhileWorkedIn':
      return archiveOf(tree).record(clash.nodeId)?.batchId !== clash.batchId;
    case 'movedTwice': {
      const place = shapeOf(tree).place(clash.nodeId);
      return place?.parentId === clash.mine.parentId && place.orderKey === clash.mine.orderKey;
    }
    case 'fieldChangedTwice':
      return isSameValue(clash.mine, fieldNow(tree, clash));
  }
}

function fieldNow(tree: TreeDocument, { nodeId, path }: ClashOf<'fieldChangedTwice'>): unknown {
  const record = tree.nodes.get(nodeId);
  return path[0] === 'title' ? readNodeFacts(record).title : valueAt(record, path);
}

/** Refuses what the verbs refuse; a change to an indicator cannot be put back, only looked at. */
export function putTreeBack(
  tree: TreeDocument,
  clash: TreeClash,
  act: Act,
): Outcome<TreeStep, TreeRefusal> {
  switch (clash.kind) {
    case 'parentArchived':
    case 'archivedWhileWorkedIn':
      return restoreBatch(tree, clash.batchId, act);
    case 'movedTwice':
      return moveToPlace(tree, clash.nodeId, clash.mine, act);
    case 'fieldChangedTwice':
      return putFieldBack(tree, clash, act);
  }
}

function putFieldBack(
  tree: TreeDocument,
  { nodeId, path, mine }: ClashOf<'fieldChangedTwice'>,
  act: Act,
): Outcome<TreeStep, TreeRefusal> {
  const [field] = path;
  if (field === 'title') return renameNode(tree, { nodeId, title: readText(mine) }, act);
  if (field === 'kind' && isNodeKind(mine)) return setNodeKind(tree, { nodeId, kind: mine }, act);
  const owner = isId<PartyId>(mine) ? mine : null;
  if (field === 'owner') return setNodeOwner(tree, { nodeId, owner }, act);
  return refuse({ kind: 'changedSince', nodeId });
}

/** What was put back on the board, and what stood there before: undefined when nothing did. */
export interface BoardStep {
  readonly recordId: string;
  readonly parts: readonly { readonly path: TouchPath; readonly from: unknown }[];
}

export type BoardRefusal = { readonly kind: 'recordIsGone' | 'recordIsThere' };

export function boardStandsAsMine(board: BoardDocument, clash: BoardClash): boolean {
  const record = board.records.get(clash.recordId);
  if (clash.kind === 'noteRemoved') return record !== undefined;
  return clash.parts.every(({ path, mine }) => isSameValue(mine, valueAt(record, path)));
}

/** Refuses `recordIsThere` (somebody put it back already) and `recordIsGone` (somebody took it away). */
export function putBoardBack(
  board: BoardDocument,
  clash: BoardClash,
  origin: unknown,
): Outcome<BoardStep, BoardRefusal> {
  const { recordId } = clash;
  const record = board.records.get(recordId);
  if (clash.kind === 'noteRemoved') {
    if (record !== undefined) return refuse({ kind: 'recordIsThere' });
    board.doc.transact(() => board.records.set(recordId, sharedRecord(clash.mine)), origin);
    return accept({ recordId, parts: [] });
  }
  if (!(record instanceof Y.Map)) return refuse({ kind: 'recordIsGone' });
  const parts = clash.parts.map(({ path }) => ({ path, from: valueAt(record, path) }));
  board.doc.transact(() => {
    for (const { path, mine } of clash.parts) setAt(record, path, mine);
  }, origin);
  return accept({ recordId, parts });
}

/** Undoes `putBoardBack`. */
export function takeBoardBack(
  board: BoardDocument,
  { recordId, parts }: BoardStep,
  origin: unknown,
): void {
  const record = board.records.get(recordId);
  board.doc.transact(() => {
    if (parts.length === 0) board.records.delete(recordId);
    else if (record instanceof Y.Map) {
      for (const { path, from } of parts) setAt(record, path, from);
    }
  }, origin);
}

/** A whole record as it was stored: `props` and `meta` shared, everything else a value. */
function sharedRecord(stored: unknown): Y.Map<unknown> {
  const shared = new Y.Map<unknown>();
  for (const [key, value] of Object.entries(stored ?? {})) {
    const isShared = key === 'props' || key === 'meta';
    shared.set(key, isShared ? new Y.Map(Object.entries(value ?? {})) : value);
  }
  return shared;
}

function valueAt(record: unknown, path: TouchPath): unknown {
  let at = record;
  for (const name of path) at = at instanceof Y.Map ? at.get(name) : readField(at, name);
  return plainValue(at);
}

/** Undefined takes the part away. */
function setAt(record: Y.Map<unknown>, path: TouchPath, value: unknown): void {
  const name = path.at(-1) ?? '';
  const holder = path.length === 1 ? record : record.get(path[0] ?? '');
  if (!(holder instanceof Y.Map)) return;
  if (value === undefined) holder.delete(name);
  else holder.set(name, value);
}
