/** Two people can together make what neither could alone: two frames inside each other, one place in
 *  the order given out twice, an arrow tied to what is gone. The document keeps it as it is; what is
 *  drawn follows from these fixed rules, so that everybody draws the same and nothing is written.
 *
 *      parents    a missing one, a circle (its smallest id) or too deep a nest → the page
 *      groups     without a member                                            → not drawn
 *      indexes    taken by a smaller id under the same parent                 → a suffix from the id
 *      bindings   with an end that is not drawn, or a second one for one end  → not drawn */
import { BOARD_PAGE_ID } from '@meemaak/model';
import type { IndexKey, TLBinding, TLRecord, TLShape, TLShapeId } from 'tldraw';

export interface Repairs {
  /** Where shapes hang instead; only those that do not hang where they say. */
  readonly placings: ReadonlyMap<string, Placing>;
  readonly hiddenIds: ReadonlySet<string>;
}

export interface Placing {
  readonly parentId: TLShape['parentId'];
  readonly index: IndexKey;
}

const MAX_NESTING = 64;
const nobody: ReadonlySet<string> = new Set();
const PAGE = BOARD_PAGE_ID as TLShape['parentId'];

/** What must be drawn otherwise than it is recorded. Depends on the records alone, not on their
 *  order or on who asks. Every record must be valid in itself. Where somebody must give way,
 *  `yieldingIds` do so before anybody else. */
export function repairRecords(
  records: ReadonlyMap<string, TLRecord>,
  yieldingIds: ReadonlySet<string> = nobody,
): Repairs {
  const shapes = new Map<string, TLShape>();
  for (const [id, record] of records) if (record.typeName === 'shape') shapes.set(id, record);
  const parents = settleParents(shapes, yieldingIds);
  const hiddenIds = findEmptyGroups(shapes, parents);
  const placings = new Map<string, Placing>();
  for (const siblings of siblingsByParent(shapes, parents, hiddenIds).values()) {
    siblings.sort((a, b) => compareClaims(a.id, b.id, yieldingIds));
    const indexes = settleIndexes(siblings);
    for (const [order, shape] of siblings.entries()) {
      const placing = {
        parentId: parents.get(shape.id) ?? PAGE,
        index: indexes[order] ?? shape.index,
      };
      if (placing.parentId === shape.parentId && placing.index === shape.index) continue;
      placings.set(shape.id, placing);
    }
  }
  for (const id of findLooseBindings(records, shapes, hiddenIds)) hiddenIds.add(id);
  return { placings, hiddenIds };
}

/** A parent for every shape that does not lie on the page itself. */
function settleParents(
  shapes: ReadonlyMap<string, TLShape>,
  yieldingIds: ReadonlySet<string>,
): Map<string, TLShapeId> {
  const parents = new Map<string, TLShapeId>();
  for (const [id, { parentId }] of shapes) {
    const parent = shapes.get(parentId);
    if (parent !== undefined) parents.set(id, parent.id);
  }
  const depths = new Map<string, number>();
  for (const start of shapes.keys()) {
    const path: string[] = [];
    const positions = new Map<string, number>();
    let at: string | undefined = start;
    while (at !== undefined && !depths.has(at) && !positions.has(at)) {
      positions.set(at, path.length);
      path.push(at);
      at = parents.get(at);
    }
    const circleFrom = at === undefined ? undefined : positions.get(at);
    if (circleFrom === undefined) settleDepths(path, parents, depths);
    else {
      const circle = path.slice(circleFrom);
      const yielding = circle.filter((id) => yieldingIds.has(id));
      const [smallest = start] = (yielding.length > 0 ? yielding : circle).toSorted();
      parents.delete(smallest);
      // The path again, from the new root down: first the circle, then what leads into it.
      const root = circle.indexOf(smallest);
      settleDepths([...circle.slice(root + 1), ...circle.slice(0, root + 1)], parents, depths);
      settleDepths(path.slice(0, circleFrom), parents, depths);
    }
  }
  return parents;
}

/** `path` leads upwards, from a shape to what it lies in. */
function settleDepths(
  path: readonly string[],
  parents: Map<string, TLShapeId>,
  depths: Map<string, number>,
): void {
  for (const id of path.toReversed()) {
    const parentId = parents.get(id);
    const depth = parentId === undefined ? 1 : (depths.get(parentId) ?? 0) + 1;
    if (depth > MAX_NESTING) parents.delete(id);
    depths.set(id, depth > MAX_NESTING ? 1 : depth);
  }
}

function findEmptyGroups(
  shapes: ReadonlyMap<string, TLShape>,
  parents: ReadonlyMap<string, string>,
): Set<string> {
  const memberCounts = new Map<string, number>();
  for (const parentId of parents.values()) {
    memberCounts.set(parentId, (memberCounts.get(parentId) ?? 0) + 1);
  }
  const hiddenIds = new Set<string>();
  for (const start of shapes.keys()) {
    let at: string | undefined = start;
    while (at !== undefined && shapes.get(at)?.type === 'group' && !memberCounts.get(at)) {
      if (hiddenIds.has(at)) break;
      hiddenIds.add(at);
      at = parents.get(at);
      if (at !== undefined) memberCounts.set(at, (memberCounts.get(at) ?? 1) - 1);
    }
  }
  return hiddenIds;
}

/** Who may keep a contested index: the smaller id, and who need not yield before who must. */
function compareClaims(a: string, b: string, yieldingIds: ReadonlySet<string>): number {
  if (yieldingIds.has(a) !== yieldingIds.has(b)) return yieldingIds.has(a) ? 1 : -1;
  return a < b ? -1 : 1;
}

function siblingsByParent(
  shapes: ReadonlyMap<string, TLShape>,
  parents: ReadonlyMap<string, string>,
  hiddenIds: ReadonlySet<string>,
): Map<string, TLShape[]> {
  const siblings = new Map<string, TLShape[]>();
  for (const [id, shape] of shapes) {
    if (hiddenIds.has(id)) continue;
    const parentId = parents.get(id) ?? PAGE;
    const known = siblings.get(parentId);
    if (known === undefined) siblings.set(parentId, [shape]);
    else known.push(shape);
  }
  return siblings;
}

/** In the order of their claims. */
function settleIndexes(siblings: readonly TLShape[]): IndexKey[] {
  const taken = new Set<string>(siblings.map(({ index }) => index));
  const first = new Set<string>();
  return siblings.map(({ id, index }) => {
    if (!first.has(index)) {
      first.add(index);
      return index;
    }
    let free = index;
    while (taken.has(free)) free = `${free}${suffixOf(id)}` as IndexKey;
    taken.add(free);
    return free;
  });
}

/** Digits of a fractional key: zeros, so that it stays close to where it was, and a number made
 *  of the id. Never ends in zero, which such keys must not. */
function suffixOf(id: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at += 1) {
    hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193) >>> 0;
  }
  return `${hash.toString(36).toUpperCase().padStart(10, '0')}1`;
}

function findLooseBindings(
  records: ReadonlyMap<string, TLRecord>,
  shapes: ReadonlyMap<string, TLShape>,
  hiddenIds: ReadonlySet<string>,
): string[] {
  const isDrawn = (id: string) => shapes.has(id) && !hiddenIds.has(id);
  const loose: string[] = [];
  const firstByEnd = new Map<string, string>();
  for (const [id, record] of records) {
    if (record.typeName !== 'binding') continue;
    if (!isDrawn(record.fromId) || !isDrawn(record.toId) || !isArrowTie(record, shapes)) {
      loose.push(id);
      continue;
    }
    const end = endOf(record);
    const rival = firstByEnd.get(end);
    if (rival !== undefined) loose.push(rival < id ? id : rival);
    if (rival === undefined || id < rival) firstByEnd.set(end, id);
  }
  return loose;
}

/** Only arrows are tied, and never to an arrow. */
function isArrowTie({ fromId, toId }: TLBinding, shapes: ReadonlyMap<string, TLShape>): boolean {
  return shapes.get(fromId)?.type === 'arrow' && shapes.get(toId)?.type !== 'arrow';
}

/** The end of an arrow that a binding ties down: one binding to an end. */
export function endOf({ fromId, props }: TLBinding): string {
  return `${fromId} ${'terminal' in props ? props.terminal : ''}`;
}
