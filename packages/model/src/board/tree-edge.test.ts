import { describe, expect, it } from 'vitest';
import type { NodeId } from '../ids.ts';
import type { Box } from './place.ts';
import { edgeCurve, treeEdges } from './tree-edge.ts';

const box = (x: number, y: number): Box => ({ x, y, width: 100, height: 50 });
const nodeId = (id: string) => id as NodeId;

describe('edges', () => {
  it('join the facing sides, wherever the child was dragged', () => {
    const ends = (to: Box) => {
      const [start, , , end] = edgeCurve(box(0, 0), to);
      return [start, end];
    };
    expect(ends(box(300, 40))).toEqual([
      { x: 100, y: 25 },
      { x: 300, y: 65 },
    ]);
    expect(ends(box(-300, 40))).toEqual([
      { x: 0, y: 25 },
      { x: -200, y: 65 },
    ]);
    expect(ends(box(20, 200))).toEqual([
      { x: 50, y: 50 },
      { x: 70, y: 200 },
    ]);
    expect(ends(box(180, 500))).toEqual([
      { x: 100, y: 25 },
      { x: 180, y: 525 },
    ]);
    expect(ends(box(20, -200))).toEqual([
      { x: 50, y: 0 },
      { x: 70, y: -150 },
    ]);
  });

  it('are there only between nodes that both have a card', () => {
    const parents = new Map([
      ['child', 'parent'],
      ['stray', 'not-on-the-board'],
    ]);
    const boxes = new Map(
      ['parent', 'child', 'stray'].map((id, at) => [nodeId(id), box(at * 200, 0)]),
    );
    const edges = treeEdges(boxes, (id) => {
      const parentId = parents.get(id);
      return parentId === undefined ? null : nodeId(parentId);
    });
    expect(edges.map(({ parentId, childId }) => [parentId, childId])).toEqual([
      ['parent', 'child'],
    ]);
  });
});
