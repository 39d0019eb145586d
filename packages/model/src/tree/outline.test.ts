import { openTreeCopy, treeSeed } from '@meemaak/test-kit';
import { describe, expect, it } from 'vitest';
import type { NodeId } from '../ids.ts';
import { outlineRows, type OutlineView } from './outline.ts';

const id = (name: string) => name as NodeId;
const { index } = openTreeCopy(
  treeSeed({
    wonen: { bouwen: {}, isoleren: { glas: {}, daken: {} } },
    buurt: { samen: {} },
  }),
);
const all = index.rows().map(({ nodeId }) => nodeId);

const shown = (view: Partial<OutlineView>) =>
  outlineRows(index, { collapsedIds: new Set(), ...view }).map(({ nodeId }) => nodeId);
const collapsed = (...names: string[]) => ({ collapsedIds: new Set(names.map(id)) });
const wanted = (...names: string[]) => ({
  isWanted: ({ nodeId }: { nodeId: NodeId }) => names.includes(nodeId),
});

describe('an outline', () => {
  it('leaves out what is under a collapsed node', () => {
    expect(shown({})).toEqual(all);
    expect(shown(collapsed('isoleren'))).toEqual(['wonen', 'bouwen', 'isoleren', 'buurt', 'samen']);
    expect(shown(collapsed('wonen', 'isoleren'))).toEqual(['wonen', 'buurt', 'samen']);
    expect(shown(collapsed('nobody', 'glas'))).toEqual(all);
  });

  it('shows one branch alone', () => {
    expect(shown({ branchId: id('isoleren') })).toEqual(['isoleren', 'glas', 'daken']);
    expect(shown({ branchId: id('buurt') })).toEqual(['buurt', 'samen']);
    expect(shown({ branchId: id('nobody') })).toEqual([]);
  });

  it('shows what is wanted with what it hangs under, so that one sees where it is', () => {
    expect(shown(wanted('daken'))).toEqual(['wonen', 'isoleren', 'daken']);
    expect(shown(wanted('samen', 'wonen'))).toEqual(['wonen', 'buurt', 'samen']);
    expect(shown(wanted())).toEqual([]);
    expect(shown({ ...wanted('glas', 'samen'), branchId: id('wonen') })).toEqual([
      'wonen',
      'isoleren',
      'glas',
    ]);
    expect(shown({ ...wanted('glas'), ...collapsed('isoleren') })).toEqual(['wonen', 'isoleren']);
  });
});
