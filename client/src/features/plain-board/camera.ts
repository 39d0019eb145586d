/** Which part of the board is in view. A point of the board is seen at `point × zoom + offset`. */
import type { Box, Point } from '@meemaak/model';

export interface Camera {
  readonly offsetX: number;
  readonly offsetY: number;
  readonly zoom: number;
}

export interface Viewport {
  readonly width: number;
  readonly height: number;
}

const MIN_ZOOM = 0.05;
const MAX_ZOOM = 4;
/** Smaller than this a card is only a coloured spot. */
const WORTH_SHOWING_ZOOM = 0.5;
/** Letters of 16 pixels are then of 13.6. */
const READABLE_ZOOM = 0.85;
const MARGIN = 24;

export function clampZoom(zoom: number): number {
  return Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, zoom));
}

/** All of it in view, never larger than life. */
export function fitCamera(content: Box, viewport: Viewport): Camera {
  const zoom = clampZoom(
    Math.min(
      1,
      (viewport.width - 2 * MARGIN) / Math.max(content.width, 1),
      (viewport.height - 2 * MARGIN) / Math.max(content.height, 1),
    ),
  );
  return {
    zoom,
    offsetX: (viewport.width - content.width * zoom) / 2 - content.x * zoom,
    offsetY: (viewport.height - content.height * zoom) / 2 - content.y * zoom,
  };
}

/** The first look: everything when it can be read, else the start of it at a size that can. */
export function firstCamera(content: Box, start: Box, viewport: Viewport): Camera {
  const whole = fitCamera(content, viewport);
  if (whole.zoom >= WORTH_SHOWING_ZOOM) return whole;
  const zoom = READABLE_ZOOM;
  return { zoom, offsetX: MARGIN - start.x * zoom, offsetY: MARGIN - start.y * zoom };
}

/** Zooms so that what lies under `at` (in the viewport) stays there. */
export function zoomAt(camera: Camera, at: Point, factor: number): Camera {
  const zoom = clampZoom(camera.zoom * factor);
  const change = zoom / camera.zoom;
  return {
    zoom,
    offsetX: at.x - (at.x - camera.offsetX) * change,
    offsetY: at.y - (at.y - camera.offsetY) * change,
  };
}

export function panBy(camera: Camera, dx: number, dy: number): Camera {
  return { ...camera, offsetX: camera.offsetX + dx, offsetY: camera.offsetY + dy };
}

/** The smallest pan that brings a box into view; the same camera when it already is. */
export function reveal(camera: Camera, box: Box, viewport: Viewport): Camera {
  const dx = nudge(box.x * camera.zoom + camera.offsetX, box.width * camera.zoom, viewport.width);
  const dy = nudge(box.y * camera.zoom + camera.offsetY, box.height * camera.zoom, viewport.height);
  return dx === 0 && dy === 0 ? camera : panBy(camera, dx, dy);
}

function nudge(start: number, length: number, room: number): number {
  // Too long to fit: show its beginning.
  if (start < MARGIN || length > room - 2 * MARGIN) return MARGIN - start;
  return Math.min(0, room - MARGIN - (start + length));
}
