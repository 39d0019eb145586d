import {
  GUARD_KEY,
  addIndicator,
  addRemark,
  archiveNode,
  createNode,
  guardToStored,
  moveNode,
  newId,
  openTree,
  removeRemark,
  renameNode,
  restoreBatch,
  seedUpdate,
  setHelper,
  setNodeOwner,
  setNodeState,
  setTaken,
  TreeIndex,
  type Act,
  type BatchId,
  type Indicator,
  type IndicatorId,
  type NodeId,
  type NodeKind,
  type ParticipantId,
  type PartyId,
  type Remark,
  type RemarkId,
  type TreeDocument,
} from '@meemaak/model';
import { createTreePeer, editTreeAtRandom, EditCounts, Random } from '@meemaak/test-kit';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { anyClient } from '../../testing/allowance.ts';
import { admitUpdate } from './admission.ts';

const SEED = 20_261_123;
/** Five thousand with `npm run test:faults -- guard`. */
const HOSTILE = Number(process.env['HOSTILE'] ?? 1_000);

const [town, owner, other] = ['stad', 'het-dak', 'ons-plein'] as [PartyId, PartyId, PartyId];
const id = (name: string) => name as NodeId;
/** Nobody asks first: as somebody writes who made the bytes by hand. */
const act: Act = { by: 'p-hand' as ParticipantId, origin: 'hand' };
const signed = (party: PartyId) => ({ by: act.by, party, at: 1 });

/** One node of each kind: of nobody, of `owner` and of `other`; an effect above them. */
function openDossier({ isGuarded = true } = {}): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, seedUpdate('tree'));
  const tree = openTree(doc);
  const put = (nodeId: NodeId, kind: NodeKind, of: PartyId | null, parentId: NodeId | null) =>
    createNode(tree, { nodeId, kind, title: `Over ${nodeId}`, owner: of, parentId }, act);
  put(id('effect-top'), 'effect', town, null);
  put(id('effect-2'), 'effect', other, id('effect-top'));
  for (const of of [owner, other, null]) {
    const name = of ?? 'nobody';
    put(id(`perf-${name}`), 'performance', of, id('effect-2'));
    put(id(`act-${name}`), 'activity', of, id(`perf-${name}`));
  }
  const guard = { whatIds: [town], ...signed(town) };
  if (isGuarded) tree.meta.set(GUARD_KEY, guardToStored(guard));
  return doc;
}

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}

/** What the server says to the update that `edit` makes for this party. */
function judge(
  doc: Y.Doc,
  party: PartyId,
  edit: (tree: TreeDocument) => void,
  copy = copyOf(doc),
): string {
  const before = Y.encodeStateVector(copy);
  edit(openTree(copy));
  const update = Y.encodeStateAsUpdate(copy, before);
  const admitted = admitUpdate(doc, 'tree', update, { ...anyClient(), party });
  if (!admitted.ok) return admitted.refusal.kind;
  Y.applyUpdate(doc, update);
  return 'admitted';
}

const indicator: Indicator = {
  indicatorId: 'ind-1' as IndicatorId,
  name: 'Woningen',
  unit: '%',
  direction: 'up',
  baseline: null,
  target: null,
  targetGroup: '',
  source: '',
  holder: null,
  risk: '',
  yearly: [],
};

const verbs: Readonly<Record<string, (tree: TreeDocument, nodeId: NodeId) => unknown>> = {
  rename: (tree, nodeId) => renameNode(tree, { nodeId, title: 'Anders' }, act),
  'set its kind': (tree, nodeId) => {
    const record = tree.nodes.get(nodeId);
    if (record instanceof Y.Map) record.set('kind', 'performance');
  },
  'set its owner': (tree, nodeId) => setNodeOwner(tree, { nodeId, owner: other }, act),
  'say how far it is': (tree, nodeId) =>
    setNodeState(tree, { nodeId, state: { is: 'agreed', ...signed(town) } }, act),
  'move it': (tree, nodeId) => moveNode(tree, { nodeId, parentId: null }, act),
  'archive it': (tree, nodeId) =>
    archiveNode(tree, new TreeIndex(tree), { nodeId, batchId: 'batch-1' as BatchId, at: 1 }, act),
  'measure at it': (tree, nodeId) => addIndicator(tree, nodeId, indicator, act),
  'take its words away': (tree, nodeId) => {
    const record = tree.nodes.get(nodeId);
    if (record instanceof Y.Map) record.delete('title');
  },
  'take it away': (tree, nodeId) => tree.nodes.delete(nodeId),
  'put another in its place': (tree, nodeId) => tree.nodes.set(nodeId, new Y.Map()),
};

/** Who may do all of that to what, and who may do none of it. */
const matrix: readonly (readonly [NodeId, readonly PartyId[]])[] = [
  [id('effect-2'), [town]],
  [id('perf-het-dak'), [owner]],
  [id('act-het-dak'), [owner]],
  [id('perf-ons-plein'), [other]],
  [id('act-nobody'), [town, owner, other]],
];

describe('[P6] where WHAT and HOW are kept apart', () => {
  for (const [nodeId, may] of matrix) {
    for (const party of [town, owner, other]) {
      for (const [name, verb] of Object.entries(verbs)) {
        const expected = may.includes(party) ? 'admitted' : 'acrossTheLine';
        it(`${party} may ${expected === 'admitted' ? '' : 'not '}${name}: ${nodeId}`, () => {
          expect(judge(openDossier(), party, (tree) => verb(tree, nodeId))).toBe(expected);
        });
      }
    }
  }

  it.each([
    ['effect', town, 'admitted'],
    ['effect', owner, 'acrossTheLine'],
    ['performance', town, 'admitted'],
    ['performance', owner, 'admitted'],
    ['activity', other, 'admitted'],
  ] as const)('an %s made by %s is %s', (kind, party, expected) => {
    const node = { nodeId: newId<NodeId>(), kind, title: 'Nieuw', owner: party, parentId: null };
    expect(judge(openDossier(), party, (tree) => createNode(tree, node, act))).toBe(expected);
  });

  it('nobody makes an effect by way of an activity, nor what is another’s theirs first', () => {
    const doc = openDossier();
    const makeEffect = (tree: TreeDocument) => {
      const record = tree.nodes.get('act-nobody');
      if (record instanceof Y.Map) record.set('kind', 'effect');
    };
    expect(judge(doc, other, makeEffect)).toBe('acrossTheLine');
    const grab = (tree: TreeDocument) => {
      setNodeOwner(tree, { nodeId: id('perf-het-dak'), owner: other }, act);
      renameNode(tree, { nodeId: id('perf-het-dak'), title: 'Van ons' }, act);
    };
    expect(judge(doc, other, grab)).toBe('acrossTheLine');
  });

  it('whoever archived theirs brings it back, and nobody else does', () => {
    const doc = openDossier();
    const [nodeId, batchId] = [id('perf-het-dak'), 'batch-2' as BatchId];
    const archive = (tree: TreeDocument) =>
      archiveNode(tree, new TreeIndex(tree), { nodeId, batchId, at: 1 }, act);
    expect(judge(doc, owner, archive)).toBe('admitted');
    expect(judge(doc, other, (tree) => restoreBatch(tree, batchId, act))).toBe('acrossTheLine');
    expect(judge(doc, owner, (tree) => restoreBatch(tree, batchId, act))).toBe('admitted');
  });

  it('anybody helps on behalf of their own party, and of no other', () => {
    const help = (partyId: PartyId, helps: boolean) => (tree: TreeDocument) =>
      setHelper(tree, { nodeId: id('perf-het-dak'), partyId, helps }, act);
    const doc = openDossier();
    expect(judge(doc, other, help(other, true))).toBe('admitted');
    expect(judge(doc, other, help(town, true))).toBe('acrossTheLine');
    expect(judge(doc, town, help(other, false))).toBe('acrossTheLine');
    expect(judge(doc, other, help(other, false))).toBe('admitted');
  });

  it('anybody writes a remark in their own name; it goes by whoever wrote it, or whose the node is', () => {
    const remark = (party: PartyId, text = 'Kan dit eerder?'): Remark => ({
      remarkId: `by-${party}` as RemarkId,
      text,
      ...signed(party),
    });
    const nodeId = id('perf-het-dak');
    const say = (one: Remark) => (tree: TreeDocument) =>
      addRemark(tree, { nodeId, remark: one }, act);
    const unsay = (one: Remark) => (tree: TreeDocument) =>
      removeRemark(tree, { nodeId, remark: one }, act);
    const doc = openDossier();
    expect(judge(doc, other, say(remark(other)))).toBe('admitted');
    expect(judge(doc, other, say(remark(town)))).toBe('acrossTheLine');
    expect(judge(doc, town, unsay(remark(other)))).toBe('acrossTheLine');
    expect(judge(doc, owner, unsay(remark(other)))).toBe('admitted');
    const endless = (tree: TreeDocument) => {
      const record = tree.nodes.get(nodeId);
      const text = 'x'.repeat(5_000);
      if (record instanceof Y.Map) record.set('remark:long-1', { text, ...signed(other) });
    };
    expect(judge(doc, other, endless)).toBe('acrossTheLine');
  });

  it.each([true, false])('nobody says "wij nemen dit" for another (guarded: %s)', (isGuarded) => {
    const doc = openDossier({ isGuarded });
    const take = (party: PartyId) => (tree: TreeDocument) =>
      setTaken(tree, { nodeId: id('perf-het-dak'), taken: signed(party) }, act);
    expect(judge(doc, owner, take(other))).toBe('acrossTheLine');
    expect(judge(doc, town, take(owner))).toBe('acrossTheLine');
    expect(judge(doc, owner, take(owner))).toBe('admitted');
  });

  it('nobody but the server draws the line, or wipes it out', () => {
    const doc = openDossier();
    const draw = (tree: TreeDocument) => tree.meta.set(GUARD_KEY, { what: [other] });
    expect(judge(doc, town, draw)).toBe('serverWritten');
    expect(judge(doc, town, (tree) => tree.meta.delete(GUARD_KEY))).toBe('serverWritten');
  });

  it('elsewhere everybody who may edit edits everything', () => {
    for (const [nodeId] of matrix) {
      for (const [name, verb] of Object.entries(verbs)) {
        const said = judge(openDossier({ isGuarded: false }), other, (tree) => verb(tree, nodeId));
        expect(said, `${name}: ${nodeId}`).toBe('admitted');
      }
    }
  });

  it(`what is not theirs stays as it is under ${HOSTILE} hostile transactions (seed ${SEED})`, () => {
    const random = new Random(SEED);
    const doc = openDossier();
    const guarded = ['effect-top', 'effect-2', 'perf-het-dak', 'act-het-dak'];
    const protectedParts = () => {
      const { pos, nodes, arch } = openTree(doc);
      return JSON.stringify(
        guarded.map((key) => [pos.get(key), nodes.get(key), arch.get(key)] as const),
      );
    };
    const before = protectedParts();
    const said = new Map<string, number>();
    let copy = copyOf(doc);
    let peer = createTreePeer(copy, random);
    for (let at = 0; at < HOSTILE; at += 1) {
      const attack = (tree: TreeDocument) => {
        if (random.chance(0.5)) editTreeAtRandom(peer, random, new EditCounts());
        else hurt(tree, random, guarded);
      };
      const kind = judge(doc, other, attack, copy);
      if (kind !== 'admitted') {
        copy = copyOf(doc);
        peer = createTreePeer(copy, random);
      }
      said.set(kind, (said.get(kind) ?? 0) + 1);
    }
    expect(protectedParts()).toBe(before);
    expect(said.get('acrossTheLine')).toBeGreaterThan(HOSTILE / 4);
    expect(said.get('admitted')).toBeGreaterThan(HOSTILE / 20);
  }, 120_000);
});

/** Straight at the data, past every verb. */
function hurt(
  { pos, nodes, arch }: TreeDocument,
  random: Random,
  guarded: readonly string[],
): void {
  const key = random.pick(guarded) ?? '';
  const record = nodes.get(key);
  const title = record instanceof Y.Map ? record.get('title') : undefined;
  const measured = record instanceof Y.Map ? record.get('indicators') : undefined;
  const blows = [
    () => pos.set(key, { p: '', o: 'z', c: 9_999 }),
    () => pos.delete(key),
    () => nodes.delete(key),
    () => nodes.set(key, 'gone'),
    () => arch.set(key, { b: 'hostile-1', at: 1, by: 'eva', m: guarded }),
    () => record instanceof Y.Map && record.set('owner', other),
    () => record instanceof Y.Map && record.set('kind', random.pick(['activity', 7, null])),
    () => title instanceof Y.Text && title.insert(random.below(title.length + 1), 'x'),
    () => title instanceof Y.Text && title.length > 0 && title.delete(0, 1),
    () => title instanceof Y.Text && title.format(0, title.length, { bold: true }),
    () => measured instanceof Y.Map && measured.set('evil-1', new Y.Map()),
  ];
  random.pick(blows)?.();
}
