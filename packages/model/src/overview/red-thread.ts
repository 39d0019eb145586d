/** The red thread runs from what changes, by what is done for it, into the text, and is held by more than
 *  one organisation. A *loose end* is a place where that does not yet show: something to look at together,
 *  nobody's fault, and never counted against anybody.
 *
 *  What will not be done (`dropped`) has no loose ends, carries no thread, and stands behind nothing. */
import type { NodeId, PartyId } from '../ids.ts';
import type { TreeNode } from '../tree/node.ts';

export const LOOSE_END_KINDS = ['noEffect', 'noPerformance', 'notInText', 'oneParty'] as const;
/** - `noEffect`: a performance or activity that leads to no effect: under none, and serving none.
 *  - `noPerformance`: an effect with no performance anywhere under it, or serving it.
 *  - `notInText`: agreed, and no chip of the narrative names it.
 *  - `oneParty`: an effect at the top with all that is under it, behind which one party stands. */
export type LooseEndKind = (typeof LOOSE_END_KINDS)[number];

export interface LooseEnd {
  readonly kind: LooseEndKind;
  readonly nodeId: NodeId;
  /** Who stands behind it alone; only with `oneParty`. */
  readonly partyId?: PartyId;
}

type Rows = readonly TreeNode[];
type NodesById = ReadonlyMap<NodeId, TreeNode>;

/** The loose ends of a tree, kind by kind and in the order of the tree. Of a branch that hangs loose only
 *  its highest node is told, of effects under one another without a performance only the lowest: mending
 *  that mends the others. `rows` as `TreeIndex.rows` gives them, parents first; `namedIds`: the nodes that
 *  the chips of the narrative name. */
export function findLooseEnds(rows: Rows, namedIds: ReadonlySet<NodeId>): readonly LooseEnd[] {
  const byId: NodesById = new Map(rows.map((node) => [node.nodeId, node]));
  return [
    ...withoutEffect(rows),
    ...withoutPerformance(rows, byId),
    ...outsideText(rows, namedIds),
    ...ofOneParty(rows, byId),
  ];
}

/** The nodes that lead to an effect, themselves or by what they hang under. */
export function threadedIds(rows: Rows): ReadonlySet<NodeId> {
  const byId: NodesById = new Map(rows.map((node) => [node.nodeId, node]));
  const threaded = new Set<NodeId>();
  for (const node of rows) {
    const hangsOn = node.parentId !== null && threaded.has(node.parentId);
    if (hangsOn || isLivingEffect(node) || servedIds(node, byId).length > 0) {
      threaded.add(node.nodeId);
    }
  }
  return threaded;
}

function withoutEffect(rows: Rows): LooseEnd[] {
  const threaded = threadedIds(rows);
  const told = new Set<NodeId | null>();
  return rows.flatMap((node) => {
    if (threaded.has(node.nodeId)) return [];
    const isBelow = told.has(node.parentId);
    if (isBelow) told.add(node.nodeId);
    if (isBelow || node.kind === 'effect' || isDropped(node)) return [];
    told.add(node.nodeId);
    return [{ kind: 'noEffect' as const, nodeId: node.nodeId }];
  });
}

function withoutPerformance(rows: Rows, byId: NodesById): LooseEnd[] {
  const held = new Set<NodeId>();
  for (const node of rows) {
    if (node.kind !== 'performance' || isDropped(node)) continue;
    for (const id of [node.parentId, ...servedIds(node, byId)]) addUpwards(held, id, byId);
  }
  const bare = rows.filter((node) => isLivingEffect(node) && !held.has(node.nodeId));
  const aboveBare = new Set<NodeId>();
  for (const { parentId } of bare) addUpwards(aboveBare, parentId, byId);
  return bare
    .filter(({ nodeId }) => !aboveBare.has(nodeId))
    .map(({ nodeId }) => ({ kind: 'noPerformance', nodeId }));
}

function outsideText(rows: Rows, namedIds: ReadonlySet<NodeId>): LooseEnd[] {
  return rows
    .filter(({ nodeId, state }) => state.is === 'agreed' && !namedIds.has(nodeId))
    .map(({ nodeId }) => ({ kind: 'notInText', nodeId }));
}

/** A branch in which nothing is done yet is another loose end, so it is not told here. */
function ofOneParty(rows: Rows, byId: NodesById): LooseEnd[] {
  const behind = partiesBehind(rows, byId);
  return rows.flatMap((node) => {
    if (node.parentId !== null || !isLivingEffect(node)) return [];
    const { partyIds, isDoing } = behind.get(node.nodeId) ?? NOBODY;
    const [partyId, another] = partyIds;
    if (!isDoing || partyId === undefined || another !== undefined) return [];
    return [{ kind: 'oneParty' as const, nodeId: node.nodeId, partyId }];
  });
}

interface Behind {
  readonly partyIds: ReadonlySet<PartyId>;
  /** Is there a performance for it? */
  readonly isDoing: boolean;
}

const NOBODY: Behind = { partyIds: new Set(), isDoing: false };

/** Who owns or helps, by the node at the top of each branch. Who serves a branch from elsewhere stands
 *  behind it as well. */
function partiesBehind(rows: Rows, byId: NodesById): ReadonlyMap<NodeId, Behind> {
  const topIds = new Map<NodeId, NodeId>();
  const behind = new Map<NodeId, Behind>();
  for (const { nodeId, parentId } of rows) {
    topIds.set(nodeId, (parentId === null ? undefined : topIds.get(parentId)) ?? nodeId);
  }
  for (const node of rows.filter((one) => !isDropped(one))) {
    const served = node.kind === 'performance' ? servedIds(node, byId) : [];
    for (const topId of new Set([node.nodeId, ...served].map((id) => topIds.get(id) ?? id))) {
      const { partyIds, isDoing } = behind.get(topId) ?? NOBODY;
      behind.set(topId, {
        partyIds: new Set([
          ...partyIds,
          ...(node.owner === null ? [] : [node.owner]),
          ...node.helperIds,
        ]),
        isDoing: isDoing || node.kind === 'performance',
      });
    }
  }
  return behind;
}

function addUpwards(ids: Set<NodeId>, from: NodeId | null, byId: NodesById): void {
  for (let id = from; id !== null && !ids.has(id); id = byId.get(id)?.parentId ?? null) ids.add(id);
}

/** Effects in sight that this node serves. */
function servedIds(node: TreeNode, byId: NodesById): NodeId[] {
  if (isDropped(node)) return [];
  return node.services.map(({ effectId }) => effectId).filter((id) => isLivingEffect(byId.get(id)));
}

function isLivingEffect(node: TreeNode | undefined): boolean {
  return node?.kind === 'effect' && !isDropped(node);
}

function isDropped({ state }: TreeNode): boolean {
  return state.is === 'dropped';
}
