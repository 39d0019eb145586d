import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NodeId, PartyId } from '../ids.ts';
import { NO_AGREEMENT, NODE_STATES, type NodeStateName } from '../tree/agreement.ts';
import { kindsUnder } from '../tree/placement.ts';
import { NODE_KINDS, type NodeKind, type TreeNode } from '../tree/node.ts';
import { findLooseEnds, threadedIds, type LooseEnd } from './red-thread.ts';

interface Sketch {
  readonly id: string;
  readonly kind: NodeKind;
  readonly under?: string;
  readonly owner?: string;
  readonly helpers?: readonly string[];
  readonly serves?: readonly string[];
  readonly is?: NodeStateName;
}

const id = (name: string) => name as NodeId;

function draw(sketches: readonly Sketch[]): TreeNode[] {
  return sketches.map((sketch) => ({
    nodeId: id(sketch.id),
    kind: sketch.kind,
    title: sketch.id,
    owner: sketch.owner === undefined ? null : (sketch.owner as PartyId),
    indicators: [],
    ...NO_AGREEMENT,
    state: { ...NO_AGREEMENT.state, is: sketch.is ?? 'draft' },
    helperIds: (sketch.helpers ?? []).map((name) => name as PartyId),
    services: (sketch.serves ?? []).map((name) => ({ effectId: id(name), reason: '' })),
    remarks: [],
    parentId: sketch.under === undefined ? null : id(sketch.under),
    level: 1,
    position: 1,
    siblingCount: 1,
    childIds: sketches.filter(({ under }) => under === sketch.id).map((child) => id(child.id)),
    surfaced: false,
    isArchived: false,
  }));
}

/** In words: `noEffect hulp`. */
function told(sketches: readonly Sketch[], named: readonly string[] = []): string[] {
  return inWords(findLooseEnds(draw(sketches), new Set(named.map(id))));
}

const inWords = (ends: readonly LooseEnd[]) =>
  ends.map(({ kind, nodeId, partyId }) => [kind, nodeId, partyId].filter(Boolean).join(' '));

const wonen: Sketch = { id: 'wonen', kind: 'effect', owner: 'gemeente' };
const hulp: Sketch = { id: 'hulp', kind: 'performance', owner: 'dak' };

describe('what hangs under no effect', () => {
  it('tells a performance that waits at the top, and not what hangs under it', () => {
    const done = { ...hulp, id: 'samen', under: 'wonen' };
    const work: Sketch = { id: 'bellen', kind: 'activity', under: 'hulp' };
    expect(told([wonen, done, hulp, work])).toEqual(['noEffect hulp']);
  });

  it('tells nothing once it serves an effect, or hangs under one by another node', () => {
    const serving = { ...hulp, serves: ['wonen'] };
    const work: Sketch = { id: 'bellen', kind: 'activity', under: 'hulp' };
    expect(told([wonen, serving, work])).toEqual([]);
    expect(told([wonen, { ...hulp, under: 'wonen' }, work])).toEqual([]);
  });

  it('tells an activity that waits at the top', () => {
    expect(told([{ id: 'bellen', kind: 'activity' }])).toEqual(['noEffect bellen']);
  });

  it('does not take an effect that is dropped or gone for one', () => {
    const dropped: Sketch = { ...wonen, is: 'dropped' };
    expect(told([dropped, { ...hulp, under: 'wonen' }])).toEqual(['noEffect hulp']);
    expect(told([{ ...hulp, serves: ['weg'] }])).toEqual(['noEffect hulp']);
  });
});

describe('an effect for which nothing is done', () => {
  it('tells the lowest effects without a performance', () => {
    const buurt: Sketch = { id: 'buurt', kind: 'effect', under: 'wonen' };
    expect(told([wonen, buurt])).toEqual(['noPerformance buurt']);
    expect(told([wonen, buurt, { ...hulp, under: 'wonen' }])).toEqual(['noPerformance buurt']);
  });

  it('tells nothing where a performance hangs under it, or serves it', () => {
    const buurt: Sketch = { id: 'buurt', kind: 'effect', under: 'wonen' };
    expect(told([wonen, buurt, { ...hulp, under: 'buurt' }])).toEqual([]);
    expect(told([wonen, buurt, { ...hulp, serves: ['buurt'] }])).toEqual([]);
  });

  it('does not take a performance that will not be done for one', () => {
    const dropped: Sketch = { ...hulp, under: 'wonen', is: 'dropped' };
    expect(told([wonen, dropped])).toEqual(['noPerformance wonen']);
    expect(told([{ ...wonen, is: 'dropped' }])).toEqual([]);
  });
});

describe('what is agreed and stands nowhere in the text', () => {
  it('is told until a chip names it', () => {
    const agreed: Sketch = { ...hulp, under: 'wonen', is: 'agreed' };
    expect(told([wonen, agreed])).toEqual(['notInText hulp']);
    expect(told([wonen, agreed], ['hulp'])).toEqual([]);
    expect(told([wonen, { ...agreed, is: 'idea' }])).toEqual([]);
  });
});

describe('a branch of one party', () => {
  const alone: Sketch = { ...hulp, under: 'wonen', owner: 'gemeente' };

  it('is told with the party, however many nodes it owns', () => {
    const work: Sketch = { id: 'bellen', kind: 'activity', under: 'hulp' };
    expect(told([wonen, alone, work])).toEqual(['oneParty wonen gemeente']);
  });

  it('is not told where another owns, helps or serves', () => {
    expect(told([wonen, { ...alone, owner: 'dak' }])).toEqual([]);
    expect(told([wonen, { ...alone, helpers: ['dak'] }])).toEqual([]);
    const elsewhere: readonly Sketch[] = [
      { id: 'buurt', kind: 'effect', owner: 'dak' },
      { id: 'tuin', kind: 'performance', under: 'buurt', owner: 'dak', serves: ['wonen'] },
    ];
    expect(told([wonen, alone, ...elsewhere])).toEqual(['oneParty buurt dak']);
  });

  it('counts nobody who stands only at what will not be done', () => {
    const dropped: Sketch = { id: 'tuin', kind: 'performance', under: 'wonen', owner: 'dak' };
    expect(told([wonen, alone, { ...dropped, is: 'dropped' }])).toEqual([
      'oneParty wonen gemeente',
    ]);
  });
});

describe('of any tree', () => {
  const trees = fc
    .array(
      fc.record({
        under: fc.nat(),
        kind: fc.nat(),
        owner: fc.constantFrom('gemeente', 'dak', undefined),
        helpers: fc.subarray(['zorg']),
        serves: fc.array(fc.nat(12), { maxLength: 2 }),
        is: fc.constantFrom(...NODE_STATES),
      }),
      { maxLength: 12 },
    )
    .map((drawn) => {
      const sketches: Sketch[] = [];
      for (const [at, { under, kind, owner, serves, ...rest }] of drawn.entries()) {
        const parent = sketches[under % (at + 1)];
        const kinds = kindsUnder(parent?.kind ?? null);
        const fitting = kinds[kind % kinds.length];
        const ids = serves.map((effect) => `n${effect}`);
        sketches.push({
          id: `n${at}`,
          kind: fitting ?? NODE_KINDS[kind % 3] ?? 'effect',
          ...(fitting !== undefined && parent !== undefined && { under: parent.id }),
          ...(owner !== undefined && { owner }),
          serves: fitting === 'performance' ? ids : [],
          ...rest,
        });
      }
      return draw(sketches);
    });

  it('each loose end is told once, and nothing of what will not be done', () => {
    fc.assert(
      fc.property(trees, (rows) => {
        const words = inWords(findLooseEnds(rows, new Set()));
        expect(new Set(words).size).toBe(words.length);
        const dropped = rows.filter(({ state }) => state.is === 'dropped');
        for (const { nodeId } of dropped) {
          expect(words.some((word) => word.split(' ')[1] === nodeId)).toBe(false);
        }
      }),
    );
  });

  it('hanging what is loose under an effect mends it, and loosens nothing else there', () => {
    let count = 0;
    fc.assert(
      fc.property(trees, (rows) => {
        const loose = (all: readonly TreeNode[]) =>
          findLooseEnds(all, new Set()).filter(({ kind }) => kind === 'noEffect');
        const effect = rows.find(({ kind, state }) => kind === 'effect' && state.is === 'draft');
        const [first, ...others] = loose(rows);
        const node = rows.find(({ nodeId }) => nodeId === first?.nodeId);
        if (effect === undefined || node?.kind !== 'performance') return;
        count++;
        const moved = rows.filter((one) => one !== node);
        moved.splice(moved.indexOf(effect) + 1, 0, { ...node, parentId: effect.nodeId });
        const toOrder = inParentOrder(moved);
        expect(new Set(inWords(loose(toOrder)))).toEqual(new Set(inWords(others)));
        expect(threadedIds(toOrder).has(node.nodeId)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
    expect(count).toBeGreaterThan(20);
  });
});

/** Parents before children, as a tree index gives them. */
function inParentOrder(rows: readonly TreeNode[]): TreeNode[] {
  const under = (parentId: NodeId | null): TreeNode[] =>
    rows
      .filter((node) => node.parentId === parentId)
      .flatMap((node) => [node, ...under(node.nodeId)]);
  return under(null);
}
