import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { seedUpdate } from '../documents/document-meta.ts';
import { openTree, type TreeDocument } from '../documents/tree-document.ts';
import type { IndicatorId, NodeId, ParticipantId } from '../ids.ts';
import { readNodeFacts } from '../tree/node.ts';
import { UndoHistory } from '../tree/undo.ts';
import { createNode } from '../tree/verbs.ts';
import {
  BLANK_INDICATOR,
  MOST_YEARS,
  yearKey,
  type Indicator,
  type IndicatorChange,
} from './indicator.ts';
import { addIndicator, changeIndicator, removeIndicator } from './measure.ts';

const act = { by: 'p-1' as ParticipantId, origin: 'test' };
const nodeId = 'effect-1' as NodeId;
const indicatorId = 'ind-1' as IndicatorId;
const buren: Indicator = {
  ...BLANK_INDICATOR,
  indicatorId,
  name: 'Bewoners die twee buren kennen',
  unit: '%',
  baseline: { value: 40, year: 2026 },
  target: { value: 60, year: 2028 },
};

function openMeasured(): TreeDocument {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, seedUpdate('tree'));
  const tree = openTree(doc);
  createNode(tree, { nodeId, kind: 'effect', title: 'Wonen', owner: null, parentId: null }, act);
  addIndicator(tree, nodeId, buren, act);
  return tree;
}

const read = (tree: TreeDocument) => readNodeFacts(tree.nodes.get(nodeId)).indicators[0];
const change = (tree: TreeDocument, to: IndicatorChange) =>
  changeIndicator(tree, nodeId, { indicatorId, to }, act);

function copyOf(tree: TreeDocument): TreeDocument {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(tree.doc));
  return openTree(doc);
}

function exchange(one: TreeDocument, other: TreeDocument): void {
  Y.applyUpdate(one.doc, Y.encodeStateAsUpdate(other.doc));
  Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(one.doc));
}

describe('changing an indicator', () => {
  it('[scenario A16] says group, start, target, year, holder and what can go wrong', () => {
    const tree = openMeasured();
    const to = {
      targetGroup: 'bewoners',
      holder: 'ons-plein' as never,
      risk: 'Wie verhuist telt niet.',
    };
    expect(change(tree, to)).toMatchObject({ ok: true, value: { kind: 'indicatorChanged', to } });
    expect(read(tree)).toEqual({ ...buren, ...to });
  });

  it('leaves what a colleague changed at the same moment, also another year', () => {
    const one = openMeasured();
    const other = copyOf(one);
    change(one, { unit: 'procent', yearly: [{ value: 50, year: 2027 }] });
    change(other, { source: 'belronde', yearly: [{ value: 55, year: 2029 }] });
    exchange(one, other);
    const both = { unit: 'procent', source: 'belronde' };
    const yearly = [50, 55].map((value, at) => ({ value, year: 2027 + 2 * at }));
    expect(read(one)).toEqual({ ...buren, ...both, yearly });
    expect(read(other)).toEqual(read(one));
  });

  it('goes back in one step, unless somebody changed the same since', () => {
    const tree = openMeasured();
    const history = new UndoHistory();
    const changed = change(tree, {
      target: { value: 70, year: 2029 },
      yearly: [{ year: 2027, value: 50 }],
    });
    if (changed.ok) history.record(changed.value);
    change(tree, { source: 'belronde' });
    expect(history.undo(tree, act).ok).toBe(true);
    expect(read(tree)).toEqual({ ...buren, source: 'belronde' });
    expect(history.redo(tree, act).ok).toBe(true);
    expect(read(tree)?.yearly).toEqual([{ value: 50, year: 2027 }]);
    change(tree, { target: null });
    expect(history.undo(tree, act)).toMatchObject({ refusal: { kind: 'changedSince' } });
    expect(read(tree)?.target).toBeNull();
  });

  it('is refused for what is gone, and for texts that are too long', () => {
    const tree = openMeasured();
    expect(change(tree, { risk: 'x'.repeat(301) })).toMatchObject({
      refusal: { kind: 'indicatorTextTooLong', length: 301, limit: 300 },
    });
    removeIndicator(tree, nodeId, buren, act);
    expect(change(tree, { unit: 'x' })).toMatchObject({ refusal: { kind: 'indicatorIsGone' } });
  });

  it('[T21] is read whatever stands there: no year without a number, and never endlessly many', () => {
    const tree = openMeasured();
    const record = tree.nodes.get(nodeId);
    const stored = record instanceof Y.Map ? record.get('indicators').get(indicatorId) : undefined;
    for (const key of ['year:x', 'year:2027.5', 'year:02027', 'year:', 'year:2027'])
      stored.set(key, 'ja');
    for (let year = 1_900; year < 2_000; year += 1) stored.set(yearKey(year), 1);
    expect(read(tree)?.yearly).toHaveLength(MOST_YEARS);
    expect(read(tree)?.yearly[0]).toEqual({ value: 1, year: 1_900 });
  });
});
