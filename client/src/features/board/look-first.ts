/** What the camera does without being asked. The first look is everything, or, where that would be too
 *  small to recognise, the beginning. It is taken again while the canvas changes its size (a face made
 *  large, a tab opened), until the person looks around: from then on what is in the middle stays in the
 *  middle. And far away the cards show their titles larger. */
import { react, type Editor } from 'tldraw';
import { fitInView } from './clear-view.ts';

const WORTH_SHOWING_ZOOM = 0.25;
const START_ZOOM = 0.5;
const MARGIN_PX = 56;
/** Smaller than this the letters of a card cannot be read. */
const FAR_ZOOM = 0.5;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Looks until called off. */
export function lookFirst(editor: Editor): () => void {
  const container = editor.getContainer();
  let looked: string | undefined;
  let isFirst = true;
  let before: Size | undefined;
  const observer = new ResizeObserver(() => {
    const size = { width: container.clientWidth, height: container.clientHeight };
    // Behind a tab that is not chosen it has none.
    if (size.width === 0) return;
    isFirst &&= looked === undefined || looked === cameraKey(editor);
    editor.updateViewportScreenBounds(container);
    if (isFirst) {
      look(editor);
      looked = cameraKey(editor);
    } else if (before !== undefined) {
      keepMiddle(editor, before, size);
    }
    before = size;
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
  fitInView(editor, { immediate: true });
  if (editor.getZoomLevel() >= WORTH_SHOWING_ZOOM) return;
  const margin = MARGIN_PX / START_ZOOM;
  const start = { x: margin - content.x, y: margin - content.y, z: START_ZOOM };
  editor.setCamera(start, { immediate: true });
}

/** The canvas itself would keep its corner where it was. */
function keepMiddle(editor: Editor, before: Size, now: Size): void {
  const { x, y, z } = editor.getCamera();
  const [wider, higher] = [now.width - before.width, now.height - before.height];
  editor.setCamera({ x: x + wider / 2 / z, y: y + higher / 2 / z, z }, { immediate: true });
}

function cameraKey(editor: Editor): string {
  const { x, y, z } = editor.getCamera();
  return [x, y, z].map((value) => value.toFixed(3)).join(' ');
}
