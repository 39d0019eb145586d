import { openTreeCopy, syncDocs, treeLines, treeSeed } from '@meemaak/test-kit';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { BatchId, IndicatorId, NodeId, ParticipantId, PartyId } from '../ids.ts';
import { addBranch, MOST_BRANCH_NODES, type BranchNode } from './add-branch.ts';
import { moveNode } from './move.ts';
import type { Act, TreeStep } from './step.ts';
import { reverseStep, UndoHistory } from './undo.ts';
import { archiveNode, createNode } from './verbs.ts';
import { DEEPEST_LEVEL } from './visible-place.ts';

const id = (name: string) => name as NodeId;
const act: Act = { by: 'fatma' as ParticipantId, origin: 'fatma' };
const seed = treeSeed({ wonen: { bouwen: {}, isoleren: {} }, buurt: {} });

const node = (nodeId: string, under: string | null, facts: Partial<BranchNode> = {}) => ({
  nodeId: id(nodeId),
  parentId: under === null ? null : id(under),
  kind: 'effect' as const,
  title: nodeId,
  owner: null,
  indicators: [],
  ...facts,
});

const zorg = [
  node('zorg', null),
  node('thuis', 'zorg', { kind: 'performance', owner: 'dak-1' as PartyId }),
  node('bezoek', 'thuis', { kind: 'activity' }),
  node('elders', 'zorg', { kind: 'performance' }),
  node('werk', null),
];

function open() {
  const fatma = openTreeCopy(seed);
  const gerrit = openTreeCopy(Y.encodeStateAsUpdate(fatma.doc));
  const add = (nodes: readonly BranchNode[], parentId: string | null = null, afterId?: string) => {
    const place = { parentId: parentId === null ? null : id(parentId) };
    const after = afterId === undefined ? {} : { afterId: id(afterId) };
    return addBranch(fatma.tree, { ...place, ...after, nodes }, act);
  };
  return { fatma, gerrit, add, sync: () => syncDocs(fatma.doc, gerrit.doc) };
}

function stepOf(outcome: ReturnType<ReturnType<typeof open>['add']>): TreeStep {
  if (!outcome.ok) throw new Error(`Refused: ${outcome.refusal.kind}.`);
  return outcome.value;
}

describe('adding a branch', () => {
  it('puts all of it in its place, in order, with all its facts, in one transaction', () => {
    const { fatma, add } = open();
    let transactions = 0;
    fatma.doc.on('update', () => (transactions += 1));
    stepOf(add(zorg, null, 'wonen'));
    expect(transactions).toBe(1);
    expect(treeLines(fatma.index)).toEqual([
      'wonen',
      '  bouwen',
      '  isoleren',
      'zorg',
      '  thuis',
      '    bezoek',
      '  elders',
      'werk',
      'buurt',
    ]);
    expect(fatma.index.node(id('thuis'))).toMatchObject({ kind: 'performance', owner: 'dak-1' });
  });

  it('keeps indicators, in their order', () => {
    const { fatma, add } = open();
    const indicators = ['ind-1', 'ind-2', 'ind-3'].map((name) => ({
      indicatorId: name as IndicatorId,
      name,
      unit: '%',
      direction: 'up' as const,
      baseline: null,
      target: { value: 5, year: 2028 },
      targetGroup: 'iedereen',
      source: 'telling',
      holder: null,
      risk: '',
      yearly: [],
    }));
    stepOf(add([node('zorg', null, { indicators })], 'wonen'));
    expect(fatma.index.node(id('zorg'))?.indicators).toEqual(indicators);
  });

  it('arrives the same at a colleague, also when both add at one spot', () => {
    const { fatma, gerrit, add, sync } = open();
    stepOf(add(zorg, 'wonen', 'bouwen'));
    const other = zorg.map(({ nodeId, parentId, ...facts }) => ({
      ...facts,
      nodeId: id(`${nodeId}-g`),
      parentId: parentId === null ? null : id(`${parentId}-g`),
    }));
    const place = { parentId: id('wonen'), afterId: id('bouwen'), nodes: other };
    expect(addBranch(gerrit.tree, place, act).ok).toBe(true);
    sync();
    expect(treeLines(gerrit.index)).toEqual(treeLines(fatma.index));
    const tops = fatma.index.node(id('wonen'))?.childIds ?? [];
    // Each one's tops stay together.
    expect(tops.indexOf(id('werk')) - tops.indexOf(id('zorg'))).toBe(1);
    expect(tops.indexOf(id('werk-g')) - tops.indexOf(id('zorg-g'))).toBe(1);
  });

  it('keeps 2,000 siblings in order with short keys', () => {
    const { fatma, add } = open();
    const many = Array.from({ length: 2_000 }, (_, at) => node(`node-${at}`, null));
    stepOf(add(many, 'buurt'));
    expect(fatma.index.node(id('buurt'))?.childIds).toEqual(many.map(({ nodeId }) => nodeId));
    const lengths = many.map(({ nodeId }) => JSON.stringify(fatma.tree.pos.get(nodeId)).length);
    expect(Math.max(...lengths)).toBeLessThan(60);
  });
});

describe('undo of a branch', () => {
  it('is one step back to where it began, and one forward again', () => {
    const { fatma, add } = open();
    const before = fatma.index.rows();
    const history = new UndoHistory();
    history.record(stepOf(add(zorg, 'buurt')));
    const after = treeLines(fatma.index);
    expect(history.undo(fatma.tree, act).ok).toBe(true);
    expect(fatma.index.rows()).toEqual(before);
    // It was never work that somebody archived.
    expect(fatma.index.archivedBatches()).toEqual([]);
    expect(history.redo(fatma.tree, act).ok).toBe(true);
    expect(treeLines(fatma.index)).toEqual(after);
    expect(history.undo(fatma.tree, act).ok).toBe(true);
    expect(fatma.index.rows()).toEqual(before);
  });

  it('[X12] never hides what a colleague put under it or moved out of it', () => {
    const { fatma, gerrit, add, sync } = open();
    const step = stepOf(add(zorg, 'buurt'));
    sync();
    const own = { nodeId: id('own-1'), kind: 'activity', title: 'own-1', owner: null } as const;
    createNode(gerrit.tree, { ...own, parentId: id('thuis') }, act);
    moveNode(gerrit.tree, { nodeId: id('elders'), parentId: id('wonen') }, act);
    sync();
    expect(reverseStep(fatma.tree, step, act).ok).toBe(true);
    expect(treeLines(fatma.index)).toEqual([
      'wonen',
      '  bouwen',
      '  isoleren',
      '  elders',
      'buurt',
      '  own-1',
    ]);
  });

  it('is refused when somebody archived one of its tops meanwhile', () => {
    const { fatma, add } = open();
    const step = stepOf(add(zorg));
    const batch = { nodeId: id('zorg'), batchId: 'batch-1' as BatchId, at: 1 };
    archiveNode(fatma.tree, fatma.index, batch, act);
    expect(reverseStep(fatma.tree, step, act)).toMatchObject({ refusal: { kind: 'changedSince' } });
    expect(treeLines(fatma.index)).toContain('werk');
  });

  it('survives as JSON', () => {
    const { fatma, add } = open();
    const step = JSON.parse(JSON.stringify(stepOf(add(zorg)))) as TreeStep;
    expect(reverseStep(fatma.tree, step, act).ok).toBe(true);
    expect(treeLines(fatma.index)).toEqual(['wonen', '  bouwen', '  isoleren', 'buurt']);
  });
});

describe('a branch that does not fit', () => {
  const deep = Array.from({ length: DEEPEST_LEVEL }, (_, at) =>
    node(`deep-${at}`, at === 0 ? null : `deep-${at - 1}`),
  );
  const many = Array.from({ length: MOST_BRANCH_NODES + 1 }, (_, at) => node(`node-${at}`, null));
  const indicator = {
    indicatorId: 'ind-1' as IndicatorId,
    name: 'x'.repeat(301),
    unit: '',
    direction: 'up',
    baseline: null,
    target: null,
    targetGroup: '',
    source: '',
    holder: null,
    risk: '',
    yearly: [],
  } as const;
  it.each([
    ['branchIsEmpty', [], 'wonen'],
    ['branchTooLarge', many, 'wonen'],
    ['parentIsGone', zorg, 'nobody'],
    ['nodeExists', [node('buurt', null)], 'wonen'],
    ['nodeExists', [node('twice', null), node('twice', null)], 'wonen'],
    ['titleTooLong', [...zorg, node('long', null, { title: 'x'.repeat(10_000) })], 'wonen'],
    ['indicatorTextTooLong', [node('zorg', null, { indicators: [indicator] })], 'wonen'],
    ['doesNotFitThere', [node('zorg', null, { kind: 'activity' })], 'wonen'],
    ['doesNotFitThere', [node('zorg', null), node('bezoek', 'zorg', { kind: 'activity' })], null],
    ['tooDeep', deep, 'wonen'],
  ])('is refused as %s, and nothing is touched', (kind, nodes, parentId) => {
    const { fatma, add } = open();
    const before = Y.encodeStateAsUpdate(fatma.doc);
    expect(add(nodes, parentId)).toMatchObject({ ok: false, refusal: { kind } });
    expect(Y.encodeStateAsUpdate(fatma.doc)).toEqual(before);
  });

  it('but fits as deep as anybody may hang a node', () => {
    const { fatma, add } = open();
    stepOf(add(deep));
    expect(fatma.index.node(id(`deep-${DEEPEST_LEVEL - 1}`))?.level).toBe(DEEPEST_LEVEL);
  });
});
