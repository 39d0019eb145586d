/** Looking around on the plain board: buttons, wheel, touch and keys all move one camera. */
import type { Box } from '@meemaak/model';
import { useCallback, useEffect, useRef, useState } from 'react';
import { firstCamera, fitCamera, reveal, zoomAt, type Camera } from './camera.ts';
import { watchInput } from './watch-input.ts';

const ZOOM_STEP = 1.25;

export interface Sheet {
  readonly camera: Camera;
  /** For the element that shows the board. */
  readonly attach: (element: HTMLElement | null) => void;
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
  readonly fit: () => void;
  readonly show: (box: Box) => void;
}

/** `content` is everything on the board, `start` where reading begins. */
export function useSheet(content: Box | undefined, start: Box | undefined): Sheet {
  const [element, attach] = useState<HTMLElement | null>(null);
  const [camera, setCamera] = useState<Camera>({ offsetX: 0, offsetY: 0, zoom: 1 });
  const hasLooked = useRef(false);

  const zoomBy = useCallback(
    (factor: number) => {
      const { width, height } = sizeOf(element);
      setCamera((before) => zoomAt(before, { x: width / 2, y: height / 2 }, factor));
    },
    [element],
  );
  const zoomIn = useCallback(() => zoomBy(ZOOM_STEP), [zoomBy]);
  const zoomOut = useCallback(() => zoomBy(1 / ZOOM_STEP), [zoomBy]);
  const fit = useCallback(() => {
    if (content !== undefined) setCamera(fitCamera(content, sizeOf(element)));
  }, [content, element]);
  const show = useCallback(
    (box: Box) => setCamera((before) => reveal(before, box, sizeOf(element))),
    [element],
  );

  useEffect(() => {
    if (element === null) return undefined;
    return watchInput(element, { change: setCamera, zoomIn, zoomOut, fit });
  }, [element, zoomIn, zoomOut, fit]);

  useEffect(() => {
    if (element === null || hasLooked.current || !content || !start) return undefined;
    // Behind a tab that is not chosen it has no size: then wait until it has.
    const observer = new ResizeObserver(() => {
      if (element.clientWidth === 0) return;
      // Once: later changes by others must not move what somebody is looking at.
      hasLooked.current = true;
      observer.disconnect();
      setCamera(firstCamera(content, start, sizeOf(element)));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [element, content, start]);

  return { camera, attach, zoomIn, zoomOut, fit, show };
}

function sizeOf(element: HTMLElement | null): { readonly width: number; readonly height: number } {
  return { width: element?.clientWidth ?? 0, height: element?.clientHeight ?? 0 };
}
