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
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { openTree } from '../documents/tree-document.ts';
import type { NodeId } from '../ids.ts';
import { MAX_INDICATOR_TEXT_LENGTH, readIndicators } from '../indicator/indicator.ts';
import { layoutTree } from './layout.ts';
import { moveNode } from './move.ts';
import { MAX_TITLE_LENGTH } from './node.ts';
import { outlineRows } from './outline.ts';
import { repairMoves } from './repair.ts';
import { settle } from './settle.ts';
import { seedAct } from './step.ts';
import { TreeIndex } from './tree-index.ts';
import { TreeShape } from './tree-shape.ts';
import { createNode, renameNode } from './verbs.ts';
import { DEEPEST_LEVEL } from './visible-place.ts';

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

afterEach(() => vi.restoreAllMocks());

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
        outlineRows(mine.index, { collapsedIds: new Set([nodeId]) });
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
    expect(deep.index.node('deep-20000' as NodeId)?.level).toBe(DEEPEST_LEVEL);
  });

  // The short chain first: were it not so, the long one would keep the machine busy for an hour.
  it.each([200, 5_000])(
    '[T21] costs a fixed number of looks per node in a chain of %i, archived or not',
    (count) => {
      for (const records of ['none', 'one', 'all', 'every second'] as const) {
        const copy = openTreeCopy(seed);
        const looks = countLooks();
        copy.doc.transact(() => writeChain(copy, count, records));
        expect(looks.taken()).toBeLessThan(20 * count);
        copy.index.archivedBatches();
        expect(looks.taken()).toBeLessThan(2 * count);
        copy.tree.pos.set(chainId(0), { p: 'buurt', o: 'a5', c: 1, h: [] });
        copy.tree.arch.set(chainId(2), { b: 'later', at: 3, by: 'fatma', m: [chainId(2)] });
        expect(looks.taken()).toBeLessThan(20 * count);
        copy.tree.pos.set('beside', { p: 'bouwen', o: 'a5', c: 1, h: [] });
        expect(looks.taken()).toBeLessThan(100);
        expect(copy.index.rows()).toEqual(new TreeIndex(copy.tree).rows());
      }
    },
  );

  it('[invariant 8] [T21] repairs a node with 2,000 rivals in one update in one walk', () => {
    const count = 2_000;
    const { update, winner } = manyRivals(count);
    const server = openTree(new Y.Doc());
    const lookUps = vi.spyOn(server.doc.store.clients, 'get');
    let walked = 0;
    server.pos.observe((event) => {
      lookUps.mockClear();
      expect(repairMoves(server, event, 'repair')).toEqual([]);
      walked += lookUps.mock.calls.length;
    });
    Y.applyUpdate(server.doc, update);
    expect(server.pos.get(nodeId)).toEqual(winner);
    expect(server.doc.store.clients.size).toBe(2);
    expect(walked).toBeLessThan(10 * count);
  });

  it('[T21] shows no more of a megabyte of title than a title may be, and reads no more of it', () => {
    const { tree, index } = openTreeCopy(seed);
    const text: { toString(): string } = Y.Text.prototype;
    const wholeReadings = vi.spyOn(text, 'toString');
    const title = openTitle(tree.nodes, nodeId);
    title.insert(0, `${'a'.repeat(MAX_TITLE_LENGTH - 1)}💥${'b'.repeat(1_500_000)}`);
    // Half an emoji is no letter: one less than the limit.
    expect(index.node(nodeId)?.title).toBe('a'.repeat(MAX_TITLE_LENGTH - 1));
    renameNode(tree, { nodeId, title: `${'a'.repeat(20)} huizen` }, seedAct);
    expect(index.node(nodeId)?.title).toBe(`${'a'.repeat(20)} huizen`);
    expect(wholeReadings).not.toHaveBeenCalled();
    expect(title.toJSON()).toBe(`${'a'.repeat(20)} huizen`);
    expect(Y.encodeStateAsUpdate(tree.doc).byteLength).toBeLessThan(2_000);
  });

  it('[T21] [invariant 11] shows a title of text amid pictures as its text, and can rename it', () => {
    const { tree, index } = openTreeCopy(seed);
    const title = openTitle(tree.nodes, nodeId);
    title.insertEmbed(0, { picture: 'x' });
    title.format(0, 4, { bold: true });
    expect(index.node(nodeId)?.title).toBe('bouwen');
    renameNode(tree, { nodeId, title: 'verbouwen' }, seedAct);
    expect(index.node(nodeId)?.title).toBe('verbouwen');
    expect(title.length).toBe('verbouwen'.length);
  });

  it('[T21] [invariant 11] cuts every text of an indicator', () => {
    const { doc } = openTreeCopy();
    const long = 'c'.repeat(1_500_000);
    const fields = ['name', 'unit', 'targetGroup', 'source'] as const;
    const stored = doc.getMap('indicators');
    stored.set('long', new Y.Map(fields.map((field) => [field, long])));
    const [indicator] = readIndicators(stored);
    for (const field of fields) expect(indicator?.[field].length).toBe(MAX_INDICATOR_TEXT_LENGTH);
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
        risk: '',
        yearly: [],
      },
    ]);
    for (const value of [null, 3, [], {}]) expect(readIndicators(value)).toEqual([]);
  });
});

const chainId = (number: number) => `deep-${number}`;

/** Nodes one under the other under `bouwen`; archived not at all, from the top, each with a record
 *  of its own, or every second one. */
function writeChain(
  { tree }: TreeCopy,
  count: number,
  records: 'none' | 'one' | 'all' | 'every second',
): void {
  const ids = Array.from({ length: count }, (_, number) => chainId(number));
  for (const [number, id] of ids.entries()) {
    tree.pos.set(id, { p: ids[number - 1] ?? 'bouwen', o: 'a0', c: 1, h: [] });
    const isArchived = records === 'all' || (records === 'every second' && number % 2 === 1);
    if (isArchived) tree.arch.set(id, { b: 'batch', at: 1, by: 'fatma', m: [id] });
  }
  if (records === 'one') tree.arch.set('bouwen', { b: 'batch', at: 1, by: 'fatma', m: ids });
}

/** How often anybody looked up where a node hangs, since the last time that this was asked. */
function countLooks() {
  const spies = (['has', 'place', 'parentId', 'childIds'] as const).map((look) =>
    vi.spyOn(TreeShape.prototype, look),
  );
  const taken = () => {
    const sum = spies.reduce((total, { mock }) => total + mock.calls.length, 0);
    for (const spy of spies) spy.mockClear();
    return sum;
  };
  return { taken };
}

/** Two people who answer each other's move `count` times; the last move knew all before it, and has
 *  the lowest counter of them. */
function manyRivals(count: number) {
  const docs = [1, 2].map(() => new Y.Doc({ gc: false }));
  for (const doc of docs) {
    doc.on('update', (update: Uint8Array, origin) => {
      for (const other of docs) if (other !== doc && !origin) Y.applyUpdate(other, update, 'wire');
    });
  }
  const position = (c: number) => ({ p: '', o: 'a0', c, h: [] });
  for (let number = 1; number < count; number += 1) {
    docs[number % 2]?.getMap('pos').set(nodeId, position(number));
  }
  const winner = position(0);
  docs[0]?.getMap('pos').set(nodeId, winner);
  return { update: Y.encodeStateAsUpdate(docs[0] ?? new Y.Doc()), winner };
}

function openTitle(nodes: Y.Map<unknown>, id: NodeId): Y.Text {
  const record = nodes.get(id);
  const title = record instanceof Y.Map ? record.get('title') : undefined;
  if (!(title instanceof Y.Text)) throw new Error(`Node ${id} has no title.`);
  return title;
}

/** Ordinary work goes on, also where something unreadable stood. */
function work({ tree }: TreeCopy): void {
  createNode(tree, { nodeId: 'later' as NodeId, ...newNode, parentId: nodeId }, seedAct);
  renameNode(tree, { nodeId, title: 'isoleren' }, seedAct);
  moveNode(tree, { nodeId, parentId: 'buurt' as NodeId, afterId: null }, seedAct);
  settle(tree, 'settle');
}

const newNode = { kind: 'activity', title: 'later', owner: null } as const;
