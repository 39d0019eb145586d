/** Keeps the canvas's selection and the chosen node of all faces the same, both ways. Choosing a node
 *  elsewhere selects its card; it moves no camera and takes no focus. */
import { react, type Editor } from 'tldraw';
import { getSelection, selectNode, watchSelection } from '../../view/selection.ts';
import { cardShapeId, isCardShape } from './card-id.ts';

/** Follows until called off. */
export function followSelection(editor: Editor): () => void {
  const stopTelling = react('tell the chosen node', () => {
    const only = editor.getOnlySelectedShape();
    if (isCardShape(only)) selectNode(only.props.nodeId, 'board');
    else if (getSelection().chosenOn === 'board') selectNode(undefined, 'board');
  });
  showChosen(editor);
  const stopShowing = watchSelection(() => showChosen(editor));
  return () => {
    stopTelling();
    stopShowing();
  };
}

function showChosen(editor: Editor): void {
  const { nodeId, chosenOn } = getSelection();
  if (chosenOn === 'board' || editor.getEditingShapeId() !== null) return;
  const card = nodeId === undefined ? undefined : editor.getShape(cardShapeId(nodeId));
  // What somebody drew and selected stays selected: only a card gives way to a card.
  const isOnCard = editor.getSelectedShapes().every((shape) => isCardShape(shape));
  if (card === undefined && !isOnCard) return;
  // Not a step of this person's drawing, so nothing to undo.
  editor.run(() => editor.setSelectedShapes(card === undefined ? [] : [card.id]), {
    history: 'ignore',
  });
}
