import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Party } from '../dossier/party.ts';
import type { NodeId, PartyId } from '../ids.ts';
import { NO_AGREEMENT } from '../tree/agreement.ts';
import { NODE_KINDS, type TreeNode } from '../tree/node.ts';
import { whoOwns } from './who-owns.ts';

const party = (name: string): Party => ({
  partyId: name as PartyId,
  name,
  shortName: name,
  kind: 'other',
  colour: 'blue',
});
const parties = [party('zorg'), party('dak'), party('gemeente')];

function node(name: string, facts: Partial<TreeNode>): TreeNode {
  return {
    nodeId: name as NodeId,
    kind: 'performance',
    title: name,
    owner: null,
    indicators: [],
    ...NO_AGREEMENT,
    remarks: [],
    parentId: null,
    level: 1,
    position: 1,
    siblingCount: 1,
    childIds: [],
    surfaced: false,
    isArchived: false,
    ...facts,
  };
}

const by = (name: string) => name as PartyId;
const yes = (name: string) => ({ party: by(name), by: null, at: null });
const titles = (nodes: readonly TreeNode[]) => nodes.map(({ title }) => title);

describe('who owns what', () => {
  it('tells apart what a party does, what waits for its yes, and where it helps', () => {
    const rows = [
      node('wens', { kind: 'effect', owner: by('dak') }),
      node('gedaan', { owner: by('dak'), taken: yes('dak') }),
      node('gevraagd', { owner: by('dak'), taken: yes('zorg') }),
      node('samen', { owner: by('zorg'), taken: yes('zorg'), helperIds: [by('dak')] }),
    ];
    const { shares, nobody, together } = whoOwns(rows, parties);
    const ofDak = shares.find(({ partyId }) => partyId === 'dak');
    expect(titles(ofDak?.owns ?? [])).toEqual(['wens', 'gedaan']);
    expect(titles(ofDak?.offered ?? [])).toEqual(['gevraagd']);
    expect(titles(ofDak?.helps ?? [])).toEqual(['samen']);
    expect(titles(together)).toEqual(['samen']);
    expect(nobody).toEqual([]);
  });

  it('keeps the order of the dossier, also for who has nothing', () => {
    const { shares } = whoOwns([node('a', { owner: by('gemeente') })], parties);
    expect(shares.map(({ partyId }) => partyId)).toEqual(['zorg', 'dak', 'gemeente']);
  });

  it('says nobody for a party that is not in the dossier', () => {
    const { nobody } = whoOwns([node('a', { owner: by('onbekend') }), node('b', {})], parties);
    expect(titles(nobody)).toEqual(['a', 'b']);
  });

  it('puts every node at exactly one owner or at nobody, whoever helps', () => {
    const owners = fc.constantFrom(...['zorg', 'dak', 'gemeente', 'onbekend'].map(by), null);
    const facts = fc.record({
      kind: fc.constantFrom(...NODE_KINDS),
      owner: owners,
      taken: fc.constantFrom(yes('zorg'), yes('dak'), null),
      helperIds: fc.subarray(['zorg', 'dak', 'gemeente', 'onbekend'].map(by)),
    });
    fc.assert(
      fc.property(fc.array(facts), (drawn) => {
        const rows = drawn.map((one, at) => node(`n${at}`, one));
        const { nobody, shares, together } = whoOwns(rows, parties);
        const all = [...nobody, ...shares.flatMap(({ owns, offered }) => [...owns, ...offered])];
        expect(titles(all).toSorted()).toEqual(titles(rows).toSorted());
        for (const one of together) {
          const at = shares.filter((share) =>
            [...share.owns, ...share.offered, ...share.helps].includes(one),
          );
          expect(at.length).toBeGreaterThan(1);
        }
      }),
    );
  });
});
