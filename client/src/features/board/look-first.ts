/** The first look at the canvas: everything, or, where that would be too small to recognise, the
 *  beginning. It is taken again while the canvas changes its size (a face made large, a tab opened),
 *  until the person looks around; and far away the cards show their titles larger. */
import { react, type Editor } from 'tldraw';

const WORTH_SHOWING_ZOOM = 0.25;
const START_ZOOM = 0.5;
const MARGIN_PX = 56;
/** Smaller than this the letters of a card cannot be read. */
const FAR_ZOOM = 0.5;

/** Looks until called off. */
export function lookFirst(editor: Editor): () => void {
  const container = editor.getContainer();
  let looked: string | undefined;
  const observer = new ResizeObserver(() => {
    if (container.clientWidth === 0) return;
    if (looked !== undefined && looked !== cameraKey(editor)) return observer.disconnect();
    editor.updateViewportScreenBounds(container);
    look(editor);
    looked = cameraKey(editor);
  });
  observer.observe(container);
  const stopMarking = react('mark far away', () => {
    container.toggleAttribute('data-far', editor.getEfficientZoomLevel() < FAR_ZOOM);
  });
  return () => {
    observer.disconnect();
    stopMarking();
  };
}

function look(editor: Editor): void {
  const content = editor.getCurrentPageBounds();
  if (content === undefined) return;
  editor.zoomToFit({ immediate: true });
  if (editor.getZoomLevel() >= WORTH_SHOWING_ZOOM) return;
  const margin = MARGIN_PX / START_ZOOM;
  const start = { x: margin - content.x, y: margin - content.y, z: START_ZOOM };
  editor.setCamera(start, { immediate: true });
}

function cameraKey(editor: Editor): string {
  const { x, y, z } = editor.getCamera();
  return [x, y, z].map((value) => value.toFixed(3)).join(' ');
}
