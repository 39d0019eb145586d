/** Where nodes are drawn: from where they hang, without those that are hidden and no deeper than
 *  anybody can work in.
 *
 *      hangs         hidden: B       is drawn          deepest level: 3
 *       A                              A
 *       └── B                          └── C           C takes the place of its hidden parent
 *           └── C                          ├── D
 *               └── D                      └── E       E would be at level 4: next to its parent
 *                   └── E
 *
 *  A pure reading of places and archive records: the same on every device, and nothing stored
 *  changes by it. One walk from the top down, so that a node costs the same however deep it hangs. */
import type { NodeId } from '../ids.ts';
import type { TreeArchive } from './archive.ts';
import type { TreeShape } from './tree-shape.ts';

/** Nobody may hang a node deeper. What gets there all the same, by a meeting of moves or by malice,
 *  is shown at this level. */
export const DEEPEST_LEVEL = 64;

export interface VisiblePlace {
  readonly isHidden: boolean;
  /** The visible parent, of a hidden node the one that it would have. Null: the top. */
  readonly parentId: NodeId | null;
  /** 1 at the top. */
  readonly level: number;
}

/** Which nodes to walk. Left out: all. */
export interface Walk {
  readonly touchedIds: ReadonlySet<NodeId>;
  /** Can the places under a touched node not be other ones than before, now that it is there? */
  readonly isSettled: (nodeId: NodeId, place: VisiblePlace) => boolean;
}

/** A visible node, as its children see it. */
interface Above {
  readonly nodeId: NodeId | null;
  readonly parentId: NodeId | null;
  readonly level: number;
}

interface Visit {
  readonly nodeId: NodeId;
  readonly above: Above;
  /** Or only passed, on the way to one that is. */
  readonly isWalked: boolean;
}

const TOP: Above = { nodeId: null, parentId: null, level: 0 };

/** The places of the touched nodes and of all under them, parents before children. */
export function visiblePlaces(
  shape: TreeShape,
  archive: TreeArchive,
  walk?: Walk,
): Map<NodeId, VisiblePlace> {
  const places = new Map<NodeId, VisiblePlace>();
  const ways = walk === undefined ? undefined : waysTo(shape, walk.touchedIds);
  const path = new Set<NodeId>();
  // A loop with a stack of its own: a hostile tree is deeper than the stack of functions. A bare id
  // says that all under that node was visited.
  const stack: (Visit | NodeId)[] = [];
  const visitUnder = (above: Above, hangsUnder: NodeId | null, isWalked: boolean) => {
    const childIds = isWalked ? shape.childIds(hangsUnder) : ways?.get(hangsUnder);
    for (const nodeId of childIds ?? []) stack.push({ nodeId, above, isWalked });
  };
  visitUnder(TOP, null, walk === undefined);
  for (let visit = stack.pop(); visit !== undefined; visit = stack.pop()) {
    if (typeof visit === 'string') {
      path.delete(visit);
      continue;
    }
    const { nodeId, above } = visit;
    path.add(nodeId);
    stack.push(nodeId);
    const place = placeUnder(above, archive.isNamedOn(path, nodeId));
    const isWalked = visit.isWalked || walk?.touchedIds.has(nodeId) === true;
    if (isWalked) places.set(nodeId, place);
    const goesOn = isWalked && walk?.isSettled(nodeId, place) !== true;
    visitUnder(place.isHidden ? above : { nodeId, ...place }, nodeId, goesOn);
  }
  return places;
}

function placeUnder(above: Above, isHidden: boolean): VisiblePlace {
  const isDeepest = above.level === DEEPEST_LEVEL;
  const parentId = isDeepest ? above.parentId : above.nodeId;
  return { isHidden, parentId, level: isDeepest ? DEEPEST_LEVEL : above.level + 1 };
}

/** For each node above the touched ones, its children that are touched or lie above touched ones. */
function waysTo(shape: TreeShape, touchedIds: ReadonlySet<NodeId>): Map<NodeId | null, NodeId[]> {
  const ways = new Map<NodeId | null, NodeId[]>();
  const passed = new Set<NodeId>();
  for (const touchedId of touchedIds) {
    let at: NodeId | null = shape.has(touchedId) ? touchedId : null;
    while (at !== null && !passed.has(at)) {
      passed.add(at);
      const parentId = shape.parentId(at);
      const siblings = ways.get(parentId);
      if (siblings === undefined) ways.set(parentId, [at]);
      else siblings.push(at);
      at = parentId;
    }
  }
  return ways;
}
