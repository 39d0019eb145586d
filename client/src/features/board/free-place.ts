/** Where new things go on a board that is not empty: near what they belong to, on nothing else. */
import { CARD_SIZE, type Box, type NodeId, type Point } from '@meemaak/model';

const GAP_PX = 24;
/** Between a card and the cards of its children: the gap of the tree's own drawing. */
const BRANCH_PX = 80;
const MAX_STEPS = 1_000;

/** Straight down from `start`, the first place for a box of this size that lies on none of `taken`. */
export function freePlace(
  start: Point,
  size: { w: number; h: number },
  taken: readonly Box[],
): Point {
  const column = taken.filter((box) => box.x < start.x + size.w && box.x + box.width > start.x);
  let { y } = start;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const inTheWay = column.find((box) => box.y < y + size.h && box.y + box.height > y);
    if (inTheWay === undefined) break;
    y = inTheWay.y + inTheWay.height + GAP_PX;
  }
  return { x: start.x, y };
}

/** Beside the card of its parent, where the tree's own drawing would have it. */
export function placeBeside(parent: Box, taken: readonly Box[]): Point {
  return freePlace({ x: parent.x + parent.width + BRANCH_PX, y: parent.y }, CARD_SIZE, taken);
}

export interface CardWanted {
  readonly nodeId: NodeId;
  readonly parentId: NodeId | null;
}

/** Places for cards on a board where other things lie: each beside its parent's card, and those
 *  without one below everything, from the left. Parents come before their children. */
export function placesAmong(
  wanted: readonly CardWanted[],
  cards: ReadonlyMap<NodeId, Box>,
  taken: readonly Box[],
): ReadonlyMap<NodeId, Point> {
  const boxes = new Map(cards);
  const occupied = [...taken];
  const places = new Map<NodeId, Point>();
  const left = Math.min(0, ...taken.map(({ x }) => x));
  const bottom = Math.max(0, ...taken.map(({ y, height }) => y + height));
  for (const { nodeId, parentId } of wanted) {
    const parent = parentId === null ? undefined : boxes.get(parentId);
    const place =
      parent === undefined
        ? freePlace({ x: left, y: bottom + BRANCH_PX }, CARD_SIZE, occupied)
        : placeBeside(parent, occupied);
    const box = { ...place, width: CARD_SIZE.w, height: CARD_SIZE.h };
    places.set(nodeId, place);
    boxes.set(nodeId, box);
    occupied.push(box);
  }
  return places;
}
