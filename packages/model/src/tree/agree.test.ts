import { openTreeCopy, syncDocs, treeSeed } from '@meemaak/test-kit';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { NodeId, ParticipantId, PartyId } from '../ids.ts';
import type { Outcome } from '../refusal.ts';
import { setHelper, setNodeState, setService, takeNode } from './agree.ts';
import { isOffered, MAX_REASON_LENGTH, MOST_LINKS, NO_AGREEMENT } from './agreement.ts';
import type { Act, TreeRefusal, TreeStep } from './step.ts';
import { reverseStep, UndoHistory } from './undo.ts';
import { archiveNode, createNode, setNodeOwner } from './verbs.ts';

const id = (name: string) => name as NodeId;
const party = (name: string) => name as PartyId;
const act: Act = { by: 'fatma' as ParticipantId, origin: 'fatma' };
const seed = treeSeed({ wonen: {}, buurt: {} });
const said = { by: act.by, party: party('huurders'), at: 1_700_000_000_000 };
const agreed = { is: 'agreed', ...said } as const;

/** An effect with a performance of the tenants, at two people. */
function open() {
  const fatma = openTreeCopy(seed);
  const node = { nodeId: id('gastheer'), kind: 'performance', title: 'Gastheer' } as const;
  createNode(fatma.tree, { ...node, owner: party('huurders'), parentId: id('wonen') }, act);
  const gerrit = openTreeCopy(Y.encodeStateAsUpdate(fatma.doc));
  const facts = (copy = fatma, nodeId = 'gastheer') => {
    const found = copy.index.node(id(nodeId));
    if (found === undefined) throw new Error('It is not shown.');
    return found;
  };
  return { fatma, gerrit, facts, sync: () => syncDocs(fatma.doc, gerrit.doc) };
}

type Fatma = ReturnType<typeof open>['fatma'];
const nodeId = id('gastheer');
const verbs: readonly (readonly [
  string,
  (copy: Fatma) => Outcome<TreeStep, TreeRefusal>,
  object,
])[] = [
  ['a state', ({ tree }) => setNodeState(tree, { nodeId, state: agreed }, act), { state: agreed }],
  ['taking', ({ tree }) => takeNode(tree, { nodeId, taken: said }, act), { taken: said }],
  [
    'a helping party',
    ({ tree }) => setHelper(tree, { nodeId, partyId: party('het-dak'), helps: true }, act),
    { helperIds: ['het-dak'] },
  ],
  [
    'another effect',
    ({ tree }) =>
      setService(tree, { nodeId, effectId: id('buurt'), reason: 'Wie welkom is, helpt.' }, act),
    { services: [{ effectId: 'buurt', reason: 'Wie welkom is, helpt.' }] },
  ],
];

describe('what is said about an agreement', () => {
  it.each(verbs)('%s is seen by everybody, undone, and done again', (_name, verb, shown) => {
    const { fatma, gerrit, facts, sync } = open();
    expect(facts()).toMatchObject(NO_AGREEMENT);
    const before = fatma.index.rows();
    const outcome = verb(fatma);
    if (!outcome.ok) throw new Error(`Refused: ${outcome.refusal.kind}.`);
    sync();
    expect(facts(gerrit)).toMatchObject(shown);
    const history = new UndoHistory();
    history.record(JSON.parse(JSON.stringify(outcome.value)) as TreeStep);
    expect(history.undo(fatma.tree, act).ok).toBe(true);
    expect(fatma.index.rows()).toEqual(before);
    expect(history.redo(fatma.tree, act).ok).toBe(true);
    sync();
    expect(facts(gerrit)).toMatchObject(shown);
  });

  it.each(verbs)('%s stays when a colleague said something else since', (_name, verb) => {
    const { fatma, gerrit, facts, sync } = open();
    const outcome = verb(fatma);
    if (!outcome.ok) throw new Error('Refused.');
    sync();
    const other = { ...said, by: 'gerrit' as ParticipantId };
    setNodeState(gerrit.tree, { nodeId, state: { is: 'dropped', ...other } }, act);
    takeNode(gerrit.tree, { nodeId, taken: other }, act);
    setHelper(gerrit.tree, { nodeId, partyId: party('het-dak'), helps: false }, act);
    setService(gerrit.tree, { nodeId, effectId: id('buurt'), reason: 'Anders.' }, act);
    sync();
    const now = facts();
    expect(reverseStep(fatma.tree, outcome.value, act)).toMatchObject({
      refusal: { kind: 'changedSince' },
    });
    expect(facts()).toEqual(now);
  });

  it('of two parties that help from the same moment on, both do', () => {
    const { fatma, gerrit, facts, sync } = open();
    setHelper(fatma.tree, { nodeId, partyId: party('het-dak'), helps: true }, act);
    setHelper(gerrit.tree, { nodeId, partyId: party('de-brug'), helps: true }, act);
    sync();
    for (const copy of [fatma, gerrit]) {
      expect(facts(copy).helperIds).toEqual(['de-brug', 'het-dak']);
    }
  });

  it('[scenario A14] is offered until the party itself takes it, and again when it becomes another one’s', () => {
    const { fatma, facts } = open();
    expect(isOffered(facts())).toBe(true);
    expect(isOffered(facts(fatma, 'wonen'))).toBe(false);
    const ofOthers = { ...said, party: party('het-dak') };
    expect(takeNode(fatma.tree, { nodeId, taken: ofOthers }, act)).toMatchObject({
      refusal: { kind: 'ownedByAnother', owner: 'huurders' },
    });
    takeNode(fatma.tree, { nodeId, taken: said }, act);
    expect(isOffered(facts())).toBe(false);
    setNodeOwner(fatma.tree, { nodeId, owner: party('het-dak') }, act);
    expect(isOffered(facts())).toBe(true);
    setNodeOwner(fatma.tree, { nodeId, owner: null }, act);
    expect(isOffered(facts())).toBe(false);
  });

  it('is refused where it makes no sense, and changes nothing', () => {
    const { fatma } = open();
    const { tree, index } = fatma;
    const many = Array.from({ length: MOST_LINKS }, (_, at) => party(`party-${at}`));
    for (const partyId of many) setHelper(tree, { nodeId, partyId, helps: true }, act);
    archiveNode(tree, index, { nodeId: id('buurt'), batchId: 'weg-1' as never, at: 1 }, act);
    const before = Y.encodeStateAsUpdate(fatma.doc);
    const long = 'x'.repeat(MAX_REASON_LENGTH + 1);
    const serve = (facts: { nodeId: string; effectId: string; reason?: string }) =>
      setService(
        tree,
        { nodeId: id(facts.nodeId), effectId: id(facts.effectId), reason: facts.reason ?? '' },
        act,
      );
    const kinds = [
      setHelper(tree, { nodeId, partyId: party('een-te-veel'), helps: true }, act),
      serve({ nodeId: 'gastheer', effectId: 'buurt' }),
      serve({ nodeId: 'wonen', effectId: 'wonen' }),
      serve({ nodeId: 'gastheer', effectId: 'wonen', reason: long }),
      setNodeState(tree, { nodeId: id('buurt'), state: agreed }, act),
    ].map((outcome) => (outcome.ok ? 'done' : outcome.refusal.kind));
    expect(kinds).toEqual([
      'tooManyLinks',
      'nodeIsGone',
      'servesWhatItIsNotFor',
      'reasonTooLong',
      'nodeIsGone',
    ]);
    expect(Y.encodeStateAsUpdate(fatma.doc)).toEqual(before);
  });

  it('is read from whatever anybody wrote there', () => {
    const { fatma, facts } = open();
    const record = fatma.tree.nodes.get('gastheer');
    if (!(record instanceof Y.Map)) throw new Error('No record.');
    const hostile: readonly [string, unknown][] = [
      ['state', { is: 'perfect' }],
      ['state', [1]],
      ['taken', 'ik'],
      ['taken', { party: { toString: 1 } }],
      ['help:x', true],
      ['help:het-dak', 'ja'],
      ['serves:buurt', { reason: 'x' }],
      ['serves:', 'x'],
    ];
    for (const [key, value] of hostile) {
      fatma.doc.transact(() => record.set(key, value));
      expect(facts(), key).toMatchObject(NO_AGREEMENT);
    }
    fatma.doc.transact(() => record.set('serves:buurt', 'y'.repeat(100_000)));
    expect(facts().services[0]?.reason.length).toBe(MAX_REASON_LENGTH);
  });
});
