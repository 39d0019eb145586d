import {
  addBranch,
  kindName,
  openTree,
  TreeIndex,
  type Act,
  type IndicatorId,
  type NodeId,
  type ParticipantId,
  type Party,
  type PartyId,
  type TreeNode,
} from '@meemaak/model';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { readHtml } from '../html/read-html.ts';
import { planBranch, planToNodes } from '../plan.ts';
import { readText } from '../text/read-text.ts';
import { copyBranch } from './copy-branch.ts';

const act: Act = { by: 'fatma' as ParticipantId, origin: 'fatma' };
const dak: Party = {
  partyId: 'dak-1' as PartyId,
  name: 'Woningcorporatie Het Dak',
  shortName: 'Het Dak',
  kind: 'housing-corporation',
  colour: 'blue',
};
const parties = new Map([[dak.partyId, dak]]);
const kinds = {
  effect: 'effect',
  subEffect: 'deeleffect',
  performance: 'prestatie',
  activity: 'activiteit',
};
const words = {
  kind: (node: TreeNode) => kinds[kindName(node)],
  title: ({ title }: TreeNode) => title,
};

function open() {
  const tree = openTree(new Y.Doc());
  return { tree, index: new TreeIndex(tree) };
}

const facts = { indicators: [], owner: null, kind: 'effect' as const };
const indicator = {
  indicatorId: 'ind-1' as IndicatorId,
  name: 'Bomen "groot" & klein',
  unit: 'stuks',
  direction: 'up' as const,
  baseline: { value: 10, year: 2_024 },
  target: { value: 20.5, year: 2_028 },
  targetGroup: 'iedereen',
  source: 'telling',
  holder: null,
  risk: 'Wie verhuist, telt niet mee.',
  yearly: [{ value: 1_000, year: 2_026 }],
};
const id = (name: string) => name as NodeId;
const nodes = [
  { ...facts, nodeId: id('groen'), parentId: null, title: 'Groen (in <de> straat)' },
  {
    ...facts,
    nodeId: id('bomen'),
    parentId: id('groen'),
    title: 'Effect: - Bomen & "struiken"',
    indicators: [indicator],
  },
  {
    ...facts,
    nodeId: id('planten'),
    parentId: id('bomen'),
    title: '1.2 Planten (Het Dak)',
    kind: 'performance' as const,
  },
  {
    ...facts,
    nodeId: id('gevels'),
    parentId: id('groen'),
    title: 'Gevels',
    kind: 'performance' as const,
    owner: dak.partyId,
  },
  { ...facts, nodeId: id('afval'), parentId: null, title: '# Afval', kind: 'activity' as const },
];

/** What of a tree a copy keeps. */
function kept(rows: readonly TreeNode[], withIndicators: boolean) {
  return rows.map(({ level, title, kind, owner, indicators }) => ({
    level,
    title,
    kind,
    owner,
    indicators: withIndicators ? indicators.map((one) => ({ ...one, indicatorId: 'any' })) : [],
  }));
}

function copied() {
  const { tree, index } = open();
  expect(addBranch(tree, { parentId: null, nodes }, act).ok).toBe(true);
  return { rows: index.rows(), copy: copyBranch(index.rows(), parties, words) };
}

function paste(outcome: ReturnType<typeof readText> | undefined): readonly TreeNode[] {
  if (outcome?.ok !== true) throw new Error(JSON.stringify(outcome));
  const choices = { parentKind: null, chosenKinds: new Map(), parties: [dak] };
  const { tree, index } = open();
  const branch = planToNodes(planBranch(outcome.value, choices));
  expect(addBranch(tree, { parentId: null, nodes: branch }, act)).toMatchObject({ ok: true });
  return index.rows();
}

describe('a copy of a branch', () => {
  it('comes back from the clipboard as the same branch, with kinds, owners and indicators', () => {
    const { rows, copy } = copied();
    expect(kept(paste(readHtml(copy.html)), true)).toEqual(kept(rows, true));
  });

  it('comes back from any text editor as the same branch, with kinds and owners', () => {
    const { rows, copy } = copied();
    expect(kept(paste(readText(copy.text)), false)).toEqual(kept(rows, false));
    // A word processor keeps the lists and drops what the HTML carried along.
    const bare = copy.html.replaceAll(/ data-meemaak="[^"]*"/gu, '');
    expect(kept(paste(readHtml(bare)), false)).toEqual(kept(rows, false));
  });

  it('reads well as text: a tab for each level, kind and owner in words', () => {
    expect(copied().copy.text.split('\n')).toEqual([
      'Effect: Groen (in <de> straat) (–)',
      '\tDeeleffect: Effect: - Bomen & "struiken"',
      '\t\tPrestatie: 1.2 Planten (Het Dak) (–)',
      '\tPrestatie: Gevels (Het Dak)',
      'Activiteit: # Afval',
      '',
    ]);
  });

  it('starts at its own top, however deep it hung, several branches side by side', () => {
    const { rows } = copied();
    const inside = rows.filter(({ nodeId }) => ['bomen', 'planten', 'gevels'].includes(nodeId));
    expect(
      copyBranch(inside, parties, words)
        .text.split('\n')
        .map((line) => /^\t*/u.exec(line)?.[0]),
    ).toEqual(['', '\t', '', '']);
  });

  it('[T27] carries no word that becomes HTML', () => {
    const { html } = copied().copy;
    expect(html).toContain('&lt;de&gt;');
    expect(html).not.toContain('<de>');
  });

  it('takes nothing from a copy that somebody else made up, but its words', () => {
    const bad = ['{"title":5}', '{"title":"x","kind":"king","party":[]}', '[', '{"kind":"effect"}'];
    for (const carried of bad) {
      const html = `<ul><li data-meemaak='${carried}'>Groen</li></ul>`;
      expect(paste(readHtml(html)).map(({ title }) => title)).toEqual(['Groen']);
    }
    const odd = {
      title: 'Groen',
      kind: 'effect',
      party: [1, 'x'],
      indicators: [1, { name: 'A', target: { value: 'y' } }],
    };
    const [row] = paste(readHtml(`<ul><li data-meemaak='${JSON.stringify(odd)}'>x</li></ul>`));
    expect(row?.indicators).toMatchObject([{ name: 'A', target: null, unit: '' }]);
  });
});
