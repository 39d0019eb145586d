/** A tree node on the board. Its id follows from the node's, so two people cannot put one node on
 *  the board twice: their cards merge into one. What it says stays in the tree. */
import { BOARD_PAGE_ID, writeRecord, type BoardDocument } from '../documents/board-document.ts';
import { isId, type NodeId, type RecordId } from '../ids.ts';
import { accept, refuse, type Outcome } from '../refusal.ts';

/** The `type` of a card among the shapes of the canvas. */
export const CARD_SHAPE_TYPE = 'card';

const CARD_ID_PREFIX = 'shape:card-';

export function cardRecordId(nodeId: NodeId): RecordId {
  return `${CARD_ID_PREFIX}${nodeId}` as RecordId;
}

/** The node that a record id stands for; undefined when it is no card's. */
export function nodeIdOfCard(recordId: string): NodeId | undefined {
  if (!recordId.startsWith(CARD_ID_PREFIX)) return undefined;
  const nodeId = recordId.slice(CARD_ID_PREFIX.length);
  return isId<NodeId>(nodeId) ? nodeId : undefined;
}

export interface CardPlacing {
  readonly nodeId: NodeId;
  /** Top left on the page, and size, in pixels at 100 %. */
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  /** Order of painting: a fractional key in the form the canvas uses (`a1`, `a1V`…). */
  readonly index: string;
}

export type CardRefusal = { readonly kind: 'cardIsThere'; readonly recordId: RecordId };

/** Puts a node on the board, upright and unlocked, in one transaction with this origin.
 *  Refuses when its card is already there, wherever that lies. */
export function placeCard(
  board: BoardDocument,
  { nodeId, x, y, w, h, index }: CardPlacing,
  origin: unknown,
): Outcome<RecordId, CardRefusal> {
  const recordId = cardRecordId(nodeId);
  if (board.records.has(recordId)) return refuse({ kind: 'cardIsThere', recordId });
  board.doc.transact(() => {
    writeRecord(board, {
      id: recordId,
      typeName: 'shape',
      type: CARD_SHAPE_TYPE,
      parentId: BOARD_PAGE_ID,
      index,
      x,
      y,
      rotation: 0,
      isLocked: false,
      opacity: 1,
      props: { nodeId, w, h },
      meta: {},
    });
  }, origin);
  return accept(recordId);
}
