/** What may lie on the board: our own card, and of tldraw's shapes all but those that reach out to
 *  other sites (embed, bookmark) and video, which nothing else in the product shows. */
import { CARD_SHAPE_TYPE, isId, type NodeId } from '@meemaak/model';
import {
  T,
  createTLSchema,
  defaultAssetSchemas,
  defaultBindingSchemas,
  defaultBindingUtils,
  defaultShapeSchemas,
  defaultShapeUtils,
  type RecordProps,
  type TLSchema,
  type TLShape,
} from 'tldraw';

/** All a card stores besides its place. Its text, colour and edges follow from the tree. */
export interface CardShapeProps {
  readonly nodeId: NodeId;
  readonly w: number;
  readonly h: number;
}

declare module 'tldraw' {
  interface TLGlobalShapePropsMap {
    readonly card: CardShapeProps;
  }
}

export type CardShape = TLShape<typeof CARD_SHAPE_TYPE>;

const nodeIdValidator = T.string.check((value) => {
  if (!isId(value)) throw new Error('Expected a node id.');
}) as unknown as T.Validator<NodeId>;

/** The validated properties of a card, for its shape util: `static props = cardShapeProps`. */
export const cardShapeProps: RecordProps<CardShape> = {
  nodeId: nodeIdValidator,
  w: T.positiveNumber,
  h: T.positiveNumber,
};

const absentShapeTypes: ReadonlySet<string> = new Set(['embed', 'bookmark', 'video']);

/** tldraw's shape utils that match the schema. Add the card's own and hand them to the editor. */
export const boardShapeUtils = defaultShapeUtils.filter(({ type }) => !absentShapeTypes.has(type));

/** tldraw's binding utils that match the schema. */
export const boardBindingUtils = defaultBindingUtils;

/** The schema of a board store. A record that does not fit it is not drawn. */
export function createBoardSchema(): TLSchema {
  const { embed: _embed, bookmark: _bookmark, video: _video, ...shapes } = defaultShapeSchemas;
  return createTLSchema({
    shapes: { ...shapes, [CARD_SHAPE_TYPE]: { props: cardShapeProps } },
    bindings: defaultBindingSchemas,
    assets: { image: defaultAssetSchemas.image },
  });
}
