import { CARD_SIZE, type Box, type NodeId } from '@meemaak/model';
import { describe, expect, it } from 'vitest';
import { freePlace, placesAmong } from './free-place.ts';

const nodeId = (id: string) => id as NodeId;
const card = (x: number, y: number): Box => ({ x, y, width: CARD_SIZE.w, height: CARD_SIZE.h });

function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

describe('a free place', () => {
  it('is where one asked when nothing lies there, else straight below', () => {
    const size = { w: 100, h: 50 };
    expect(freePlace({ x: 5, y: 7 }, size, [])).toEqual({ x: 5, y: 7 });
    const taken = [card(0, 0), card(0, 140), card(1_000, 290)];
    const place = freePlace({ x: 20, y: 10 }, size, taken);
    expect(place.x).toBe(20);
    for (const box of taken) {
      expect(overlaps({ ...place, width: size.w, height: size.h }, box)).toBe(false);
    }
  });
});

describe('cards among what is there', () => {
  it('stand beside their parent, each on nothing else, and orphans below everything', () => {
    const parent = card(300, 100);
    const taken = [parent, card(640, 90), { x: -50, y: 0, width: 900, height: 40 }];
    const wanted = [
      { nodeId: nodeId('first'), parentId: nodeId('parent') },
      { nodeId: nodeId('under-first'), parentId: nodeId('first') },
      { nodeId: nodeId('second'), parentId: nodeId('parent') },
      { nodeId: nodeId('alone'), parentId: null },
      { nodeId: nodeId('also-alone'), parentId: nodeId('no-card') },
    ];
    const places = placesAmong(wanted, new Map([[nodeId('parent'), parent]]), taken);
    const boxes = wanted.map((one) => {
      const place = places.get(one.nodeId);
      expect(place).toBeDefined();
      return card(place?.x ?? 0, place?.y ?? 0);
    });
    const all = [...taken, ...boxes];
    for (const box of boxes) {
      expect(all.filter((other) => overlaps(box, other))).toEqual([box]);
    }
    const [first, underFirst, second, alone, alsoAlone] = boxes;
    expect(first?.x).toBe(parent.x + parent.width + 80);
    expect(second?.x).toBe(first?.x);
    expect(underFirst?.x).toBeGreaterThan(first?.x ?? 0);
    expect(alone?.x).toBe(-50);
    expect(alsoAlone?.y).toBeGreaterThan(alone?.y ?? 0);
  });
});
