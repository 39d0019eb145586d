import { loadTransferMessages, LOCALES } from '@meemaak/messages';
import { addBranch, openTree, TreeIndex, type Act, type BranchNode } from '@meemaak/model';
import { kindName, type IndicatorId, type NodeId, type ParticipantId } from '@meemaak/model';
import type { Party, PartyId, TreeNode } from '@meemaak/model';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { readHtml } from '../html/read-html.ts';
import { planBranch, planToNodes } from '../plan.ts';
import { readText } from '../text/read-text.ts';
import { copyTable } from './copy-table.ts';

const act: Act = { by: 'fatma' as ParticipantId, origin: 'fatma' };
const dak: Party = {
  partyId: 'dak-1' as PartyId,
  name: 'Woningcorporatie Het Dak',
  shortName: 'Het Dak',
  kind: 'housing-corporation',
  colour: 'blue',
};
const parties = new Map([[dak.partyId, dak]]);
const id = (name: string) => name as NodeId;
const facts = { indicators: [], owner: null, kind: 'effect' as const };
const indicator = {
  indicatorId: 'ind-1' as IndicatorId,
  name: 'Bomen',
  unit: 'stuks',
  direction: 'up' as const,
  baseline: { value: 1.125, year: 2_024 },
  target: { value: 1_250, year: 2_028 },
  targetGroup: 'iedereen',
  source: 'telling <1>',
  holder: null,
  risk: '',
  yearly: [],
};
const second = { ...indicator, indicatorId: 'ind-2' as IndicatorId, name: 'Hoogte', target: null };
const nodes: readonly BranchNode[] = [
  { ...facts, nodeId: id('groen'), parentId: null, title: 'Groen & <stil>' },
  {
    ...facts,
    nodeId: id('bomen'),
    parentId: id('groen'),
    title: 'Bomen',
    indicators: [indicator, second],
  },
  {
    ...facts,
    nodeId: id('gevel'),
    parentId: id('bomen'),
    title: 'Gevels',
    kind: 'performance',
    owner: dak.partyId,
  },
  { ...facts, nodeId: id('afval'), parentId: null, title: '=1+1', kind: 'activity' },
];

function treeOf(branch: readonly BranchNode[]): readonly TreeNode[] {
  const tree = openTree(new Y.Doc());
  expect(addBranch(tree, { parentId: null, nodes: branch }, act)).toMatchObject({ ok: true });
  return new TreeIndex(tree).rows();
}

const shape = (rows: readonly TreeNode[]) =>
  rows.map(({ level, title, kind, owner, indicators }) => ({
    facts: [level, title, kind, owner],
    indicators: indicators.map((one) => ({ ...one, indicatorId: '' })),
  }));

describe('a copy as a table', () => {
  it.each(LOCALES)('comes back as the same branch, with headings in %s', async (locale) => {
    const { columns } = await loadTransferMessages(locale);
    const copied = copyTable(treeOf(nodes), parties, {
      kind: (node) => (locale === 'nl' ? dutch : english)[kindName(node)],
      title: ({ title }) => title,
      level: (level) => columns.level.replace('{level}', String(level)),
      columns,
    });
    for (const outcome of [readHtml(copied.html), readText(copied.text)]) {
      if (outcome?.ok !== true) throw new Error(JSON.stringify(outcome));
      const choices = { parentKind: null, chosenKinds: new Map(), parties: [dak] };
      const back = treeOf(planToNodes(planBranch(outcome.value, choices)));
      expect(shape(back)).toEqual(shape(treeOf(nodes)));
    }
  });

  it('holds nothing that a spreadsheet would work out, and nothing that becomes HTML', async () => {
    const { columns } = await loadTransferMessages('nl');
    const words = { kind: () => 'x', title: ({ title }: TreeNode) => title };
    const { text, html } = copyTable(treeOf(nodes), parties, {
      ...words,
      columns,
      level: String,
    });
    expect(text.split(/[\t\n]/u).filter((cell) => /^[=+\-@]/u.test(cell))).toEqual([]);
    expect(html).toContain('Groen &amp; &lt;stil&gt;');
    expect(html).not.toContain('<stil>');
  });
});

const dutch = {
  effect: 'effect',
  subEffect: 'deeleffect',
  performance: 'prestatie',
  activity: 'activiteit',
};
const english = {
  effect: 'effect',
  subEffect: 'sub-effect',
  performance: 'performance',
  activity: 'activity',
};
