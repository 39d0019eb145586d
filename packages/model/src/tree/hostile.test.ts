/** What if anybody writes anything anywhere? Everything that reads the tree goes on. */
import {
  indexRows,
  openTreeCopy,
  readWholeTree,
  syncDocs,
  treeSeed,
  type TreeCopy,
} from '@meemaak/test-kit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { NodeId } from '../ids.ts';
import { readIndicators } from '../indicator/indicator.ts';
import { layoutTree } from './layout.ts';
import { moveNode } from './move.ts';
import { outlineRows } from './outline.ts';
import { settle } from './settle.ts';
import { seedAct } from './step.ts';
import { createNode, renameNode } from './verbs.ts';

const names = [
  'wonen',
  'bouwen',
  'buurt',
  'nieuw',
  '__proto__',
  'constructor',
  'x',
  '💥',
  'a b c d',
];
const name = fc.constantFrom(...names);
/** What JSON can hold, `__proto__` too, and values in almost the right shape. */
const json = fc.json().map((text): unknown => JSON.parse(text));
const plain = { noNullPrototype: true };
const almostPosition = fc.record(
  {
    p: fc.oneof(name, fc.constant('')),
    o: fc.constantFrom('a0', 'a1', 'zz', ''),
    c: fc.constantFrom(0, 3, -1, 2 ** 53, 1e300, Number.NaN),
    h: fc.array(fc.tuple(name, fc.constant('a0'), fc.nat()), { maxLength: 6 }),
  },
  plain,
);
const almostRecord = fc.record(
  { b: name, at: json, by: name, m: fc.array(fc.oneof(name, json)) },
  plain,
);
const withPrototype = almostPosition.map((value): unknown =>
  JSON.parse(`{"__proto__": ${JSON.stringify(value)}, "o": "a5"}`),
);
const jsonValue = fc.oneof(json, almostPosition, almostRecord, withPrototype);
const shared = fc.constantFrom('map', 'text', 'array', 'xml', 'doc', 'bytes', 'undefined');
const anything = fc.oneof(
  jsonValue.map((value) => () => value),
  shared.map((kind) => () => makeShared(kind)),
);
const slot = fc.constantFrom('pos', 'nodes', 'arch', 'title', 'kind', 'owner', 'indicators');
const writes = fc.array(fc.tuple(slot, name, anything), { minLength: 1, maxLength: 12 });

function makeShared(kind: string): unknown {
  if (kind === 'map')
    return new Y.Map([
      ['title', 3],
      ['p', 'wonen'],
    ]);
  if (kind === 'text') return new Y.Text('tekst');
  if (kind === 'array') return Y.Array.from([1, new Y.Map()]);
  if (kind === 'xml') return new Y.XmlElement('b');
  if (kind === 'doc') return new Y.Doc();
  return kind === 'bytes' ? new Uint8Array([1, 2]) : undefined;
}

function write({ tree }: TreeCopy, where: string, key: string, value: unknown): void {
  if (where === 'pos') tree.pos.set(key, value);
  else if (where === 'nodes') tree.nodes.set(key, value);
  else if (where === 'arch') tree.arch.set(key, value);
  else {
    const record = tree.nodes.get(key);
    if (record instanceof Y.Map) record.set(where, value);
  }
}

const seed = treeSeed({ wonen: { bouwen: {} }, buurt: {} });
const nodeId = 'bouwen' as NodeId;

describe('a tree in which anybody wrote anything', () => {
  it('[invariant 11] [T21] [T23] is read without throwing, the same by every reader, and can be worked in', () => {
    let writeCount = 0;
    fc.assert(
      fc.property(writes, (list) => {
        const mine = openTreeCopy(seed);
        const theirs = openTreeCopy(seed);
        for (const [where, key, make] of list) {
          write(theirs, where, key, make());
          syncDocs(mine.doc, theirs.doc);
          writeCount += 1;
          expect(indexRows(mine.index)).toEqual(readWholeTree(mine.tree).rows);
        }
        expect(openTreeCopy(Y.encodeStateAsUpdate(mine.doc)).index.rows()).toEqual(
          mine.index.rows(),
        );
        layoutTree(mine.index, { w: 240, h: 96 });
        outlineRows(mine.index, new Set([nodeId]));
        mine.index.archivedBatches();
        work(mine);
        expect(indexRows(mine.index)).toEqual(readWholeTree(mine.tree).rows);
      }),
      { numRuns: 300 },
    );
    expect(writeCount).toBeGreaterThan(300);
  });

  it('[invariant 11] [T21] may be 20,000 levels deep', () => {
    const deep = openTreeCopy(seed);
    deep.doc.transact(() => {
      for (let level = 1; level <= 20_000; level += 1) {
        deep.tree.pos.set(`deep-${level}`, { p: `deep-${level - 1}`, o: 'a0', c: level, h: [] });
      }
      deep.tree.pos.set('deep-0', { p: 'bouwen', o: 'a0', c: 1, h: [] });
    });
    expect(deep.index.rows().length).toBe(20_004);
    expect(layoutTree(deep.index, { w: 1, h: 1 }).size).toBe(20_004);
    const outcome = moveNode(deep.tree, { nodeId, parentId: null }, seedAct);
    expect(outcome.ok).toBe(true);
    expect(deep.index.node('deep-20000' as NodeId)?.level).toBe(20_002);
  });

  it('[invariant 11] leaves out indicators that are none and reads the rest with defaults', () => {
    const { doc } = openTreeCopy();
    const stored = doc.getMap('indicators');
    stored.set('nothing', 3);
    stored.set('x', new Y.Map());
    stored.set('half', new Y.Map(Object.entries({ name: 7, target: { value: '3', year: 2030 } })));
    expect(readIndicators(stored)).toEqual([
      {
        indicatorId: 'half',
        name: '',
        unit: '',
        direction: 'up',
        baseline: null,
        target: null,
        targetGroup: '',
        source: '',
        holder: null,
      },
    ]);
    for (const value of [null, 3, [], {}]) expect(readIndicators(value)).toEqual([]);
  });
});

/** Ordinary work goes on, also where something unreadable stood. */
function work({ tree }: TreeCopy): void {
  createNode(tree, { nodeId: 'later' as NodeId, ...newNode, parentId: nodeId }, seedAct);
  renameNode(tree, { nodeId, title: 'isoleren' }, seedAct);
  moveNode(tree, { nodeId, parentId: 'buurt' as NodeId, afterId: null }, seedAct);
  settle(tree, 'settle');
}

const newNode = { kind: 'activity', title: 'later', owner: null } as const;
