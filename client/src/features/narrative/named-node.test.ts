import {
  GUARD_KEY,
  TreeIndex,
  createNode,
  openTree,
  type NodeId,
  type ParticipantId,
  type PartyId,
} from '@meemaak/model';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { WatchedValue } from '../../rooms/watched-value.ts';
import { placesForNew } from './named-node.ts';

const GEMEENTE = 'gemeente' as PartyId;
const DAK = 'het-dak' as PartyId;
const EFFECT = 'effect' as NodeId;

test('what can be made depends on what is chosen, and on the right to change the tree', () => {
  expect(kinds(roomOf(DAK), undefined)).toEqual(['effect', 'performance']);
  expect(kinds(roomOf(DAK), EFFECT)).toEqual(['effect', 'performance under effect']);
  expect(kinds(roomOf(DAK, { mayWrite: false }), EFFECT)).toEqual([]);
});

test('where WHAT and HOW are kept apart, nobody is offered what another side is to say', () => {
  const guarded = { isGuarded: true };
  expect(kinds(roomOf(DAK, guarded), EFFECT)).toEqual(['performance under effect']);
  expect(kinds(roomOf(GEMEENTE, guarded), undefined)).toEqual(['effect', 'performance']);
});

function kinds(room: ReturnType<typeof roomOf>, chosen: NodeId | undefined): string[] {
  return placesForNew(room, chosen).map(({ kind, parent }) =>
    parent === undefined ? kind : `${kind} under ${parent.nodeId}`,
  );
}

function roomOf(partyId: PartyId, { mayWrite = true, isGuarded = false } = {}) {
  const tree = openTree(new Y.Doc());
  const participantId = 'p-1' as ParticipantId;
  const effect = { nodeId: EFFECT, kind: 'effect', title: 'Effect', owner: null } as const;
  createNode(tree, { ...effect, parentId: null }, { by: participantId, origin: 'test' });
  if (isGuarded) tree.meta.set(GUARD_KEY, { what: [GEMEENTE], by: participantId });
  const state = new WatchedValue({ loaded: true, mayWrite, damaged: false });
  const me = { participantId, name: 'Bram', partyId, right: 'edit' } as const;
  return { tree, treeIndex: new TreeIndex(tree), documentState: () => state, me };
}
