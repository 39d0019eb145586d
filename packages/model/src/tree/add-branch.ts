/** A whole branch at once, from elsewhere: all of it or nothing, in one transaction and as one step.
 *
 *      nodes, parents first ─▶ does everything fit? ─▶ places of all ─▶ records and places written
 *                                    └─ no: the first reason, and nothing is touched */
import type { TreeDocument } from '../documents/tree-document.ts';
import type { BatchId, NodeId } from '../ids.ts';
import { MAX_INDICATOR_TEXT_LENGTH, longestText } from '../indicator/indicator.ts';
import { accept, refuse, type Outcome } from '../refusal.ts';
import { isVisible, type ArchiveRecord } from './archive.ts';
import { levelOf } from './depth.ts';
import { whyNotMake } from './guard.ts';
import { orderKeysAt, spotAfter } from './move.ts';
import { readNodeFacts, type NodeBasics, type NodeKind } from './node.ts';
import { newRecordWith } from './node-record.ts';
import { kindsUnder, mayHangUnder } from './placement.ts';
import type { Position } from './position.ts';
import type { Act, TreeRefusal, TreeStep } from './step.ts';
import { MAX_TITLE_LENGTH, oneLine } from './title.ts';
import { setPositions, shapeOf } from './tree-shape.ts';
import { DEEPEST_LEVEL } from './visible-place.ts';

/** More at once would keep the server and every screen busy for too long. */
export const MOST_BRANCH_NODES = 2_000;

/** A node to come, and what it hangs under: another one of the branch that stands before it, or
 *  (null) the place where the branch comes. */
export interface BranchNode extends NodeBasics {
  readonly nodeId: NodeId;
  readonly parentId: NodeId | null;
}

/** Where a branch comes: under a node (null: at the top), after `afterId`, first (null) or last
 *  (undefined). */
export interface BranchPlace {
  readonly parentId: NodeId | null;
  readonly afterId?: NodeId | null | undefined;
}

export type BranchRefusal =
  | { readonly kind: 'branchIsEmpty' }
  | { readonly kind: 'branchTooLarge'; readonly count: number; readonly limit: number }
  | Extract<
      TreeRefusal,
      {
        kind:
          | 'parentIsGone'
          | 'nodeExists'
          | 'doesNotFitThere'
          | 'titleTooLong'
          | 'indicatorTextTooLong'
          | 'tooDeep'
          | 'acrossTheLine';
      }
    >;

/** Adds a branch, or several side by side. What undoes it is what undoes a restore: all that came
 *  goes out of sight, and only that. */
export function addBranch(
  tree: TreeDocument,
  branch: BranchPlace & { readonly nodes: readonly BranchNode[] },
  act: Act,
): Outcome<TreeStep, BranchRefusal> {
  const nodes = branch.nodes.map((node) => ({ ...node, title: oneLine(node.title) }));
  const refusal =
    whyNot(tree, branch.parentId, nodes) ??
    nodes.map((node) => whyNotMake(tree, node, act)).find((one) => one);
  if (refusal !== undefined) return refuse(refusal);
  tree.doc.transact(() => {
    const positions = positionsOf(tree, branch, nodes, act);
    for (const node of nodes) tree.nodes.set(node.nodeId, newRecordWith(node, act));
    setPositions(tree, positions);
  }, act.origin);
  return accept<TreeStep>({ kind: 'restored', records: recordsThatHide(nodes, act) });
}

function whyNot(
  tree: TreeDocument,
  parentId: NodeId | null,
  nodes: readonly BranchNode[],
): BranchRefusal | undefined {
  const [count, limit] = [nodes.length, MOST_BRANCH_NODES];
  if (count === 0) return { kind: 'branchIsEmpty' };
  if (count > limit) return { kind: 'branchTooLarge', count, limit };
  if (parentId !== null && !isVisible(tree, parentId)) return { kind: 'parentIsGone', parentId };
  const shape = shapeOf(tree);
  const place: Above = {
    nodeId: parentId,
    kind: parentId === null ? null : readNodeFacts(tree.nodes.get(parentId)).kind,
    level: levelOf(shape, parentId),
  };
  const known = new Map<NodeId, Above>();
  for (const node of nodes) {
    const { nodeId, kind } = node;
    if (shape.has(nodeId) || known.has(nodeId)) return { kind: 'nodeExists', nodeId };
    const above = node.parentId === null ? place : known.get(node.parentId);
    if (above === undefined) throw new Error('A branch names its nodes from the top down.');
    const refusal = whyNotUnder(node, above) ?? whyTooLong(node);
    if (refusal !== undefined) return refusal;
    known.set(nodeId, { nodeId, kind, level: above.level + 1 });
  }
  return undefined;
}

/** What a node comes under; without an id: the top. */
interface Above {
  readonly nodeId: NodeId | null;
  readonly kind: NodeKind | null;
  readonly level: number;
}

function whyNotUnder({ nodeId, kind }: BranchNode, above: Above): BranchRefusal | undefined {
  const { nodeId: parentId, kind: parentKind } = above;
  if (above.level >= DEEPEST_LEVEL) return { kind: 'tooDeep', nodeId, limit: DEEPEST_LEVEL };
  if (parentId === null || parentKind === null || mayHangUnder(kind, parentKind)) return undefined;
  const fittingKinds = kindsUnder(parentKind);
  return { kind: 'doesNotFitThere', nodeId, nodeKind: kind, parentId, parentKind, fittingKinds };
}

function whyTooLong({ title, indicators }: BranchNode): BranchRefusal | undefined {
  if (title.length > MAX_TITLE_LENGTH) {
    return { kind: 'titleTooLong', length: title.length, limit: MAX_TITLE_LENGTH };
  }
  const [length, limit] = [Math.max(0, ...indicators.map(longestText)), MAX_INDICATOR_TEXT_LENGTH];
  return length > limit ? { kind: 'indicatorTextTooLong', length, limit } : undefined;
}

/** Children of one parent get their keys in one run, so that the keys stay short. */
function positionsOf(
  tree: TreeDocument,
  { parentId: placeId, afterId }: BranchPlace,
  nodes: readonly BranchNode[],
  act: Act,
): Map<NodeId, Position> {
  const siblings = Map.groupBy(nodes, ({ parentId }) => parentId);
  const counter = shapeOf(tree).nextCounter;
  const positions = new Map<NodeId, Position>();
  for (const [inBranch, children] of siblings) {
    const parentId = inBranch ?? placeId;
    const spot = spotAfter(inBranch === null ? afterId : undefined);
    const keys = orderKeysAt(tree, { parentId, spot, count: children.length }, act);
    for (const [at, { nodeId }] of children.entries()) {
      positions.set(nodeId, { parentId, orderKey: keys[at] ?? '', counter, history: [] });
    }
  }
  return positions;
}

/** One record for each top, which names all under it. Without a time: undone is not archived. */
function recordsThatHide(nodes: readonly BranchNode[], act: Act): ArchiveRecord[] {
  const topOf = new Map<NodeId, NodeId>();
  for (const { nodeId, parentId } of nodes) {
    topOf.set(nodeId, (parentId === null ? undefined : topOf.get(parentId)) ?? nodeId);
  }
  const branches = Map.groupBy(topOf.keys(), (nodeId) => topOf.get(nodeId) ?? nodeId);
  const batchId = `undo-${nodes[0]?.nodeId}`.slice(0, 40) as BatchId;
  return [...branches].map(([nodeId, memberIds]) => {
    return { nodeId, batchId, at: null, by: act.by, memberIds };
  });
}
