/** Looking around on the plain board: buttons, wheel, touch and keys all move one camera. */
import type { Box } from '@meemaak/model';
import { useCallback, useEffect, useEffectEvent, useState } from 'react';
import { firstCamera, fitCamera, reveal, zoomAt, type Camera } from './camera.ts';
import { watchInput } from './watch-input.ts';

const ZOOM_STEP = 1.25;
const TOOLS_PX = 56;

export interface Sheet {
  readonly camera: Camera;
  /** For the element that shows the board. */
  readonly attach: (element: HTMLElement | null) => void;
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
  readonly fit: () => void;
  readonly show: (box: Box) => void;
  /** Is all of it in view? */
  readonly isSeen: (box: Box) => boolean;
}

interface View {
  readonly camera: Camera;
  /** Has the person not yet looked around? */
  readonly isFirst: boolean;
}

const UNSEEN: View = { camera: { offsetX: 0, offsetY: 0, zoom: 1 }, isFirst: true };

/** `content` is everything on the board, `start` where reading begins. */
export function useSheet(content: Box | undefined, start: Box | undefined): Sheet {
  const [element, attach] = useState<HTMLElement | null>(null);
  const [{ camera }, setView] = useState(UNSEEN);

  const change = useCallback((next: (before: Camera) => Camera) => {
    setView((before) => ({ camera: next(before.camera), isFirst: false }));
  }, []);
  const zoomBy = useCallback(
    (factor: number) => {
      const { width, height } = sizeOf(element);
      change((before) => zoomAt(before, { x: width / 2, y: height / 2 }, factor));
    },
    [element, change],
  );
  const zoomIn = useCallback(() => zoomBy(ZOOM_STEP), [zoomBy]);
  const zoomOut = useCallback(() => zoomBy(1 / ZOOM_STEP), [zoomBy]);
  const fit = useCallback(() => {
    if (content !== undefined) change(() => fitCamera(content, sizeOf(element)));
  }, [content, element, change]);
  const show = useCallback(
    (box: Box) => change((before) => reveal(before, box, clearSizeOf(element))),
    [element, change],
  );
  const isSeen = useCallback(
    (box: Box) => reveal(camera, box, clearSizeOf(element)) === camera,
    [element, camera],
  );

  useEffect(() => {
    if (element === null) return undefined;
    return watchInput(element, { change, zoomIn, zoomOut, fit });
  }, [element, change, zoomIn, zoomOut, fit]);

  // Only when the sheet changes its size: what others do must not move what somebody looks at.
  const lookFirst = useEffectEvent((size: { width: number; height: number }) => {
    // Behind a tab that is not chosen it has no size.
    if (size.width === 0 || content === undefined || start === undefined) return;
    const first = firstCamera(content, start, size);
    setView((before) => (before.isFirst ? { camera: first, isFirst: true } : before));
  });
  useEffect(() => {
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => lookFirst(sizeOf(element)));
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);

  return { camera, attach, zoomIn, zoomOut, fit, show, isSeen };
}

function sizeOf(element: HTMLElement | null): { readonly width: number; readonly height: number } {
  return { width: element?.clientWidth ?? 0, height: element?.clientHeight ?? 0 };
}

/** The part that the tools at the bottom leave free. */
function clearSizeOf(element: HTMLElement | null) {
  const { width, height } = sizeOf(element);
  return { width, height: height - TOOLS_PX };
}
