/** Wheel, mouse, fingers and keys on the plain board's sheet: one pointer pans, two pinch; the wheel
 *  pans and, with Ctrl (which a touchpad's pinch sends), zooms; arrows pan, plus and minus zoom. */
import type { Point } from '@meemaak/model';
import { panBy, zoomAt, type Camera } from './camera.ts';

/** Further than this and a press was a drag, not a tap on a card. */
const TAP_PX = 6;
const KEY_PAN_PX = 80;
const WHEEL_LINE_PX = 32;

export interface InputEffects {
  readonly change: (next: (before: Camera) => Camera) => void;
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
  readonly fit: () => void;
}

export function watchInput(sheet: HTMLElement, effects: InputEffects): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  // It answers to arrow keys, so keys must be able to reach it.
  sheet.tabIndex = 0;
  watchFingers(sheet, effects, signal);
  sheet.addEventListener('wheel', (event) => turnWheel(sheet, event, effects), {
    signal,
    passive: false,
  });
  sheet.addEventListener('keydown', (event) => pressKey(event, effects), { signal });
  // The browser scrolls a hidden overflow to show what has focus; here the camera does that.
  sheet.addEventListener('scroll', () => sheet.scrollTo(0, 0), { signal });
  return () => controller.abort();
}

function watchFingers(sheet: HTMLElement, { change }: InputEffects, signal: AbortSignal): void {
  const pointers = new Map<number, Point>();
  let draggedPx = 0;

  const press = (event: PointerEvent): void => {
    if (event.pointerType === 'mouse' && event.button === 2) return;
    if (pointers.size === 0) draggedPx = 0;
    pointers.set(event.pointerId, within(sheet, event));
  };
  const move = (event: PointerEvent): void => {
    const before = pointers.get(event.pointerId);
    if (before === undefined) return;
    const now = within(sheet, event);
    const anchor = otherPointer(pointers, event.pointerId);
    draggedPx += Math.hypot(now.x - before.x, now.y - before.y);
    pointers.set(event.pointerId, now);
    if (anchor !== undefined) change((camera) => pinch(camera, anchor, before, now));
    if (anchor !== undefined || draggedPx <= TAP_PX) return;
    // Captured late: a capture at the press would take the click away from the card.
    if (!sheet.hasPointerCapture(event.pointerId)) sheet.setPointerCapture(event.pointerId);
    change((camera) => panBy(camera, now.x - before.x, now.y - before.y));
  };
  const release = (event: PointerEvent): void => {
    pointers.delete(event.pointerId);
  };
  sheet.addEventListener('pointerdown', press, { signal });
  sheet.addEventListener('pointermove', move, { signal });
  sheet.addEventListener('pointerup', release, { signal });
  sheet.addEventListener('pointercancel', release, { signal });
  sheet.addEventListener('pointerleave', release, { signal });
}

function otherPointer(pointers: ReadonlyMap<number, Point>, pointerId: number): Point | undefined {
  for (const [id, at] of pointers) if (id !== pointerId) return at;
  return undefined;
}

function turnWheel(sheet: HTMLElement, event: WheelEvent, { change }: InputEffects): void {
  event.preventDefault();
  const unitPx = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : WHEEL_LINE_PX;
  const [dx, dy] = [event.deltaX * unitPx, event.deltaY * unitPx];
  if (!event.ctrlKey && !event.metaKey) change((camera) => panBy(camera, -dx, -dy));
  else {
    const at = within(sheet, event);
    const factor = Math.exp(-Math.max(-60, Math.min(60, dy)) / 100);
    change((camera) => zoomAt(camera, at, factor));
  }
}

const panKeys: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [KEY_PAN_PX, 0],
  ArrowRight: [-KEY_PAN_PX, 0],
  ArrowUp: [0, KEY_PAN_PX],
  ArrowDown: [0, -KEY_PAN_PX],
};

function pressKey(event: KeyboardEvent, { change, zoomIn, zoomOut, fit }: InputEffects): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const pan = panKeys[event.key];
  if (pan !== undefined) change((camera) => panBy(camera, ...pan));
  else if (event.key === '+' || event.key === '=') zoomIn();
  else if (event.key === '-') zoomOut();
  else if (event.key === '0') fit();
  else return;
  event.preventDefault();
}

function within(sheet: HTMLElement, event: MouseEvent): Point {
  const { left, top } = sheet.getBoundingClientRect();
  return { x: event.clientX - left, y: event.clientY - top };
}

/** One finger stays at `anchor` while the other goes from `before` to `now`. */
function pinch(camera: Camera, anchor: Point, before: Point, now: Point): Camera {
  const spreadBefore = Math.hypot(before.x - anchor.x, before.y - anchor.y);
  const spreadNow = Math.hypot(now.x - anchor.x, now.y - anchor.y);
  const zoomed = zoomAt(camera, anchor, spreadNow / Math.max(spreadBefore, 1));
  return panBy(zoomed, (now.x - before.x) / 2, (now.y - before.y) / 2);
}
