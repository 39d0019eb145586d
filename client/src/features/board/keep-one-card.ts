/** A node has one card. Duplicating or pasting a card makes a second shape for the same node: it is
 *  taken away again, or becomes the card when there is none (cut and paste). */
import { react, type Editor, type TLShapeId } from 'tldraw';
import { cardShapeId, isCardShape } from './card-id.ts';

/** Watches until called off. */
export function keepOneCard(editor: Editor): () => void {
  const strayIds = new Set<TLShapeId>();
  const settle = (): void => {
    const strays = [...strayIds].map((id) => editor.getShape(id)).filter(isCardShape);
    strayIds.clear();
    if (strays.length === 0) return;
    editor.run(() => {
      editor.deleteShapes(strays.map(({ id }) => id));
      for (const stray of strays) {
        const id = cardShapeId(stray.props.nodeId);
        if (editor.getShape(id) === undefined) editor.createShape({ ...stray, id });
        editor.select(id);
      }
    });
  };
  const stopNoticing = editor.sideEffects.registerAfterCreateHandler('shape', (shape, source) => {
    if (source !== 'user' || !isCardShape(shape)) return;
    if (shape.id === cardShapeId(shape.props.nodeId)) return;
    strayIds.add(shape.id);
    if (editor.isIn('select.idle')) queueMicrotask(settle);
  });
  // A copy made while dragging is in the hand: it can only be taken away after the drop.
  const stopWaiting = react('settle second cards', () => {
    if (editor.isIn('select.idle') && strayIds.size > 0) queueMicrotask(settle);
  });
  return () => {
    stopNoticing();
    stopWaiting();
  };
}
