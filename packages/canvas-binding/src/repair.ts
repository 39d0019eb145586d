/** Two people can together make what neither could alone: two frames inside each other, one place in
 *  the order given out twice, an arrow tied to what is gone. The document keeps it as it is; what is
 *  drawn follows from these fixed rules, so that everybody draws the same and nothing is written.
 *
 *      parents    a missing one, a circle (its smallest id) or too deep a nest → the page
 *      groups     of one or none: not drawn, its member hangs where the group did
 *      indexes    taken by a smaller id under the same parent → a suffix made of the id
 *      bindings   with an end that is not drawn, or a second one for one end → not drawn */
import { BOARD_PAGE_ID, placeWithin } from '@meemaak/model';
import type { IndexKey, TLBinding, TLRecord, TLShape, TLShapeId } from 'tldraw';
import { flatten, type Slots } from './record.ts';

export interface Repairs {
  /** Where shapes hang instead; only those that do not hang where they say. */
  readonly placings: ReadonlyMap<string, Placing>;
  readonly hiddenIds: ReadonlySet<string>;
}

export interface Placing {
  readonly parentId: TLShape['parentId'];
  readonly index: IndexKey;
  /** The place, under that parent, of the group it lies in and that is not drawn. */
  readonly within: Place | undefined;
}

type Place = Pick<TLShape, 'x' | 'y' | 'rotation'>;

const MAX_NESTING = 64;
const PAGE = BOARD_PAGE_ID as TLShape['parentId'];
const nobody: ReadonlySet<string> = new Set();

type Shapes = ReadonlyMap<string, TLShape>;

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
  const hiddenIds = findSmallGroups(shapes, parents);
  const siblings = new Map<string, Placed[]>();
  for (const [id, shape] of shapes) {
    if (hiddenIds.has(id)) continue;
    const placed = { shape, placing: placeOutsideGroups(shape, shapes, parents, hiddenIds) };
    const known = siblings.get(placed.placing.parentId);
    if (known === undefined) siblings.set(placed.placing.parentId, [placed]);
    else known.push(placed);
  }
  const placings = new Map<string, Placing>();
  for (const list of siblings.values()) {
    list.sort((a, b) => compareClaims(a.shape.id, b.shape.id, yieldingIds));
    for (const { shape, placing } of settleIndexes(list)) {
      if (shape.parentId !== placing.parentId || shape.index !== placing.index) {
        placings.set(shape.id, placing);
      }
    }
  }
  for (const id of findLooseBindings(records, shapes, hiddenIds)) hiddenIds.add(id);
  return { placings, hiddenIds };
}

interface Placed {
  readonly shape: TLShape;
  readonly placing: Placing;
}

/** A parent for every shape that does not lie on the page itself. */
function settleParents(shapes: Shapes, yieldingIds: ReadonlySet<string>): Map<string, TLShapeId> {
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

/** Groups that hold fewer than two shapes once smaller groups within them are gone. tldraw dissolves
 *  such a group where it comes about by one hand, and trips over one that is left by two. */
function findSmallGroups(shapes: Shapes, parents: ReadonlyMap<string, TLShapeId>): Set<string> {
  const memberCounts = new Map<string, number>();
  for (const [id, { type }] of shapes) if (type === 'group') memberCounts.set(id, 0);
  for (const parentId of parents.values()) {
    const count = memberCounts.get(parentId);
    if (count !== undefined) memberCounts.set(parentId, count + 1);
  }
  const hiddenIds = new Set<string>();
  for (const start of memberCounts.keys()) {
    let at: string | undefined = start;
    // A hidden group with a member leaves that member behind; only an empty one leaves less.
    while (at !== undefined && (memberCounts.get(at) ?? 2) < 2) {
      hiddenIds.add(at);
      const parentId: string | undefined = memberCounts.get(at) === 0 ? parents.get(at) : undefined;
      const siblingCount = parentId === undefined ? undefined : memberCounts.get(parentId);
      if (parentId === undefined || siblingCount === undefined) break;
      memberCounts.set(at, -1);
      memberCounts.set(parentId, siblingCount - 1);
      at = parentId;
    }
  }
  return hiddenIds;
}

/** Outside of every group that is not drawn. */
function placeOutsideGroups(
  shape: TLShape,
  shapes: Shapes,
  parents: ReadonlyMap<string, TLShapeId>,
  hiddenIds: ReadonlySet<string>,
): Placing {
  let outermost = shape;
  let within: Place | undefined;
  let parentId = parents.get(shape.id);
  while (parentId !== undefined && hiddenIds.has(parentId)) {
    outermost = shapes.get(parentId) ?? outermost;
    within = within === undefined ? outermost : placeWithin(outermost, within);
    parentId = parents.get(parentId);
  }
  return { parentId: parentId ?? PAGE, index: outermost.index, within };
}

/** The shape as it is drawn: hanging where the repair says, at the same place on the board. */
export function hangAt<R extends TLRecord>(record: R, placing: Placing | undefined): R {
  if (record.typeName !== 'shape' || placing === undefined) return record;
  const { parentId, index, within } = placing;
  return { ...record, parentId, index, ...(within && placeWithin(within, record)) };
}

/** Who may keep a contested index: the smaller id, and who need not yield before who must. */
function compareClaims(a: string, b: string, yieldingIds: ReadonlySet<string>): number {
  if (yieldingIds.has(a) !== yieldingIds.has(b)) return yieldingIds.has(a) ? 1 : -1;
  return a < b ? -1 : 1;
}

/** `siblings` in the order of their claims. */
function settleIndexes(siblings: readonly Placed[]): Placed[] {
  const taken = new Set<string>(siblings.map(({ placing }) => placing.index));
  const claimed = new Set<string>();
  return siblings.map(({ shape, placing }) => {
    let { index } = placing;
    if (claimed.has(index)) while (taken.has(index)) index = raise(index, shape.id);
    claimed.add(index);
    taken.add(index);
    return { shape, placing: { ...placing, index } };
  });
}

/** A fractional key just above: zeros, so that it stays close to where it was, and a number made of
 *  the id. Never ends in zero, which such keys must not. */
function raise(index: IndexKey, id: string): IndexKey {
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at += 1) {
    hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193) >>> 0;
  }
  return `${index}${hash.toString(36).toUpperCase().padStart(10, '0')}1` as IndexKey;
}

function findLooseBindings(
  records: ReadonlyMap<string, TLRecord>,
  shapes: Shapes,
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
    const end = endOf(flatten(record));
    const rival = firstByEnd.get(end);
    if (rival !== undefined) loose.push(rival < id ? id : rival);
    if (rival === undefined || id < rival) firstByEnd.set(end, id);
  }
  return loose;
}

/** Only arrows are tied, and never to an arrow. */
function isArrowTie({ fromId, toId }: TLBinding, shapes: Shapes): boolean {
  return shapes.get(fromId)?.type === 'arrow' && shapes.get(toId)?.type !== 'arrow';
}

/** The end of an arrow that a binding ties down: one binding to an end. */
export function endOf(binding: Slots): string {
  return `${String(binding.get('/fromId'))} ${String(binding.get('props/terminal'))}`;
}
