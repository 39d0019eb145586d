import { describe, expect, it } from 'vitest';
import type { RecordId } from '../ids.ts';
import type { BoardElement } from './element.ts';
import { inReadingOrder, regionOf } from './reading-order.ts';

function element(
  id: string,
  [x, y, width, height]: readonly [number, number, number, number],
  kind: 'note' | 'frame' = 'note',
  frameId?: string,
): BoardElement {
  const base = {
    recordId: id as RecordId,
    frameId: frameId as RecordId | undefined,
    place: { x, y, rotation: 0 },
    width,
    height,
    bounds: { x, y, width, height },
    colour: 'yellow',
    opacity: 1,
  } as const;
  return kind === 'frame'
    ? { ...base, kind, name: id }
    : { ...base, kind, text: id, fontSizePx: 22 };
}

function read(elements: readonly BoardElement[]): string {
  return inReadingOrder(elements)
    .map(({ recordId }) => recordId)
    .join(' ');
}

describe('the reading order', () => {
  it('goes row by row, and within a row from the left, though nothing is quite level', () => {
    const elements = [
      element('d', [20, 220, 100, 100]),
      element('b', [200, 30, 100, 100]),
      element('c', [0, 200, 10, 100]),
      element('a', [0, 40, 100, 100]),
    ];
    expect(read(elements)).toBe('a b c d');
    expect(read(elements.toReversed())).toBe('a b c d');
  });

  it('reads what lies in a frame right after the frame', () => {
    const elements = [
      element('after', [500, 0, 100, 400]),
      element('in2', [30, 200, 50, 50], 'note', 'frame'),
      element('in1', [10, 20, 50, 50], 'note', 'frame'),
      element('frame', [0, 0, 400, 400], 'frame'),
      element('lost', [0, 900, 10, 10], 'note', 'no-such-frame'),
    ];
    expect(read(elements)).toBe('frame in1 in2 after lost');
  });
});

describe('the region', () => {
  it('says in which ninth of the board something lies', () => {
    const whole = { x: -100, y: 0, width: 300, height: 300 };
    const at = (x: number, y: number) => regionOf({ x, y, width: 10, height: 10 }, whole);
    expect(at(-100, 0)).toBe('topLeft');
    expect(at(45, 145)).toBe('middle');
    expect(at(190, 290)).toBe('bottomRight');
    expect(at(190, 0)).toBe('topRight');
    expect(regionOf(whole, whole)).toBe('middle');
  });
});
