/** A tree that is deeper than anybody can work in: shown no deeper, and made no deeper. */
import { indexRows, openTreeCopy, readWholeTree, syncDocs, treeSeed } from '@meemaak/test-kit';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { BatchId, NodeId, ParticipantId } from '../ids.ts';
import { indentNode, moveNode, moveNodeUp, outdentNode } from './move.ts';
import { settle } from './settle.ts';
import type { Act } from './step.ts';
import { archiveNode, createNode, restoreBatch } from './verbs.ts';
import { DEEPEST_LEVEL } from './visible-place.ts';

const id = (name: string) => name as NodeId;
const level = (number: number) => id(`level-${number}`);
const act: Act = { by: 'fatma' as ParticipantId, origin: 'fatma' };
const batchId = 'batch-1' as BatchId;
const newNode = { nodeId: id('nieuw'), kind: 'effect', title: 'nieuw', owner: null } as const;

/** Nodes one under the other, named after where they hang, so many levels; and `buurt` at the top,
 *  with `samen` and `eten` under it. */
function openChain(depth: number) {
  const copy = openTreeCopy(treeSeed({ buurt: { samen: { eten: {} } } }));
  copy.doc.transact(() => {
    for (let number = 1; number <= depth; number += 1) {
      const p = number === 1 ? '' : level(number - 1);
      copy.tree.pos.set(level(number), { p, o: 'a9', c: 0, h: [] });
      copy.tree.nodes.set(level(number), new Y.Map([['kind', 'effect']]));
    }
  });
  return copy;
}

const refusedTooDeep = (nodeId: NodeId) => ({
  ok: false,
  refusal: { kind: 'tooDeep', nodeId, limit: DEEPEST_LEVEL },
});

describe('a tree at its deepest', () => {
  it('takes no node below the deepest level, nor a node with others under it', () => {
    const { tree, index } = openChain(DEEPEST_LEVEL);
    const last = level(DEEPEST_LEVEL);
    expect(createNode(tree, { ...newNode, parentId: last }, act)).toEqual(
      refusedTooDeep(newNode.nodeId),
    );
    const parentId = level(DEEPEST_LEVEL - 1);
    expect(moveNode(tree, { nodeId: id('samen'), parentId }, act)).toEqual(
      refusedTooDeep(id('samen')),
    );
    expect(moveNode(tree, { nodeId: id('eten'), parentId }, act).ok).toBe(true);
    expect(indentNode(tree, index, id('eten'), act)).toEqual(refusedTooDeep(id('eten')));
    expect(createNode(tree, { ...newNode, parentId }, act).ok).toBe(true);
    expect(index.node(newNode.nodeId)?.level).toBe(DEEPEST_LEVEL);
  });

  it('counts what is archived, so that it can always come back', () => {
    const { tree, index } = openChain(DEEPEST_LEVEL);
    archiveNode(tree, index, { nodeId: level(10), batchId, at: 7 }, act);
    const move = { nodeId: level(1), parentId: id('buurt') };
    expect(moveNode(tree, move, act)).toEqual(refusedTooDeep(level(1)));
    expect(restoreBatch(tree, batchId, act).ok).toBe(true);
    expect(index.node(level(DEEPEST_LEVEL))?.level).toBe(DEEPEST_LEVEL);
  });

  it('[X12] shows what two moves together made too deep next to its parent, to both the same', () => {
    const mine = openChain(DEEPEST_LEVEL - 2);
    const theirs = openTreeCopy(Y.encodeStateAsUpdate(mine.doc));
    const parentId = level(DEEPEST_LEVEL - 2);
    expect(moveNode(mine.tree, { nodeId: id('samen'), parentId }, act).ok).toBe(true);
    expect(createNode(theirs.tree, { ...newNode, parentId: id('eten') }, act).ok).toBe(true);
    syncDocs(mine.doc, theirs.doc);
    expect(mine.index.rows().slice(-4)).toMatchObject([
      { nodeId: parentId, childIds: ['samen'] },
      { nodeId: 'samen', level: DEEPEST_LEVEL - 1, childIds: ['eten', 'nieuw'] },
      { nodeId: 'eten', level: DEEPEST_LEVEL, position: 1, siblingCount: 2, childIds: [] },
      { nodeId: 'nieuw', level: DEEPEST_LEVEL, parentId: 'samen', position: 2, surfaced: false },
    ]);
    expect(theirs.index.rows()).toEqual(mine.index.rows());
    // It is where it was put: nothing is displaced, and nothing to write down.
    const before = Y.encodeStateVector(mine.doc);
    expect(settle(mine.tree, 'settle')).toEqual({ displacedIds: [], respacedIds: [] });
    expect(Y.encodeStateVector(mine.doc)).toEqual(before);
  });

  it('can be put right: up, out, to another parent, and by taking the chain to the top', () => {
    const { tree, index } = openChain(80);
    const top = level(DEEPEST_LEVEL - 1);
    expect(index.node(level(75))).toMatchObject({ parentId: top, level: DEEPEST_LEVEL });
    expect(moveNodeUp(tree, index, level(75), act).ok).toBe(true);
    // Whatever stands beside its parent stands in the place of the one that has room for it.
    expect(index.node(level(75))?.position).toBe(1);
    expect(index.node(level(DEEPEST_LEVEL))?.position).toBe(7);
    expect(outdentNode(tree, index, level(75), act).ok).toBe(true);
    expect(index.node(level(75))).toMatchObject({
      parentId: level(DEEPEST_LEVEL - 2),
      level: DEEPEST_LEVEL - 1,
      childIds: [level(76), level(77), level(78), level(79), level(80)],
    });
    expect(moveNode(tree, { nodeId: level(40), parentId: id('buurt') }, act).ok).toBe(true);
    expect(indexRows(index)).toEqual(readWholeTree(tree).rows);
    expect(index.node(level(80))?.level).toBeLessThan(DEEPEST_LEVEL);
  });

  it('[invariant 10] archives what could be seen under a node, and surfaces what stood beside it', () => {
    const { tree, index } = openChain(80);
    const whole = index.rows();
    archiveNode(tree, index, { nodeId: level(DEEPEST_LEVEL), batchId, at: 7 }, act);
    expect(index.isArchived(level(DEEPEST_LEVEL))).toBe(true);
    expect(index.node(level(DEEPEST_LEVEL + 1))).toMatchObject({ surfaced: true, position: 1 });
    expect(indexRows(index)).toEqual(readWholeTree(tree).rows);
    restoreBatch(tree, batchId, act);
    expect(index.rows()).toEqual(whole);
  });
});
