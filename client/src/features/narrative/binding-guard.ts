import type { Editor } from '@tiptap/core';
import { ProsemirrorBinding, ySyncPluginKey } from '@tiptap/y-tiptap';
import type * as Y from 'yjs';

// What is in brackets is y-tiptap's own; the guard says so by failing loudly when it is gone.

/** After a change from elsewhere y-tiptap 3.0.9 puts the caret back, and now and then asks for a
 *  place that is no longer there: "Position … out of range", thrown out of the provider's apply.
 *  Here it is caught where it starts, and the text is drawn again from the document. */
export function guardBinding(editor: Editor): void {
  const binding: unknown = ySyncPluginKey.getState(editor.state)?.binding;
  if (!(binding instanceof ProsemirrorBinding)) throw new Error('The editor is not bound.');
  const draw: unknown = binding['_observeFunction'];
  if (typeof draw !== 'function') throw new Error('The binding does not observe its text.');
  const drawGuarded = (events: Y.YEvent<Y.XmlFragment>[], transaction: Y.Transaction): void => {
    try {
      draw(events, transaction);
    } catch (error) {
      console.warn('The caret could not be put back after a change from elsewhere.', error);
      redraw(binding);
    }
  };
  binding.type.unobserveDeep(binding['_observeFunction']);
  binding['_observeFunction'] = drawGuarded;
  binding.type.observeDeep(drawGuarded);
}

function redraw(binding: ProsemirrorBinding): void {
  try {
    binding['_forceRerender']();
  } catch (error) {
    console.error('The text could not be drawn again.', error);
  }
}
