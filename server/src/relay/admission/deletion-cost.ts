/** What deletions cost, here and in every browser. Two things are not bounded by their size [T19]:
 *   1. *Gaps.* For every deleted item of a text Yjs walks over the whole run of items around it of which
 *      nothing is seen, to take superfluous marks away (`cleanupContextlessFormattingGap`): thirty
 *      thousand letters that do not merge, deleted at once, are a thousand million looks.
 *   2. *Moves.* Who deletes the middle of an item splits it, and all later structs of its client move up
 *      in an array.
 *  Honest work deletes whole paragraphs: runs of a few dozen items. */
import * as Y from 'yjs';
import type { Paper, Piece } from './paper.ts';

type Deletions = ReturnType<typeof Y.decodeUpdate>['ds']['clients'];

/** What Yjs will do because of these, once everything that they name is on paper. */
export interface DeletionCost {
  readonly looks: number;
  readonly moves: number;
}

/** Counts no further than `mostLooks`: counting is dear too. */
export function costOfDeletions(
  paper: Paper,
  deletions: Deletions,
  mostLooks: number,
): DeletionCost {
  const deleted = new Set<Piece>();
  let moves = 0;
  let run = 0;
  let before: Piece | undefined;
  for (const [client, ranges] of deletions) {
    const structCount = paper.structCount(client);
    for (const { clock, len } of ranges) {
      const first = paper.holding(Y.createID(client, clock));
      let last = first;
      for (let at = clock; at < clock + len; at = last.clock + last.length) {
        last = paper.holding(Y.createID(client, at));
        if (!last.isSeen || !(last.place?.parent instanceof Y.Text)) continue;
        deleted.add(last);
        const goesOn = before !== undefined && (last.left === before || last.right === before);
        run = goesOn ? run + 1 : 1;
        if (run * run > mostLooks) return { looks: run * run, moves };
        before = last;
      }
      if (first.clock < clock) moves += structCount;
      if (last.clock + last.length > clock + len) moves += structCount;
    }
  }
  return { looks: countLooks(deleted), moves };
}

/** For every run of what is not seen: as long as it is, times how many were deleted in it. */
function countLooks(deleted: ReadonlySet<Piece>): number {
  const isInRun = (piece: Piece | null) =>
    piece !== null && (!piece.isSeen || deleted.has(piece)) ? piece : null;
  const counted = new Set<Piece>();
  let looks = 0;
  for (const piece of deleted) {
    if (counted.has(piece)) continue;
    let length = 0;
    let deletedHere = 0;
    for (let left = isInRun(piece.left); left !== null; left = isInRun(left.left)) {
      length += 1;
      if (deleted.has(left)) deletedHere += 1;
      counted.add(left);
    }
    for (let right = isInRun(piece); right !== null; right = isInRun(right.right)) {
      length += 1;
      if (deleted.has(right)) deletedHere += 1;
      counted.add(right);
    }
    looks += length * deletedHere;
  }
  return looks;
}
