/** The part of the canvas that no bar covers: there new things are put, and there the camera brings
 *  what somebody asked to see. */
import { boxAroundBoxes, type Box } from '@meemaak/model';
import type { Editor, TLCameraMoveOptions } from 'tldraw';
import { clearRoom, type RoomScore } from './clear-room.ts';
import { plainBox } from './plain-box.ts';

/** Ours and tldraw's: the menu, the two toolbars, the way around, the styles, and its mark. */
const COVERS = [
  '.board-tools-offers > .button',
  '.tlui-menu-zone',
  '.tlui-main-toolbar__extras__controls',
  '.tlui-main-toolbar__inner',
  '.tlui-navigation-panel',
  '.tlui-style-panel__wrapper',
  '[class^="tl-watermark"]',
].join(', ');
const MARGIN_PX = 28;

/** In the coordinates of the page. */
export function clearView(editor: Editor): Box {
  const { x, y, width, height } = roomOf(editor);
  const camera = editor.getCamera();
  return {
    x: x / camera.z - camera.x,
    y: y / camera.z - camera.y,
    width: width / camera.z,
    height: height / camera.z,
  };
}

/** Pans until the middle of this box is in the middle of what is clear. */
export function centreInView(editor: Editor, box: Box, options?: TLCameraMoveOptions): void {
  pointCamera(editor, box, roomOf(editor), editor.getZoomLevel(), options);
}

/** Shows everything on the board, no larger than it is. */
export function fitInView(editor: Editor, options?: TLCameraMoveOptions): void {
  const box = boxAroundBoxes(shownBoxes(editor));
  if (box === undefined) return;
  const zoomIn: RoomScore = ({ width, height }) =>
    Math.min((width - 2 * MARGIN_PX) / box.width, (height - 2 * MARGIN_PX) / box.height);
  const room = roomOf(editor, zoomIn);
  const leastZoom = editor.getCameraOptions().zoomSteps[0] ?? 0;
  pointCamera(editor, box, room, Math.max(leastZoom, Math.min(1, zoomIn(room))), options);
}

/** Without the cards that are not drawn. */
function shownBoxes(editor: Editor): readonly Box[] {
  return editor.getCurrentPageShapes().flatMap((shape) => {
    const bounds = editor.isShapeHidden(shape) ? undefined : editor.getShapePageBounds(shape);
    return bounds === undefined ? [] : [plainBox(bounds)];
  });
}

/** On the screen, from the corner of the canvas. */
function roomOf(editor: Editor, score?: RoomScore): Box {
  const container = editor.getContainer();
  const { left, top, width, height } = container.getBoundingClientRect();
  const around = container.closest('.canvas-view') ?? container;
  const covers = [...around.querySelectorAll(COVERS)].map((cover) => {
    const rect = cover.getBoundingClientRect();
    return { x: rect.left - left, y: rect.top - top, width: rect.width, height: rect.height };
  });
  return clearRoom({ x: 0, y: 0, width, height }, covers, score);
}

function pointCamera(
  editor: Editor,
  box: Box,
  room: Box,
  z: number,
  options: TLCameraMoveOptions | undefined,
): void {
  const x = (room.x + room.width / 2) / z - (box.x + box.width / 2);
  const y = (room.y + room.height / 2) / z - (box.y + box.height / 2);
  editor.setCamera({ x, y, z }, options);
}
