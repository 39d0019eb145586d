import {
  TreeIndex,
  archiveNode,
  createNode,
  moveNode,
  openTree,
  type BatchId,
  type NodeId,
  type ParticipantId,
  type Party,
  type PartyId,
} from '@meemaak/model';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { readChip } from './chip-face.ts';

const EFFECT = 'effect-buren' as NodeId;
const DAK: Party = {
  partyId: 'het-dak' as PartyId,
  name: 'Het Dak',
  shortName: 'Het Dak',
  kind: 'housing-corporation',
  colour: 'orange',
};
const act = { by: 'participant-1' as ParticipantId, origin: 'test' };

test('a chip shows kind, title and the colour of the party that owns the node', () => {
  const { source } = treeWith(DAK.partyId);
  expect(readChip(EFFECT, source)).toEqual({
    state: 'present',
    kind: 'effect',
    kindName: 'effect',
    title: 'Buren kennen elkaar',
    colour: 'orange',
  });
});

test('an effect that hangs under another node is called a sub-effect from then on', () => {
  const { source, tree } = treeWith(null);
  const UNDER = 'effect-straat' as NodeId;
  const straat = { nodeId: UNDER, kind: 'effect', title: 'Straat', owner: null } as const;
  createNode(tree, { ...straat, parentId: null }, act);
  expect(readChip(UNDER, source)).toMatchObject({ kind: 'effect', kindName: 'effect' });
  moveNode(tree, { nodeId: UNDER, parentId: EFFECT }, act);
  expect(readChip(UNDER, source)).toMatchObject({ kind: 'effect', kindName: 'subEffect' });
});

test.each([null, 'weg-party' as PartyId])('a node of %j is grey', (owner) => {
  expect(readChip(EFFECT, treeWith(owner).source)).toMatchObject({ colour: 'grey' });
});

test('an unknown node is waited for until the tree is here, and removed after that', () => {
  const { source } = treeWith(null);
  for (const ref of ['node-onbekend', '', null, {}, '"><script>']) {
    expect(readChip(ref, source)).toEqual({ state: 'removed' });
    expect(readChip(ref, { ...source, isTreeLoaded: () => false })).toEqual({ state: 'loading' });
  }
});

test('an archived node keeps its title', () => {
  const { source, tree } = treeWith(null);
  const archiving = { nodeId: EFFECT, batchId: 'batch-1' as BatchId, at: 0 };
  archiveNode(tree, source.treeIndex, archiving, act);
  expect(readChip(EFFECT, source)).toEqual({ state: 'archived', title: 'Buren kennen elkaar' });
});

function treeWith(owner: PartyId | null) {
  const tree = openTree(new Y.Doc());
  const title = 'Buren kennen elkaar';
  createNode(tree, { nodeId: EFFECT, kind: 'effect', title, owner, parentId: null }, act);
  const source = {
    treeIndex: new TreeIndex(tree),
    partiesById: new Map([[DAK.partyId as string, DAK]]),
    isTreeLoaded: () => true,
  };
  return { tree, source };
}
