import { openTreeCopy, treeLines, treeSeed } from '@meemaak/test-kit';
import { describe, expect, it } from 'vitest';
import type { BatchId, NodeId, ParticipantId, PartyId } from '../ids.ts';
import { archiveNodes, moveNodes, placesFor, setOwnerOfNodes, topmost } from './several.ts';
import type { Act } from './step.ts';
import { reverseStep } from './undo.ts';
import { archiveNode, restoreBatch, setNodeKind } from './verbs.ts';

const act: Act = { by: 'fatma' as ParticipantId, origin: 'fatma' };
const batchId = 'batch-1' as BatchId;
const ids = (...names: string[]) => new Set(names as NodeId[]);
const id = (name: string) => name as NodeId;
const open = () =>
  openTreeCopy(
    treeSeed({
      wonen: { bouwen: {}, isoleren: { glas: {}, daken: {} } },
      buurt: { samen: {} },
    }),
  );

describe('several nodes at once', () => {
  it('are those that hang under none of the others, from top to bottom', () => {
    const { index } = open();
    const names = (chosen: ReadonlySet<NodeId>) => topmost(index, chosen).map((n) => n.nodeId);
    expect(names(ids('glas', 'isoleren', 'bouwen'))).toEqual(['bouwen', 'isoleren']);
    expect(names(ids('samen', 'glas', 'daken'))).toEqual(['glas', 'daken', 'samen']);
    expect(names(ids('nobody'))).toEqual([]);
  });

  it('move together, in the order they had, and back in one step', () => {
    for (const [at, lines] of [
      ['last', ['buurt', '  samen', '  bouwen', '  glas']],
      ['first', ['buurt', '  bouwen', '  glas', '  samen']],
    ] as const) {
      const { tree, index } = open();
      const before = treeLines(index);
      const { step, refusal } = moveNodes(
        tree,
        index,
        { nodeIds: ids('glas', 'bouwen'), parentId: id('buurt'), at },
        act,
      );
      expect(refusal).toBeUndefined();
      expect(treeLines(index)).toEqual(['wonen', '  isoleren', '    daken', ...lines]);
      expect(reverseStep(tree, step, act).ok).toBe(true);
      expect(treeLines(index)).toEqual(before);
    }
  });

  it('go as far as is allowed, and say why not all of them did', () => {
    const { tree, index } = open();
    archiveNode(tree, index, { nodeId: id('buurt'), batchId, at: 1 }, act);
    const moved = moveNodes(
      tree,
      index,
      { nodeIds: ids('bouwen', 'isoleren'), parentId: id('glas'), at: 'last' },
      act,
    );
    expect(moved.step.steps).toHaveLength(1);
    expect(moved.refusal?.kind).toBe('wouldContainItself');
    expect(treeLines(index)).toEqual([
      'wonen',
      '  isoleren',
      '    glas',
      '      bouwen',
      '    daken',
    ]);
  });

  it('go to the archive together and come back together', () => {
    const { tree, index } = open();
    const before = treeLines(index);
    archiveNodes(tree, index, { nodeIds: ids('glas', 'buurt', 'samen'), batchId, at: 1 }, act);
    expect(treeLines(index)).toEqual(['wonen', '  bouwen', '  isoleren', '    daken']);
    expect(index.archivedBatches()).toHaveLength(1);
    expect(restoreBatch(tree, batchId, act).ok).toBe(true);
    expect(treeLines(index)).toEqual(before);
  });

  it('get one owner', () => {
    const { tree, index } = open();
    const owner = 'het-dak' as PartyId;
    const { step } = setOwnerOfNodes(tree, { nodeIds: ids('glas', 'nobody', 'samen'), owner }, act);
    expect(step.steps).toHaveLength(2);
    const owned = index.rows().filter((node) => node.owner === owner);
    expect(owned.map(({ nodeId }) => nodeId)).toEqual(['glas', 'samen']);
  });

  it('fit under what may hold all of them, never within themselves', () => {
    const { tree, index } = open();
    const places = (chosen: ReadonlySet<NodeId>) => placesFor(index, chosen).map((n) => n.nodeId);
    expect(places(ids('isoleren'))).toEqual(['wonen', 'bouwen', 'buurt', 'samen']);
    setNodeKind(tree, { nodeId: id('samen'), kind: 'performance' }, act);
    expect(places(ids('isoleren'))).toEqual(['wonen', 'bouwen', 'buurt']);
    setNodeKind(tree, { nodeId: id('glas'), kind: 'performance' }, act);
    setNodeKind(tree, { nodeId: id('daken'), kind: 'performance' }, act);
    setNodeKind(tree, { nodeId: id('bouwen'), kind: 'performance' }, act);
    expect(places(ids('glas'))).toEqual(['wonen', 'isoleren', 'buurt']);
  });
});
