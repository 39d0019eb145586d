import { openTreeCopy, syncDocs, treeLines, treeSeed } from '@meemaak/test-kit';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { NodeId, ParticipantId } from '../ids.ts';
import { moveNode } from './move.ts';
import { LONG_ORDER_KEY } from './order-key.ts';
import { readPosition } from './position.ts';
import { settle } from './settle.ts';
import { TreeShape } from './tree-shape.ts';

const id = (name: string) => name as NodeId;
const act = { by: 'fatma' as ParticipantId, origin: 'fatma' };
const seed = treeSeed({ wonen: { bouwen: {} }, buurt: { samen: {} }, zorg: {} });

/** Fatma puts buurt under bouwen; Gerrit, unaware and later, puts wonen under samen. */
function makeCircle() {
  const fatma = openTreeCopy(seed);
  const gerrit = openTreeCopy(seed);
  moveNode(fatma.tree, { nodeId: id('buurt'), parentId: id('bouwen') }, act);
  moveNode(gerrit.tree, { nodeId: id('zorg'), parentId: null, afterId: null }, act);
  moveNode(gerrit.tree, { nodeId: id('wonen'), parentId: id('samen') }, act);
  syncDocs(fatma.doc, gerrit.doc);
  return fatma;
}

describe('settling', () => {
  it('[invariant 7] writes the displaced node where it is shown, and twice is once', () => {
    const { doc, tree, index } = makeCircle();
    const shown = treeLines(index);
    expect(shown).toEqual(['zorg', 'wonen', '  bouwen', '    buurt', '      samen']);
    expect(readPosition(tree.pos.get('wonen')).parentId).toBe('samen');
    expect(settle(tree, 'settle')).toEqual({ displacedIds: ['wonen'], respacedIds: [] });
    expect(readPosition(tree.pos.get('wonen')).parentId).toBeNull();
    expect(treeLines(index)).toEqual(shown);
    const state = Y.encodeStateAsUpdate(doc);
    expect(settle(tree, 'settle')).toEqual({ displacedIds: [], respacedIds: [] });
    expect(Y.encodeStateAsUpdate(doc)).toEqual(state);
  });

  it('[invariant 7] happens inside a move, so that nothing else jumps when a circle opens', () => {
    const { tree, index } = makeCircle();
    moveNode(tree, { nodeId: id('samen'), parentId: id('zorg') }, act);
    expect(treeLines(index)).toEqual(['zorg', '  samen', 'wonen', '  bouwen', '    buurt']);
    expect([...new TreeShape(tree.pos).displacedIds]).toEqual([]);
  });

  it('[invariant 7] [invariant 9] spaces a list with long keys anew in the same order', () => {
    const { tree, index } = openTreeCopy(seed);
    // Two people who take turns in one gap make keys that grow.
    let order = [id('wonen'), id('buurt'), id('zorg')];
    for (let turn = 0; longestKey(tree.pos) <= LONG_ORDER_KEY; turn += 1) {
      expect(turn).toBeLessThan(2_000);
      const [first, second, third] = order;
      if (first === undefined || second === undefined || third === undefined) break;
      moveNode(tree, { nodeId: third, parentId: null, afterId: first }, act);
      order = [first, third, second];
    }
    const shown = treeLines(index);
    expect(settle(tree, 'settle').respacedIds.toSorted()).toEqual(['buurt', 'wonen', 'zorg']);
    expect(treeLines(index)).toEqual(shown);
    expect(longestKey(tree.pos)).toBeLessThan(LONG_ORDER_KEY);
    expect(settle(tree, 'settle').respacedIds).toEqual([]);
  });
});

function longestKey(pos: Y.Map<unknown>): number {
  return Math.max(...[...pos.values()].map((stored) => readPosition(stored).orderKey.length));
}
