import { describe, expect, it } from 'vitest';
import { firstCamera, fitCamera, reveal, zoomAt, type Camera } from './camera.ts';

const viewport = { width: 390, height: 600 };
const see = (camera: Camera, x: number, y: number) => ({
  x: x * camera.zoom + camera.offsetX,
  y: y * camera.zoom + camera.offsetY,
});

describe('the camera', () => {
  it('fits everything in the middle, never larger than life', () => {
    const content = { x: -1000, y: 500, width: 4000, height: 800 };
    const camera = fitCamera(content, viewport);
    expect(see(camera, 1000, 900)).toEqual({ x: 195, y: 300 });
    expect(see(camera, -1000, 500).x).toBeCloseTo(24);
    expect(fitCamera({ x: 0, y: 0, width: 10, height: 10 }, viewport).zoom).toBe(1);
    expect(fitCamera({ x: 0, y: 0, width: 0, height: 0 }, viewport).zoom).toBe(1);
  });

  it('begins at the start, readably, when all of it would be too small', () => {
    const content = { x: 0, y: 0, width: 4000, height: 3000 };
    const start = { x: 40, y: 90, width: 260, height: 120 };
    const camera = firstCamera(content, start, viewport);
    expect(camera.zoom).toBeGreaterThanOrEqual(0.8);
    expect(see(camera, 40, 90)).toEqual({ x: 24, y: 24 });
    expect(start.width * camera.zoom).toBeLessThan(viewport.width);
    expect(firstCamera(start, start, viewport)).toEqual(fitCamera(start, viewport));
  });

  it('zooms around what one points at, and stops at its ends', () => {
    const camera = { offsetX: 10, offsetY: -20, zoom: 1 };
    const closer = zoomAt(camera, { x: 100, y: 50 }, 1.5);
    expect(see(closer, 90, 70)).toEqual({ x: 100, y: 50 });
    expect(zoomAt(camera, { x: 0, y: 0 }, 1e9).zoom).toBe(4);
    expect(zoomAt(camera, { x: 0, y: 0 }, 0).zoom).toBe(0.05);
  });

  it('pans no further than needed to show something', () => {
    const camera = { offsetX: 0, offsetY: 0, zoom: 1 };
    const box = (x: number, y: number) => ({ x, y, width: 100, height: 50 });
    expect(reveal(camera, box(100, 100), viewport)).toBe(camera);
    expect(reveal(camera, box(350, 100), viewport)).toEqual({ ...camera, offsetX: -84 });
    expect(reveal(camera, box(-30, -40), viewport)).toEqual({ offsetX: 54, offsetY: 64, zoom: 1 });
  });
});
