import { addBranch, openTree, TreeIndex, type Act, type ParticipantId } from '@meemaak/model';
import { programmeBudget } from '@meemaak/test-kit';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { planBranch, planToNodes } from './plan.ts';
import { readText } from './text/read-text.ts';

const act: Act = { by: 'fatma' as ParticipantId, origin: 'fatma' };

it('a real programme budget of more than 150 nodes becomes a tree of effects, performances and activities', () => {
  const outline = readText(programmeBudget);
  if (!outline.ok) throw new Error(outline.refusal.kind);
  const plan = planBranch(outline.value, {
    parentKind: null,
    chosenKinds: new Map(),
    parties: [],
  });
  expect(plan.lines.filter(({ unfitUnder }) => unfitUnder !== undefined)).toEqual([]);
  const tree = openTree(new Y.Doc());
  expect(addBranch(tree, { parentId: null, nodes: planToNodes(plan) }, act).ok).toBe(true);
  const rows = new TreeIndex(tree).rows();
  expect(rows.length).toBeGreaterThan(150);
  const levels = rows.map(({ level, kind }) => `${level} ${kind}`);
  expect(new Set(levels)).toEqual(new Set(['1 effect', '2 effect', '3 performance', '4 activity']));
  // Five programmes with their 25 goals.
  const programmes = rows.filter(({ level }) => level === 1);
  expect(programmes.map(({ childIds }) => childIds.length)).toEqual([6, 4, 5, 4, 6]);
});
