import { openTreeCopy, syncDocs, treeLines, treeSeed } from '@meemaak/test-kit';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { BatchId, NodeId, ParticipantId, PartyId } from '../ids.ts';
import { moveNode, moveNodeUp, outdentNode } from './move.ts';
import type { Act } from './step.ts';
import { archiveNode, createNode, renameNode, restoreBatch, setNodeOwner } from './verbs.ts';

const id = (name: string) => name as NodeId;
const act: Act = { by: 'fatma' as ParticipantId, origin: 'fatma' };
const batchId = 'batch-1' as BatchId;
const seed = treeSeed({
  wonen: { bouwen: {}, isoleren: { glas: {}, daken: {} } },
  buurt: { samen: {} },
});

describe('the index', () => {
  it('says of a node where it stands among which others', () => {
    const { index } = openTreeCopy(seed);
    expect(index.rootIds()).toEqual(['wonen', 'buurt']);
    expect(index.node(id('isoleren'))).toMatchObject({
      kind: 'effect',
      parentId: 'wonen',
      level: 2,
      position: 2,
      siblingCount: 2,
      childIds: ['glas', 'daken'],
      surfaced: false,
      isArchived: false,
    });
    expect(index.node(id('nobody'))).toBeUndefined();
  });

  it('keeps the object of every node about which nothing changed', () => {
    const { tree, index } = openTreeCopy(seed);
    const before = new Map(index.rows().map((node) => [node.nodeId, node]));
    renameNode(tree, { nodeId: id('glas'), title: 'dubbel glas' }, act);
    const changed = index.rows().filter((node) => before.get(node.nodeId) !== node);
    expect(changed.map(({ nodeId }) => nodeId)).toEqual(['glas']);
  });

  it('changes only the lists that a move touches, and the levels below it', () => {
    const { tree, index } = openTreeCopy(seed);
    const before = new Map(index.rows().map((node) => [node.nodeId, node]));
    moveNode(tree, { nodeId: id('isoleren'), parentId: id('samen') }, act);
    const same = index.rows().filter((node) => before.get(node.nodeId) === node);
    expect(same.map(({ nodeId }) => nodeId)).toEqual(['buurt']);
    expect(index.node(id('daken'))?.level).toBe(4);
  });

  it('tells listeners once per transaction, after it, and only those of changed nodes', () => {
    const { doc, tree, index } = openTreeCopy(seed);
    const heard: string[] = [];
    index.subscribe(() => heard.push(`all: ${treeLines(index).join()}`));
    index.subscribeNode(id('glas'), () => heard.push(`glas: ${index.node(id('glas'))?.title}`));
    index.subscribeNode(id('buurt'), () => heard.push('buurt'));
    doc.transact(() => {
      renameNode(tree, { nodeId: id('glas'), title: 'ruiten' }, act);
      setNodeOwner(tree, { nodeId: id('glas'), owner: 'het-dak' as PartyId }, act);
      expect(heard).toEqual([]);
    });
    expect(heard).toEqual([
      'glas: ruiten',
      'all: wonen,  bouwen,  isoleren,    ruiten,    daken,buurt,  samen',
    ]);
    setNodeOwner(tree, { nodeId: id('glas'), owner: 'het-dak' as PartyId }, act);
    expect(heard.length).toBe(2);
  });

  it('is silent after unsubscribing and after its end', () => {
    const { tree, index } = openTreeCopy(seed);
    let count = 0;
    const stop = [index.subscribe(() => count++), index.subscribeNode(id('glas'), () => count++)];
    for (const each of stop) each();
    renameNode(tree, { nodeId: id('glas'), title: 'ruiten' }, act);
    index.subscribe(() => count++);
    index.destroy();
    renameNode(tree, { nodeId: id('glas'), title: 'glas' }, act);
    expect(count).toBe(0);
    expect(index.node(id('glas'))?.title).toBe('ruiten');
  });

  it('sees verbs in one transaction build on each other', () => {
    const { doc, tree, index } = openTreeCopy(seed);
    const node = { kind: 'effect', title: 'x', owner: null } as const;
    doc.transact(() => {
      createNode(tree, { ...node, nodeId: id('eerst'), parentId: id('samen') }, act);
      createNode(tree, { ...node, nodeId: id('daarna'), parentId: id('eerst') }, act);
      moveNode(tree, { nodeId: id('eerst'), parentId: null, afterId: id('wonen') }, act);
      expect(moveNode(tree, { nodeId: id('eerst'), parentId: id('daarna') }, act).ok).toBe(false);
    });
    expect(index.rootIds()).toEqual(['wonen', 'eerst', 'buurt']);
    expect(index.node(id('eerst'))?.childIds).toEqual(['daarna']);
  });
});

describe('the archive', () => {
  it('keeps titles, lists what went together and brings exactly that back', () => {
    const { tree, index } = openTreeCopy(seed);
    const before = index.rows();
    archiveNode(tree, index, { nodeId: id('isoleren'), batchId, at: 7 }, act);
    expect(index.isArchived(id('glas'))).toBe(true);
    expect(index.archivedTitle(id('glas'))).toBe('glas');
    expect(index.archivedTitle(id('wonen'))).toBeUndefined();
    expect(index.archivedBatches()).toEqual([
      { batchId, at: 7, by: 'fatma', nodeIds: ['daken', 'glas', 'isoleren'] },
    ]);
    restoreBatch(tree, batchId, act);
    expect(index.rows()).toEqual(before);
    expect(index.archivedBatches()).toEqual([]);
  });

  it('[invariant 10] leaves an earlier batch archived when a later one comes back', () => {
    const { tree, index } = openTreeCopy(seed);
    archiveNode(tree, index, { nodeId: id('glas'), batchId: 'earlier' as BatchId, at: 1 }, act);
    archiveNode(tree, index, { nodeId: id('wonen'), batchId, at: 2 }, act);
    expect(index.archivedBatches().map((batch) => batch.batchId)).toEqual([batchId, 'earlier']);
    restoreBatch(tree, batchId, act);
    expect(treeLines(index)).toEqual([
      'wonen',
      '  bouwen',
      '  isoleren',
      '    daken',
      'buurt',
      '  samen',
    ]);
  });

  it('[invariant 10] [X12] surfaces what a colleague added or moved in meanwhile', () => {
    const mine = openTreeCopy(seed);
    const theirs = openTreeCopy(Y.encodeStateAsUpdate(mine.doc));
    archiveNode(mine.tree, mine.index, { nodeId: id('isoleren'), batchId, at: 7 }, act);
    const added = {
      nodeId: id('vloeren'),
      kind: 'effect',
      title: 'vloeren',
      owner: null,
    } as const;
    createNode(theirs.tree, { ...added, parentId: id('isoleren') }, act);
    moveNode(theirs.tree, { nodeId: id('samen'), parentId: id('daken') }, act);
    outdentNode(theirs.tree, theirs.index, id('glas'), act);
    syncDocs(mine.doc, theirs.doc);
    expect(treeLines(mine.index)).toEqual([
      'wonen',
      '  bouwen',
      '  samen',
      '  vloeren',
      '  glas',
      'buurt',
    ]);
    expect(mine.index.node(id('samen'))?.surfaced).toBe(true);
    expect(mine.index.node(id('glas'))?.surfaced).toBe(false);
    expect(mine.index.rows()).toEqual(theirs.index.rows());

    // A surfaced node stands where its hidden parent stands: up is above all that surfaced there.
    expect(moveNodeUp(mine.tree, mine.index, id('glas'), act).ok).toBe(true);
    expect(moveNodeUp(mine.tree, mine.index, id('vloeren'), act).ok).toBe(true);
    expect(mine.index.node(id('wonen'))?.childIds).toEqual(['bouwen', 'glas', 'vloeren', 'samen']);
  });
});
