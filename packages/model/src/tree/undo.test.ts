import { openTreeCopy, syncDocs, treeLines, treeSeed } from '@meemaak/test-kit';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { BatchId, NodeId, ParticipantId, PartyId } from '../ids.ts';
import type { Outcome } from '../refusal.ts';
import { indentNode, moveNode, moveNodeDown } from './move.ts';
import type { Act, TreeRefusal, TreeStep } from './step.ts';
import { UndoHistory } from './undo.ts';
import { archiveNode, createNode, renameNode, restoreBatch, setNodeOwner } from './verbs.ts';

const id = (name: string) => name as NodeId;
const act: Act = { by: 'fatma' as ParticipantId, origin: 'fatma' };
const seed = treeSeed({ wonen: { bouwen: {}, isoleren: {} }, buurt: {} });
const newNode = { nodeId: id('new-1'), kind: 'effect', title: 'nieuw', owner: null } as const;
const batch = { nodeId: id('wonen'), batchId: 'batch-1' as BatchId, at: 1 };

function open() {
  const fatma = openTreeCopy(seed);
  const gerrit = openTreeCopy(Y.encodeStateAsUpdate(fatma.doc));
  const history = new UndoHistory();
  const record = (outcome: Outcome<TreeStep, TreeRefusal>) => {
    if (!outcome.ok) throw new Error(`Refused: ${outcome.refusal.kind}.`);
    history.record(outcome.value);
  };
  return { fatma, gerrit, history, record, sync: () => syncDocs(fatma.doc, gerrit.doc) };
}

describe('undo', () => {
  it('goes back step by step to where it began, and forward again', () => {
    const { fatma, history, record } = open();
    const { tree, index } = fatma;
    const states = [index.rows()];
    const edits = [
      () => createNode(tree, { ...newNode, parentId: id('buurt') }, act),
      () => renameNode(tree, { nodeId: id('new-1'), title: 'beter' }, act),
      () => moveNode(tree, { nodeId: id('new-1'), parentId: id('bouwen') }, act),
      () => moveNode(tree, { nodeId: id('bouwen'), parentId: id('buurt') }, act),
      () => moveNodeDown(tree, index, id('wonen'), act),
      () => indentNode(tree, index, id('wonen'), act),
      () => archiveNode(tree, index, batch, act),
      () => restoreBatch(tree, batch.batchId, act),
      () => moveNode(tree, { nodeId: id('bouwen'), parentId: null }, act),
    ];
    for (const edit of edits) {
      record(edit());
      states.push(index.rows());
    }
    for (const state of states.slice(0, -1).toReversed()) {
      expect(history.undo(tree, act).ok).toBe(true);
      expect(index.rows()).toEqual(state);
    }
    expect(history.canUndo).toBe(false);
    for (const state of states.slice(1)) {
      expect(history.redo(tree, act).ok).toBe(true);
      expect(index.rows()).toEqual(state);
    }
    expect(history.canRedo).toBe(false);
  });

  it('[X12] of creating never deletes what a colleague put under it: that surfaces', () => {
    const { fatma, gerrit, history, record, sync } = open();
    record(createNode(fatma.tree, { ...newNode, parentId: null }, act));
    sync();
    const child = { ...newNode, nodeId: id('child'), title: 'van Gerrit', parentId: id('new-1') };
    createNode(gerrit.tree, child, act);
    sync();
    history.undo(fatma.tree, act);
    sync();
    expect(treeLines(gerrit.index)).toContain('van Gerrit');
    expect(gerrit.index.node(id('child'))?.surfaced).toBe(true);
    expect(gerrit.index.archivedBatches()).toEqual([]);
    history.redo(fatma.tree, act);
    expect(treeLines(fatma.index)).toContain('  van Gerrit');
  });

  it('leaves what a colleague changed since, says so, and goes on with the step before', () => {
    const { fatma, gerrit, history, record, sync } = open();
    const owner = 'het-dak' as PartyId;
    record(setNodeOwner(fatma.tree, { nodeId: id('buurt'), owner }, act));
    record(moveNode(fatma.tree, { nodeId: id('bouwen'), parentId: id('buurt') }, act));
    record(renameNode(fatma.tree, { nodeId: id('wonen'), title: 'fijn wonen' }, act));
    record(archiveNode(fatma.tree, fatma.index, { ...batch, nodeId: id('isoleren') }, act));
    sync();
    moveNode(gerrit.tree, { nodeId: id('bouwen'), parentId: null }, act);
    renameNode(gerrit.tree, { nodeId: id('wonen'), title: 'fijner wonen' }, act);
    restoreBatch(gerrit.tree, batch.batchId, act);
    sync();
    for (const nodeId of ['isoleren', 'wonen', 'bouwen']) {
      const refusal = { kind: 'changedSince', nodeId };
      expect(history.undo(fatma.tree, act)).toEqual({ ok: false, refusal });
    }
    expect(history.undo(fatma.tree, act).ok).toBe(true);
    expect(fatma.index.node(id('buurt'))?.owner).toBeNull();
    expect(history.undo(fatma.tree, act)).toMatchObject({ refusal: { kind: 'nothingToUndo' } });
    expect(history.canRedo).toBe(true);
  });

  it('refuses to move back under what is gone or into itself', () => {
    const { fatma, gerrit, history, record, sync } = open();
    record(moveNode(fatma.tree, { nodeId: id('bouwen'), parentId: id('buurt') }, act));
    sync();
    moveNode(gerrit.tree, { nodeId: id('wonen'), parentId: id('bouwen') }, act);
    sync();
    expect(history.undo(fatma.tree, act)).toMatchObject({
      refusal: { kind: 'wouldContainItself' },
    });
    record(moveNode(fatma.tree, { nodeId: id('isoleren'), parentId: null }, act));
    archiveNode(fatma.tree, fatma.index, batch, act);
    expect(history.undo(fatma.tree, act)).toMatchObject({ refusal: { kind: 'parentIsGone' } });
  });

  it('tells whether there is anything to undo or redo; new work ends redo', () => {
    const { fatma, history, record } = open();
    const heard: boolean[][] = [];
    const stop = history.subscribe(() => heard.push([history.canUndo, history.canRedo]));
    record(createNode(fatma.tree, { ...newNode, parentId: null }, act));
    history.undo(fatma.tree, act);
    record(renameNode(fatma.tree, { nodeId: id('wonen'), title: 'x' }, act));
    stop();
    history.undo(fatma.tree, act);
    expect(heard).toEqual([
      [true, false],
      [false, true],
      [true, false],
    ]);
    expect(new UndoHistory().redo(fatma.tree, act)).toMatchObject({
      refusal: { kind: 'nothingToRedo' },
    });
  });
});
