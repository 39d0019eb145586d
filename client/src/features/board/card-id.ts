import type { CardShape } from '@meemaak/canvas-binding';
import { CARD_SHAPE_TYPE, cardRecordId, type NodeId } from '@meemaak/model';
import type { TLShapeId } from 'tldraw';

/** The id of a node's card, as the canvas names it. */
export function cardShapeId(nodeId: NodeId): TLShapeId {
  return cardRecordId(nodeId) as string as TLShapeId;
}

export function isCardShape(
  record: { readonly typeName?: string; readonly type?: string } | null | undefined,
): record is CardShape {
  return record?.typeName === 'shape' && record.type === CARD_SHAPE_TYPE;
}
