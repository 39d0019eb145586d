/** The visible tree, read anew by a second hand: slowly, from the stored values alone, circle by
 *  circle and round by round. What the product keeps up to date must equal this at every moment. */
import {
  DEEPEST_LEVEL,
  isId,
  readArchiveRecord,
  readPosition,
  type ArchiveRecord,
  type NodeId,
  type Place,
  type Position,
  type TreeDocument,
  type TreeIndex,
} from '@meemaak/model';

/** What is compared of a row; facts such as titles come from the same record and need no oracle. */
export interface WholeRow {
  readonly nodeId: NodeId;
  readonly parentId: NodeId | null;
  readonly level: number;
  readonly position: number;
  readonly siblingCount: number;
  readonly surfaced: boolean;
  readonly childIds: readonly NodeId[];
}

export interface WholeTree {
  readonly rows: readonly WholeRow[];
  readonly hiddenIds: readonly NodeId[];
  /** Every node of `pos`, hidden ones too, with where it hangs. */
  readonly places: ReadonlyMap<NodeId, Place>;
  /** Nodes that do not hang at their latest place. */
  readonly displacedIds: readonly NodeId[];
  /** Nodes that were on a circle in some round. */
  readonly circledIds: ReadonlySet<NodeId>;
  /** Circles in the latest places alone. */
  readonly circleCount: number;
  readonly roundCount: number;
}

export function readWholeTree(tree: TreeDocument): WholeTree {
  const positions = new Map<NodeId, Position>();
  for (const [key, stored] of tree.pos.entries()) {
    if (isId(key)) positions.set(key as NodeId, readPosition(stored));
  }
  const hanging = breakCircles(positions);
  const hides = readArchive(tree, hanging.places);
  const rows: WholeRow[] = [];
  addRows(rows, hanging.places, hides, null, 1);
  const hiddenIds = [...positions.keys()].filter(hides);
  return { rows, hiddenIds, ...hanging };
}

/** The rows of an index in the form of the second hand. */
export function indexRows(index: TreeIndex): WholeRow[] {
  return index
    .rows()
    .map(({ nodeId, parentId, level, position, siblingCount, surfaced, childIds }) => ({
      nodeId,
      parentId,
      level,
      position,
      siblingCount,
      surfaced,
      childIds,
    }));
}

function breakCircles(positions: ReadonlyMap<NodeId, Position>) {
  const top = { parentId: null, orderKey: '', counter: -1 };
  const candidates = new Map<NodeId, Place[]>();
  for (const [nodeId, position] of positions) {
    const known = [position, ...position.history].filter(
      ({ parentId }) => parentId === null || positions.has(parentId),
    );
    candidates.set(nodeId, [...known, { ...top, orderKey: position.orderKey }]);
  }
  const placeOf = (nodeId: NodeId): Place => candidates.get(nodeId)?.[0] ?? top;
  const circledIds = new Set<NodeId>();
  let circles = findCircles(positions, placeOf);
  const circleCount = circles.length;
  let roundCount = 0;
  while (circles.length > 0) {
    roundCount += 1;
    for (const circle of circles) {
      for (const nodeId of circle) circledIds.add(nodeId);
      const [victim] = circle.toSorted(
        (a, b) => placeOf(b).counter - placeOf(a).counter || (a < b ? 1 : -1),
      );
      if (victim !== undefined) candidates.get(victim)?.shift();
    }
    circles = findCircles(positions, placeOf);
  }
  const places = new Map([...positions.keys()].map((nodeId) => [nodeId, placeOf(nodeId)]));
  const displacedIds = [...positions].filter(([nodeId, { parentId, orderKey, counter }]) => {
    const place = placeOf(nodeId);
    return place.parentId !== parentId || place.orderKey !== orderKey || place.counter !== counter;
  });
  return {
    places,
    displacedIds: displacedIds.map(([nodeId]) => nodeId),
    circledIds,
    circleCount,
    roundCount,
  };
}

function findCircles(
  positions: ReadonlyMap<NodeId, Position>,
  placeOf: (nodeId: NodeId) => Place,
): NodeId[][] {
  const circles = new Map<string, NodeId[]>();
  for (const start of positions.keys()) {
    const path: NodeId[] = [];
    let at: NodeId | null = start;
    while (at !== null && !path.includes(at)) {
      path.push(at);
      at = placeOf(at).parentId;
    }
    if (at === start) circles.set(path.toSorted().join(), path);
  }
  return [...circles.values()];
}

function readArchive(
  tree: TreeDocument,
  places: ReadonlyMap<NodeId, Place>,
): (nodeId: NodeId) => boolean {
  const records: ArchiveRecord[] = [];
  for (const [key, stored] of tree.arch.entries()) {
    const record = isId(key) ? readArchiveRecord(key as NodeId, stored) : undefined;
    if (record !== undefined) records.push(record);
  }
  const isWithin = (nodeId: NodeId | null, ancestorId: NodeId): boolean =>
    nodeId !== null &&
    (nodeId === ancestorId || isWithin(places.get(nodeId)?.parentId ?? null, ancestorId));
  return (nodeId) =>
    records.some((record) => record.memberIds.includes(nodeId) && isWithin(nodeId, record.nodeId));
}

function addRows(
  rows: WholeRow[],
  places: ReadonlyMap<NodeId, Place>,
  hides: (nodeId: NodeId) => boolean,
  parentId: NodeId | null,
  level: number,
): NodeId[] {
  const childIds = listedIds(places, hides, parentId, level);
  for (const [index, nodeId] of childIds.entries()) {
    const hangsUnder = places.get(nodeId)?.parentId ?? null;
    const row = {
      nodeId,
      parentId,
      level,
      position: index + 1,
      siblingCount: childIds.length,
      surfaced: hangsUnder !== null && hides(hangsUnder),
    };
    const at = rows.push({ ...row, childIds: [] }) - 1;
    rows[at] = { ...row, childIds: addRows(rows, places, hides, nodeId, level + 1) };
  }
  return childIds;
}

/** At the deepest level all that lies deeper stands in one list; below it there is nothing. */
function listedIds(
  places: ReadonlyMap<NodeId, Place>,
  hides: (nodeId: NodeId) => boolean,
  parentId: NodeId | null,
  level: number,
): NodeId[] {
  if (level > DEEPEST_LEVEL) return [];
  const childIds = visibleChildIds(places, hides, parentId);
  if (level < DEEPEST_LEVEL) return childIds;
  return childIds.flatMap((id) => [id].concat(listedIds(places, hides, id, level)));
}

function visibleChildIds(
  places: ReadonlyMap<NodeId, Place>,
  hides: (nodeId: NodeId) => boolean,
  parentId: NodeId | null,
): NodeId[] {
  const children = [...places].filter(([, place]) => place.parentId === parentId);
  return children
    .toSorted(([idA, a], [idB, b]) =>
      a.orderKey === b.orderKey ? (idA < idB ? -1 : 1) : a.orderKey < b.orderKey ? -1 : 1,
    )
    .flatMap(([id]) => (hides(id) ? visibleChildIds(places, hides, id) : [id]));
}
