/** Of moves that did not know each other, the latest should stand. Yjs keeps the one with the higher
 *  client id: a stale move from somebody who was offline beats three newer ones half the time.
 *
 *      prev ── the entry before this transaction            winner does not know prev, and prev is
 *      new ─── entries that the transaction brought         newer (higher counter): write prev back.
 *      winner ─ the one of these that Yjs kept              The same for a new entry that lost.
 *
 *  Who *knew* an entry is told by Yjs: each entry points to the one it replaced (`origin`). A move by
 *  somebody who knew stands whatever its counter: that is how settling and going back work. */
import * as Y from 'yjs';
import type { TreeDocument } from '../documents/tree-document.ts';
import { isId, type NodeId } from '../ids.ts';
import { readPosition, type Position } from './position.ts';
import { setPositions, shapeOf } from './tree-shape.ts';

/** Brings back moves that an unaware, older move overwrote in one transaction. For the server, to be
 *  called while it handles the event of `pos`, for transactions of clients only. Gives the nodes that
 *  it put right. */
export function repairMoves(
  tree: TreeDocument,
  event: Y.YMapEvent<unknown>,
  origin: unknown,
): readonly NodeId[] {
  const shape = shapeOf(tree);
  shape.take(event.keysChanged);
  const repaired = new Map<NodeId, Position>();
  for (const key of event.keysChanged) {
    const overwritten = isId(key) ? newestOverwritten(event, key) : undefined;
    if (overwritten === undefined) continue;
    repaired.set(key as NodeId, { ...overwritten, counter: shape.nextCounter });
  }
  if (repaired.size > 0) tree.doc.transact(() => setPositions(tree, repaired), origin);
  return [...repaired.keys()];
}

/** The newest position that the winner neither knew nor outranks. */
function newestOverwritten(event: Y.YMapEvent<unknown>, key: string): Position | undefined {
  // Where Yjs keeps a map's entries: the winner of each key, to its left whom it overwrote.
  const { _map: winners } = event.target;
  const winner = winners.get(key);
  if (winner === undefined || winner.deleted) return undefined;
  let newest = positionOf(winner);
  let overwritten: Position | undefined;
  for (const { entry, isKnown } of rivals(winner, event)) {
    const position = positionOf(entry);
    if (isKnown || position.counter <= newest.counter) continue;
    newest = position;
    overwritten = position;
  }
  return overwritten;
}

interface Rival {
  readonly entry: Y.Item;
  /** Whoever wrote the winner had this entry before them, or something that came after it. */
  readonly isKnown: boolean;
}

/** The other entries of this key that the transaction brought, and the one that was current.
 *  An entry stands somewhere to the right of the one that it replaced, so one walk to the left meets
 *  all that the winner's writer knew, in turn. */
function* rivals(winner: Y.Item, event: Y.YMapEvent<unknown>): Generator<Rival> {
  let known = winner.origin;
  for (let entry = winner.left; entry !== null; entry = entry.left) {
    const isKnown = known !== null && Y.compareIDs(known, entry.lastId);
    const wasCurrent = !event.adds(entry) && event.deletes(entry);
    if (event.adds(entry) || wasCurrent) yield { entry, isKnown };
    if (known !== null && contains(entry, known)) known = entry.origin;
  }
}

/** Yjs joins what one person wrote in a row: an id may lie inside an entry. */
function contains({ id, length }: Y.Item, { client, clock }: Y.ID): boolean {
  return id.client === client && id.clock <= clock && clock < id.clock + length;
}

function positionOf(entry: Y.Item): Position {
  return readPosition(entry.content.getContent().at(-1));
}
