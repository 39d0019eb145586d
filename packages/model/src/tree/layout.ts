/** A tidy drawing of the tree: levels from left to right, each parent halfway its children, each
 *  top node with all that is under it in a block of its own, blocks in columns so that the whole is
 *  about as wide as a screen. The same tree always gives the same drawing.
 *
 *      ┌───┐ ┌───┐         ┌───┐ ┌───┐
 *      │   ├─┤   │         │   ├─┤   │
 *      │ A │ └───┘         │ C │ └───┘
 *      │   ├─┌───┐         └───┘
 *      └───┘ └───┘ */
import type { NodeId } from '../ids.ts';
import type { TreeNode } from './node.ts';
import type { TreeIndex } from './tree-index.ts';

export interface LayoutSize {
  /** Of one card, in px. */
  readonly w: number;
  readonly h: number;
}

export interface LayoutPlace extends LayoutSize {
  readonly x: number;
  readonly y: number;
}

const GAP_X = 80;
const GAP_Y = 24;
const BLOCK_GAP = 96;
/** Width against height that the drawing aims for. */
const SCREEN_RATIO = 1.6;

interface Block {
  readonly places: ReadonlyMap<NodeId, LayoutPlace>;
  readonly w: number;
  readonly h: number;
}

/** A place for every visible node, from (0, 0) to the right and down. */
export function layoutTree(index: TreeIndex, size: LayoutSize): Map<NodeId, LayoutPlace> {
  const blocks = rowsByBlock(index).map((rows) => layoutBlock(rows, size));
  let best: Drawing = { places: new Map(), ratio: 0 };
  for (let columnCount = 1; columnCount <= blocks.length; columnCount += 1) {
    const drawing = layoutColumns(blocks, columnCount);
    if (misfit(drawing) < misfit(best)) best = drawing;
    // More columns only make it wider still.
    if (drawing.ratio > 2 * SCREEN_RATIO) break;
  }
  return best.places;
}

function layoutBlock(rows: readonly TreeNode[], size: LayoutSize): Block {
  const places = new Map<NodeId, LayoutPlace>();
  const rootLevel = 1;
  let leafCount = 0;
  let deepest = rootLevel;
  for (const { nodeId, level, childIds } of rows) {
    deepest = Math.max(deepest, level);
    const x = (level - rootLevel) * (size.w + GAP_X);
    places.set(nodeId, { ...size, x, y: leafCount * (size.h + GAP_Y) });
    if (childIds.length === 0) leafCount += 1;
  }
  // Children come after their parents in the rows: walked backwards, they are placed first.
  for (const { nodeId, childIds } of rows.toReversed()) {
    const place = places.get(nodeId);
    const first = places.get(childIds[0] ?? nodeId);
    const last = places.get(childIds.at(-1) ?? nodeId);
    if (place && first && last) places.set(nodeId, { ...place, y: (first.y + last.y) / 2 });
  }
  const w = deepest * (size.w + GAP_X) - GAP_X;
  return { places, w, h: leafCount * (size.h + GAP_Y) - GAP_Y };
}

/** The rows of every top node with all that is under it. */
function rowsByBlock(index: TreeIndex): readonly (readonly TreeNode[])[] {
  const blocks: TreeNode[][] = [];
  for (const node of index.rows()) {
    if (node.level === 1) blocks.push([node]);
    else blocks.at(-1)?.push(node);
  }
  return blocks;
}

interface Drawing {
  readonly places: Map<NodeId, LayoutPlace>;
  /** Width against height. */
  readonly ratio: number;
}

function misfit({ ratio }: Drawing): number {
  return Math.abs(Math.log(ratio / SCREEN_RATIO));
}

/** Fills columns from the left, each to about an equal share of the height. */
function layoutColumns(blocks: readonly Block[], columnCount: number): Drawing {
  const places = new Map<NodeId, LayoutPlace>();
  const share = blocks.reduce((sum, block) => sum + block.h + BLOCK_GAP, 0) / columnCount;
  let [x, y, columnW, filled, tallest] = [0, 0, 0, 0, 0];
  for (const block of blocks) {
    const isFull = y > 0 && filled + (block.h + BLOCK_GAP) / 2 > share;
    if (isFull) [x, y, columnW, filled] = [x + columnW + BLOCK_GAP, 0, 0, 0];
    for (const [nodeId, place] of block.places) {
      places.set(nodeId, { ...place, x: x + place.x, y: y + place.y });
    }
    columnW = Math.max(columnW, block.w);
    tallest = Math.max(tallest, y + block.h);
    y += block.h + BLOCK_GAP;
    filled += block.h + BLOCK_GAP;
  }
  return { places, ratio: (x + columnW) / Math.max(tallest, 1) };
}
