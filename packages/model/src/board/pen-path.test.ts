import { describe, expect, it } from 'vitest';
import { decodePenPath } from './pen-path.ts';
import type { Point } from './place.ts';

/** Writes a path the way the canvas does, with the runtime's own 16-bit floats. */
function encodePenPath(points: readonly (Point & { pressure: number })[], dim: 2 | 3): string {
  const view = new DataView(new ArrayBuffer(dim * 4 + (points.length - 1) * dim * 2));
  let before = [0, 0, 0];
  points.forEach((point, index) => {
    const now = [point.x, point.y, point.pressure];
    for (let axis = 0; axis < dim; axis += 1) {
      const value = now[axis] ?? 0;
      if (index === 0) view.setFloat32(axis * 4, value, true);
      else {
        const at = dim * 4 + (index - 1) * dim * 2 + axis * 2;
        view.setFloat16(at, value - (before[axis] ?? 0), true);
      }
    }
    before = now;
  });
  return Buffer.from(view.buffer).toString('base64');
}

describe('a pen path', () => {
  it('comes back as it was drawn, with and without pressure', () => {
    for (const dim of [2, 3] as const) {
      for (let length = 1; length <= 200; length += 1) {
        // Halves and small steps fit 16 bits exactly, so nothing may be lost.
        const points = Array.from({ length }, (_, step) => ({
          x: 100.5 + step * 2.25,
          y: -40 + ((step * step) % 17) / 2,
          pressure: 0.5,
        }));
        expect(decodePenPath(encodePenPath(points, dim), dim)).toEqual(
          points.map(({ x, y }) => ({ x, y })),
        );
      }
    }
  });

  it('reads what tldraw 5.4.2 wrote', () => {
    const drawn = [
      { x: 0, y: 0 },
      { x: 12.5, y: 3 },
      { x: 20, y: -7 },
    ];
    expect(decodePenPath('AAAAAAAAAAAAAAA/QEoAQgAAgEcAyQAA', 3)).toEqual(drawn);
    expect(decodePenPath('AAAAAAAAAABASgBCgEcAyQ==', 2)).toEqual(drawn);
  });

  it('is nothing when the text is no path', () => {
    for (const text of ['', 'A', 'AAAA', 'not base64 at all!!', '\u{1f41d}'.repeat(20)]) {
      expect(decodePenPath(text, 2)).toBeUndefined();
      expect(decodePenPath(text, 3)).toBeUndefined();
    }
    const infinite = encodePenPath([{ x: Infinity, y: 0, pressure: 0.5 }], 2);
    expect(decodePenPath(infinite, 2)).toBeUndefined();
  });
});
