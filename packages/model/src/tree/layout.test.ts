import { largeTreeSeed, openTreeCopy, treeSeed } from '@meemaak/test-kit';
import { describe, expect, it } from 'vitest';
import type { NodeId } from '../ids.ts';
import { layoutTree, type LayoutPlace } from './layout.ts';

const size = { w: 240, h: 96 };

describe('a layout', () => {
  it('puts levels from left to right and a parent halfway its children', () => {
    const seed = treeSeed({ wonen: { bouwen: {}, isoleren: { glas: {}, daken: {} } } });
    const places = layoutTree(openTreeCopy(seed).index, size);
    const place = (name: string) => places.get(name as NodeId);
    expect(place('wonen')?.x).toBe(0);
    expect(place('bouwen')).toEqual({ x: 320, y: 0, ...size });
    expect(place('glas')?.x).toBe(640);
    const middle = ((place('glas')?.y ?? 0) + (place('daken')?.y ?? 0)) / 2;
    expect(place('isoleren')?.y).toBe(middle);
  });

  it('places every node once, none over another, in the shape of a screen, always the same', () => {
    for (const [count, width] of [
      [1, 1],
      [32, 4],
      [200, 5],
      [60, 60],
      [2_000, 2_000],
    ] as const) {
      const seed = largeTreeSeed(count, width);
      const places = [...layoutTree(openTreeCopy(seed).index, size).values()];
      expect(places.length).toBe(count);
      expect(overlapCount(places)).toBe(0);
      expect([...layoutTree(openTreeCopy(seed).index, size).values()]).toEqual(places);
      const right = Math.max(...places.map(({ x }) => x + size.w));
      const bottom = Math.max(...places.map(({ y }) => y + size.h));
      console.log(`layout of ${count} nodes: ${right} by ${bottom} px`);
      expect(right / bottom).toBeGreaterThan(0.6);
      expect(right / bottom).toBeLessThan(4);
    }
  });

  it('of nothing is empty', () => {
    expect(layoutTree(openTreeCopy().index, size).size).toBe(0);
  });
});

function overlapCount(places: readonly LayoutPlace[]): number {
  const overlaps = (a: LayoutPlace, b: LayoutPlace) =>
    a !== b && a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
  return places.filter((a) => places.some((b) => overlaps(a, b))).length;
}
