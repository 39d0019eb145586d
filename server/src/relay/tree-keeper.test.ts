import {
  TreeIndex,
  createNode,
  moveNode,
  openTree,
  seedUpdate,
  type NodeId,
  type ParticipantId,
} from '@meemaak/model';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { keepTree } from './tree-keeper.ts';

const act = { by: 'p-1' as ParticipantId, origin: 'local' };
const [effect, other, third] = ['node-een', 'node-twee', 'node-drie'] as [NodeId, NodeId, NodeId];

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A document with three effects side by side, and a copy for each of some participants. */
function openCopies(count: number): { server: Y.Doc; copies: Y.Doc[] } {
  const server = new Y.Doc();
  Y.applyUpdate(server, seedUpdate('tree'));
  const tree = openTree(server);
  for (const nodeId of [effect, other, third]) {
    createNode(tree, { nodeId, kind: 'effect', title: nodeId, owner: null, parentId: null }, act);
  }
  const copies = Array.from({ length: count }, () => {
    const copy = new Y.Doc();
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(server), 'server');
    return copy;
  });
  return { server, copies };
}

const send = (from: Y.Doc, to: Y.Doc) =>
  Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)), 'client');
const move = (doc: Y.Doc, nodeId: NodeId, parentId: NodeId | null) =>
  moveNode(openTree(doc), { nodeId, parentId }, act);
const parentOf = (doc: Y.Doc, nodeId: NodeId) =>
  new TreeIndex(openTree(doc)).node(nodeId)?.parentId;
const storedParents = (doc: Y.Doc) =>
  Object.fromEntries(
    [...openTree(doc).pos.entries()].map(([id, value]) => [id, (value as { p: string }).p]),
  );

describe('the keeper of the tree', () => {
  it('stores a node where it is shown, some time after two moves made a circle', () => {
    const { server, copies } = openCopies(2);
    const [anna, ben] = copies as [Y.Doc, Y.Doc];
    keepTree(server, (origin) => origin === 'client');
    move(anna, effect, other);
    move(ben, other, effect);
    send(anna, server);
    send(ben, server);
    const shown = [effect, other].map((nodeId) => parentOf(server, nodeId) ?? '');
    const before = storedParents(server);
    expect([before[effect], before[other]]).not.toEqual(shown);
    vi.advanceTimersByTime(2_000);
    const after = storedParents(server);
    expect([after[effect], after[other]]).toEqual(shown);
    expect([effect, other].map((nodeId) => parentOf(server, nodeId) ?? '')).toEqual(shown);
  });

  it('lets the newest of moves stand, whichever client id the old one comes from', () => {
    let staleWon = 0;
    for (let round = 0; round < 20; round += 1) {
      const { server, copies } = openCopies(2);
      const [online, offline] = copies as [Y.Doc, Y.Doc];
      keepTree(server, (origin) => origin === 'client');
      move(offline, third, effect);
      for (const parentId of [other, null, other]) move(online, third, parentId);
      send(online, server);
      send(offline, server);
      if (parentOf(server, third) !== other) staleWon += 1;
    }
    expect(staleWon).toBe(0);
  });

  it('does nothing more once it has stopped', () => {
    const { server, copies } = openCopies(2);
    const [anna, ben] = copies as [Y.Doc, Y.Doc];
    const stop = keepTree(server, (origin) => origin === 'client');
    move(anna, effect, other);
    move(ben, other, effect);
    send(anna, server);
    send(ben, server);
    stop();
    const before = storedParents(server);
    vi.advanceTimersByTime(10_000);
    expect(storedParents(server)).toEqual(before);
  });
});
