import type { NodeKind, Party, PartyId } from '@meemaak/model';
import { describe, expect, it } from 'vitest';
import { planBranch, planToNodes, usualKinds } from './plan.ts';
import { readText } from './text/read-text.ts';

const parties: readonly Party[] = [
  {
    partyId: 'dak-1' as PartyId,
    name: 'Woningcorporatie Het Dak',
    shortName: 'Het Dak',
    kind: 'housing-corporation',
    colour: 'blue',
  },
];

function plan(text: string, parentKind: NodeKind | null = null, chosen: [number, NodeKind][] = []) {
  const outcome = readText(text);
  if (!outcome.ok) throw new Error(outcome.refusal.kind);
  return planBranch(outcome.value, { parentKind, chosenKinds: new Map(chosen), parties });
}

describe('the plan of a branch', () => {
  it.each([
    [1, null, ['effect']],
    [2, null, ['effect', 'performance']],
    [3, null, ['effect', 'performance', 'activity']],
    [5, null, ['effect', 'effect', 'effect', 'performance', 'activity']],
    [1, 'effect', ['performance']],
    [2, 'effect', ['performance', 'activity']],
    [3, 'effect', ['effect', 'performance', 'activity']],
    [1, 'performance', ['activity']],
  ] as const)('gives %i levels under %s the kinds %j', (levels, parentKind, kinds) => {
    expect(usualKinds(levels, parentKind)).toEqual(kinds);
  });

  it('takes what the source says over the level, and what the person chose over both', () => {
    const text = 'Groen\n\tEffect: Bomen\n\tGevels';
    expect(plan(text).lines.map(({ kind }) => kind)).toEqual(['effect', 'effect', 'performance']);
    expect(plan(text, null, [[2, 'performance']]).lines.map(({ kind }) => kind)).toEqual([
      'effect',
      'performance',
      'performance',
    ]);
  });

  it('says of each line that does not fit what it would come under', () => {
    const misfits = plan('Groen\n\tActiviteit: Planten\n\t\tWater').lines.map(
      ({ unfitUnder }) => unfitUnder,
    );
    expect(misfits).toEqual([undefined, 'effect', 'activity']);
    expect(plan('Groen', 'performance', [[1, 'effect']]).lines[0]?.unfitUnder).toBe('performance');
  });

  it('finds owners by name in brackets, where there is such a party', () => {
    const { lines } = plan('Bomen (Het Dak)\nGevels [woningcorporatie het dak]\nTuinen (klein)');
    expect(lines.map(({ title, owner }) => [title, owner])).toEqual([
      ['Bomen', 'dak-1'],
      ['Gevels', 'dak-1'],
      ['Tuinen (klein)', null],
    ]);
  });

  it('names the owners that this dossier does not have', () => {
    const { lines, unknownParties } = plan(
      'Titel\tPartij\nBomen\tStaatsbosbeheer\nGevels\tHet Dak',
    );
    expect(lines.map(({ owner }) => owner)).toEqual([null, 'dak-1']);
    expect(unknownParties).toEqual(['Staatsbosbeheer']);
  });

  it('becomes nodes that know what they hang under', () => {
    const nodes = planToNodes(plan('Groen\n\tBomen\n\t\tPlanten\nAfval'));
    const titleOf = new Map(nodes.map(({ nodeId, title }) => [nodeId, title]));
    expect(nodes.map(({ title, parentId }) => [title, parentId && titleOf.get(parentId)])).toEqual([
      ['Groen', null],
      ['Bomen', 'Groen'],
      ['Planten', 'Bomen'],
      ['Afval', null],
    ]);
    expect(new Set(nodes.map(({ nodeId }) => nodeId)).size).toBe(4);
  });
});
