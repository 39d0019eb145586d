/** Moving a node, with everything under it. The words *up*, *down*, *in* and *out* speak of the tree
 *  as people see it: hidden siblings are passed over. */
import type { TreeDocument } from '../documents/tree-document.ts';
import { randomDigits, type NodeId } from '../ids.ts';
import { accept, refuse, type Outcome } from '../refusal.ts';
import { isVisible } from './archive.ts';
import { whyTooDeep } from './depth.ts';
import { whyAcrossTheLine } from './guard.ts';
import { readNodeFacts, type NodeKind } from './node.ts';
import { FIRST_ORDER_KEY, orderKeyBetween } from './order-key.ts';
import { inOneStep } from './in-one-step.ts';
import { changeKind } from './node-record.ts';
import { whyUnfitAbove, whyUnfitUnder } from './placement.ts';
import { movePosition, type Place } from './position.ts';
import { settledPositions } from './settle.ts';
import type { Act, TreeRefusal, TreeStep } from './step.ts';
import type { TreeIndex } from './tree-index.ts';
import { setPositions, shapeOf, type TreeShape } from './tree-shape.ts';

type TreeOutcome = Outcome<TreeStep, TreeRefusal>;

/** Where among the children of a parent. */
export type Spot =
  | { readonly at: 'first' }
  | { readonly at: 'last' }
  | { readonly at: 'after' | 'before'; readonly nodeId: NodeId };

/** The keys to stay between; null: open on that side. */
type Room = readonly [left: string | null, right: string | null];

/** `afterId` as the verbs take it: after that node, first (null) or last (undefined). */
export function spotAfter(afterId: NodeId | null | undefined): Spot {
  if (afterId === undefined) return { at: 'last' };
  return afterId === null ? { at: 'first' } : { at: 'after', nodeId: afterId };
}

/** Puts a node under another parent, or elsewhere under its own. `afterId`: after that node, first
 *  (null) or last (undefined). Refuses `nodeIsGone`, `parentIsGone`, `wouldContainItself`, `doesNotFitThere`
 *  and `tooDeep`. */
export function moveNode(
  tree: TreeDocument,
  move: { nodeId: NodeId; parentId: NodeId | null; afterId?: NodeId | null | undefined },
  act: Act,
): TreeOutcome {
  return moveToSpot(tree, move.nodeId, move.parentId, spotAfter(move.afterId), act);
}

/** The same for a node that fits there as another kind only: it becomes that. One step to undo. Refuses as
 *  `moveNode` and `setNodeKind` do. */
export function moveNodeAs(
  tree: TreeDocument,
  move: { nodeId: NodeId; kind: NodeKind; parentId: NodeId; afterId?: NodeId | null | undefined },
  act: Act,
): TreeOutcome {
  const { nodeId, kind, parentId, afterId } = move;
  const refusal =
    whyNotUnder(tree, nodeId, parentId) ??
    whyUnfitUnder(tree, { nodeId, kind }, parentId) ??
    whyUnfitAbove(tree, nodeId, kind);
  if (refusal !== undefined) return refuse(refusal);
  const orderKey = orderKeyAt(tree, nodeId, parentId, spotAfter(afterId), act);
  return inOneStep(tree, act, [
    () => changeKind(tree, { nodeId, kind }, act),
    () => moveToPlace(tree, nodeId, { parentId, orderKey }, act),
  ]);
}

/** One place up among its siblings. Refuses `nodeIsGone` and `alreadyFirst`. */
export function moveNodeUp(
  tree: TreeDocument,
  index: TreeIndex,
  nodeId: NodeId,
  act: Act,
): TreeOutcome {
  const neighbours = neighboursOf(index, nodeId);
  if (neighbours === undefined) return refuse({ kind: 'nodeIsGone', nodeId });
  const { parentId, previousId } = neighbours;
  if (previousId === undefined) return refuse({ kind: 'alreadyFirst', nodeId });
  return moveToSpot(tree, nodeId, parentId, { at: 'before', nodeId: previousId }, act);
}

/** One place down among its siblings. Refuses `nodeIsGone` and `alreadyLast`. */
export function moveNodeDown(
  tree: TreeDocument,
  index: TreeIndex,
  nodeId: NodeId,
  act: Act,
): TreeOutcome {
  const neighbours = neighboursOf(index, nodeId);
  if (neighbours === undefined) return refuse({ kind: 'nodeIsGone', nodeId });
  const { parentId, nextId } = neighbours;
  if (nextId === undefined) return refuse({ kind: 'alreadyLast', nodeId });
  return moveToSpot(tree, nodeId, parentId, { at: 'after', nodeId: nextId }, act);
}

/** Makes it the last child of the sibling above. Refuses `nodeIsGone`, `nothingAbove`,
 *  `doesNotFitThere` and `tooDeep`. */
export function indentNode(
  tree: TreeDocument,
  index: TreeIndex,
  nodeId: NodeId,
  act: Act,
): TreeOutcome {
  const neighbours = neighboursOf(index, nodeId);
  if (neighbours === undefined) return refuse({ kind: 'nodeIsGone', nodeId });
  const { previousId } = neighbours;
  if (previousId === undefined) return refuse({ kind: 'nothingAbove', nodeId });
  return moveToSpot(tree, nodeId, previousId, { at: 'last' }, act);
}

/** Makes it the next sibling of its parent. Refuses `nodeIsGone`, `alreadyAtTop` and
 *  `doesNotFitThere`. */
export function outdentNode(
  tree: TreeDocument,
  index: TreeIndex,
  nodeId: NodeId,
  act: Act,
): TreeOutcome {
  const node = index.node(nodeId);
  if (node === undefined) return refuse({ kind: 'nodeIsGone', nodeId });
  if (node.parentId === null) return refuse({ kind: 'alreadyAtTop', nodeId });
  const grandparentId = index.node(node.parentId)?.parentId ?? null;
  return moveToSpot(tree, nodeId, grandparentId, { at: 'after', nodeId: node.parentId }, act);
}

function neighboursOf(index: TreeIndex, nodeId: NodeId) {
  const node = index.node(nodeId);
  if (node === undefined) return undefined;
  const { parentId, position } = node;
  const siblingIds = parentId === null ? index.rootIds() : index.node(parentId)?.childIds;
  // Positions count from 1.
  return { parentId, previousId: siblingIds?.[position - 2], nextId: siblingIds?.[position] };
}

function moveToSpot(
  tree: TreeDocument,
  nodeId: NodeId,
  parentId: NodeId | null,
  spot: Spot,
  act: Act,
): TreeOutcome {
  const { kind } = readNodeFacts(tree.nodes.get(nodeId));
  const refusal =
    whyNotUnder(tree, nodeId, parentId) ?? whyUnfitUnder(tree, { nodeId, kind }, parentId);
  if (refusal !== undefined) return refuse(refusal);
  const orderKey = orderKeyAt(tree, nodeId, parentId, spot, act);
  return moveToPlace(tree, nodeId, { parentId, orderKey }, act);
}

/** Puts a node at an exact place: for moving, and for moving back. Refuses as `moveNode` does, but asks
 *  nothing about kinds. */
export function moveToPlace(
  tree: TreeDocument,
  nodeId: NodeId,
  { parentId, orderKey }: Pick<Place, 'parentId' | 'orderKey'>,
  act: Act,
): TreeOutcome {
  const refusal = whyAcrossTheLine(tree, [nodeId], act) ?? whyNotUnder(tree, nodeId, parentId);
  if (refusal !== undefined) return refuse(refusal);
  const shape = shapeOf(tree);
  const from = shape.place(nodeId);
  if (from === undefined) return refuse({ kind: 'nodeIsGone', nodeId });
  const to: Place = { parentId, orderKey, counter: shape.nextCounter };
  tree.doc.transact(() => {
    // Nodes that an earlier circle displaced are written down where people see them first: else
    // they would jump when this move opens their circle.
    // What is not theirs to move the server writes down, a moment later.
    const positions = new Map(
      [...settledPositions(shape)].filter(([id]) => !whyAcrossTheLine(tree, [id], act)),
    );
    const position = positions.get(nodeId) ?? shape.position(nodeId) ?? { ...from, history: [] };
    positions.set(nodeId, movePosition(position, from, to));
    setPositions(tree, positions);
  }, act.origin);
  return accept<TreeStep>({ kind: 'moved', nodeId, from, to });
}

function whyNotUnder(
  tree: TreeDocument,
  nodeId: NodeId,
  parentId: NodeId | null,
): TreeRefusal | undefined {
  if (!isVisible(tree, nodeId)) return { kind: 'nodeIsGone', nodeId };
  if (parentId === null) return undefined;
  if (!isVisible(tree, parentId)) return { kind: 'parentIsGone', parentId };
  const shape = shapeOf(tree);
  if (shape.isWithin(parentId, nodeId)) return { kind: 'wouldContainItself', nodeId, parentId };
  return whyTooDeep(shape, nodeId, parentId);
}

/** `count` order keys in a row, at a spot among the children of a parent. */
export function orderKeysAt(
  tree: TreeDocument,
  at: { parentId: NodeId | null; spot: Spot; count: number },
  act: Act,
): string[] {
  const shape = shapeOf(tree);
  const drawDigits = act.drawDigits ?? randomDigits;
  const [left, right] = roomAt(shape, undefined, at.parentId, at.spot);
  const keys: string[] = [];
  while (keys.length < at.count) {
    const key = orderKeyBetween(keys.at(-1) ?? left, right, drawDigits, shape.ownLastKey);
    shape.ownLastKey = key;
    keys.push(key);
  }
  return keys;
}

/** The order key for a node at a spot among the children of a parent. */
export function orderKeyAt(
  tree: TreeDocument,
  nodeId: NodeId,
  parentId: NodeId | null,
  spot: Spot,
  act: Act,
): string {
  const shape = shapeOf(tree);
  const [left, right] = roomAt(shape, nodeId, parentId, spot);
  const drawDigits = act.drawDigits ?? randomDigits;
  const key = orderKeyBetween(left, right, drawDigits, shape.ownLastKey);
  shape.ownLastKey = key;
  return key;
}

/** What to stay between at a spot. `nodeId`: who comes there, which is no neighbour of itself. */
function roomAt(
  shape: TreeShape,
  nodeId: NodeId | undefined,
  parentId: NodeId | null,
  spot: Spot,
): Room {
  const siblingIds = shape.childIds(parentId);
  const gap = gapAt(shape, siblingIds, parentId, spot);
  const keysOf = (ids: readonly NodeId[]) =>
    ids.filter((id) => id !== nodeId).map((id) => shape.place(id)?.orderKey ?? FIRST_ORDER_KEY);
  const before = keysOf(siblingIds.slice(0, gap));
  const behind = keysOf(siblingIds.slice(gap));
  return spot.at === 'before' ? roomBefore(before, behind) : roomAfter(before, behind);
}

// Equal keys leave no room between them: the neighbour is the next key that differs.

function roomAfter(before: readonly string[], behind: readonly string[]): Room {
  const left = before.at(-1) ?? null;
  return [left, behind.find((key) => left === null || key > left) ?? null];
}

function roomBefore(before: readonly string[], behind: readonly string[]): Room {
  const right = behind[0] ?? null;
  return [before.findLast((key) => right === null || key < right) ?? null, right];
}

/** How many of the siblings come before the spot. */
function gapAt(
  shape: TreeShape,
  siblingIds: readonly NodeId[],
  parentId: NodeId | null,
  spot: Spot,
): number {
  if (spot.at === 'first') return 0;
  if (spot.at === 'last') return siblingIds.length;
  // A surfaced node stands in the place of the hidden parent that it hangs under.
  let standIn: NodeId | null = spot.nodeId;
  while (standIn !== null && shape.parentId(standIn) !== parentId) {
    standIn = shape.parentId(standIn);
  }
  const at = standIn === null ? -1 : siblingIds.indexOf(standIn);
  if (at === -1) return siblingIds.length;
  return spot.at === 'after' ? at + 1 : at;
}
