/** How deep nodes hang. Archived nodes count: bringing them back makes no tree too deep. */
import type { NodeId } from '../ids.ts';
import type { TreeRefusal } from './step.ts';
import type { TreeShape } from './tree-shape.ts';
import { DEEPEST_LEVEL } from './visible-place.ts';

/** Why the node, with all under it, may not come under this parent. Coming up is always fine, also
 *  in a tree that is too deep already: that is how people put it right. */
export function whyTooDeep(
  shape: TreeShape,
  nodeId: NodeId,
  parentId: NodeId | null,
): TreeRefusal | undefined {
  const level = levelOf(shape, parentId) + 1;
  const comesUp = shape.has(nodeId) && level <= levelOf(shape, nodeId);
  if (comesUp || fitsIn(shape, nodeId, DEEPEST_LEVEL - level + 1)) return undefined;
  return { kind: 'tooDeep', nodeId, limit: DEEPEST_LEVEL };
}

/** 1 at the top; 0 for what all top nodes hang under. */
export function levelOf(shape: TreeShape, nodeId: NodeId | null): number {
  let level = 0;
  for (let at = nodeId; at !== null; at = shape.parentId(at)) level += 1;
  return level;
}

/** Do the node and all under it need no more than so many levels? */
function fitsIn(shape: TreeShape, nodeId: NodeId, levelCount: number): boolean {
  let row: readonly NodeId[] = [nodeId];
  for (let left = levelCount; row.length > 0; left -= 1) {
    if (left <= 0) return false;
    row = row.flatMap((id) => shape.childIds(id));
  }
  return true;
}
