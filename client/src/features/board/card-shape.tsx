/** A tree node on the canvas. Its record holds only which node and how large; what it says is read
 *  from the tree, so a rename redraws this card and writes nothing to the board. */
import { cardShapeProps, type CardShape } from '@meemaak/canvas-binding';
import { CARD_SHAPE_TYPE, CARD_SIZE, type NodeId, type TreeNode } from '@meemaak/model';
import { BaseBoxShapeUtil, HTMLContainer, useIsEditing, type TLShapeUtilConstructor } from 'tldraw';
import { CardFace } from '../card/card-face.tsx';
import { CardTitleField } from './card-title-field.tsx';
import { useNode } from '../card/use-node.ts';
import './card-shape.css';

/** What the card's util needs of the dossier around it. */
export interface CardSurroundings {
  /** The node as it is now, followed by signals. */
  node(nodeId: NodeId): TreeNode | undefined;
  /** Is the node theirs to change? */
  mayChange(nodeId: NodeId): boolean;
  /** What a card is, in words: "Prestatie, Het Dak, 2 indicatoren". */
  describe(node: TreeNode): string;
}

/** The util of cards within one dossier. */
export function cardShapeUtil(surroundings: CardSurroundings): TLShapeUtilConstructor<CardShape> {
  return class CardShapeUtil extends BaseBoxShapeUtil<CardShape> {
    static override type: typeof CARD_SHAPE_TYPE = CARD_SHAPE_TYPE;
    static override props = cardShapeProps;

    override getDefaultProps(): CardShape['props'] {
      return { nodeId: '' as NodeId, ...CARD_SIZE };
    }

    override canEdit(shape: CardShape): boolean {
      return surroundings.mayChange(shape.props.nodeId);
    }

    // All cards are one size: what they say decides nothing about their place.
    override canResize(): boolean {
      return false;
    }

    override hideRotateHandle(): boolean {
      return true;
    }

    override getText(shape: CardShape): string {
      return surroundings.node(shape.props.nodeId)?.title ?? '';
    }

    override getAriaDescriptor(shape: CardShape): string {
      const node = surroundings.node(shape.props.nodeId);
      return node === undefined ? '' : `${node.title}. ${surroundings.describe(node)}`;
    }

    override component(shape: CardShape) {
      return <CardShapeView shape={shape} />;
    }

    override getIndicatorPath(shape: CardShape): Path2D {
      const path = new Path2D();
      path.roundRect(0, 0, shape.props.w, shape.props.h, 10);
      return path;
    }
  };
}

function CardShapeView({ shape }: { readonly shape: CardShape }) {
  const node = useNode(shape.props.nodeId);
  const isEditing = useIsEditing(shape.id);
  if (node === undefined) return null;
  return (
    <HTMLContainer className="card-shape" data-node={node.nodeId}>
      <CardFace node={node} />
      {isEditing && <CardTitleField node={node} />}
    </HTMLContainer>
  );
}
