/** Where a node hangs. Stored as one value, replaced whole, so that a merge never combines one
 *  person's parent with another's order:
 *
 *      pos: Map<NodeId, { p: parent or '', o: order key, c: counter, h: [[p, o, c], …] }>
 *
 *  `c` is one more than the highest counter its mover knew; the newest move has the highest.
 *  `h` holds at most three earlier places under other parents, newest first: where the node goes
 *  when two moves together would make a circle (see `resolve`). */
import { isId, type NodeId } from '../ids.ts';
import { readField } from '../outside.ts';
import { readOrderKey } from './order-key.ts';

/** One place in the tree. `parentId` null: the top. */
export interface Place {
  readonly parentId: NodeId | null;
  readonly orderKey: string;
  readonly counter: number;
}

export interface Position extends Place {
  readonly history: readonly Place[];
}

/** The stored form. */
export interface StoredPosition {
  readonly p: string;
  readonly o: string;
  readonly c: number;
  readonly h: readonly (readonly [p: string, o: string, c: number])[];
}

const LONGEST_HISTORY = 3;
/** A counter from outside may be anything; beyond this, counting on would lose precision. */
const HIGHEST_COUNTER = 2 ** 40;

/** Any value as a position. What cannot be read puts the node at the top: visible, never lost. */
export function readPosition(value: unknown): Position {
  const h = readField(value, 'h');
  const history = Array.isArray(h) ? h.slice(0, LONGEST_HISTORY).map(readPastPlace) : [];
  const [p, o, c] = [readField(value, 'p'), readField(value, 'o'), readField(value, 'c')];
  return { ...readPlace(p, o, c), history };
}

function readPastPlace(value: unknown): Place {
  const [p, o, c]: readonly unknown[] = Array.isArray(value) ? value : [];
  return readPlace(p, o, c);
}

function readPlace(p: unknown, o: unknown, c: unknown): Place {
  return {
    parentId: isId<NodeId>(p) ? p : null,
    orderKey: readOrderKey(o),
    counter: readCounter(c),
  };
}

function readCounter(value: unknown): number {
  if (typeof value !== 'number' || !Number.isInteger(value)) return 0;
  return Math.min(Math.max(value, 0), HIGHEST_COUNTER);
}

export function positionToStored(position: Position): StoredPosition {
  return {
    ...placeToStored(position),
    h: position.history.map((place) => {
      const { p, o, c } = placeToStored(place);
      return [p, o, c];
    }),
  };
}

function placeToStored(place: Place): { p: string; o: string; c: number } {
  return { p: place.parentId ?? '', o: place.orderKey, c: Math.max(place.counter, 0) };
}

/** The position after a move to `place`: remembers where the node was shown and, behind that, its
 *  older places; each under a parent of its own, because a second place under the same parent
 *  closes the same circle. */
export function movePosition(before: Position, shown: Place, place: Place): Position {
  const history: Place[] = [];
  for (const { parentId, orderKey, counter } of [shown, ...before.history]) {
    const isKnown = [place, ...history].some((known) => known.parentId === parentId);
    if (!isKnown && history.length < LONGEST_HISTORY) history.push({ parentId, orderKey, counter });
  }
  return { ...place, history };
}
