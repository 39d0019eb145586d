import { Random, WIRE_ORIGIN, createDocs, treeSeed } from '@meemaak/test-kit';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { openTree } from '../documents/tree-document.ts';
import type { NodeId, ParticipantId } from '../ids.ts';
import { moveNode } from './move.ts';
import { readPosition } from './position.ts';
import { repairMoves } from './repair.ts';
import { settle } from './settle.ts';

const id = (name: string) => name as NodeId;
const act = { by: 'fatma' as ParticipantId, origin: 'fatma' };
const parents = ['wonen', 'buurt', 'zorg', 'sport', 'school'].map(id);
const leaves = ['glas', 'daken', 'muren'].map(id);
const seed = treeSeed({
  wonen: { glas: {}, daken: {}, muren: {} },
  buurt: {},
  zorg: {},
  sport: {},
  school: {},
});

function openServer(random: Random, mayRepair = true) {
  const [doc] = createDocs(1, random, seed);
  if (doc === undefined) throw new Error('There is no server.');
  const tree = openTree(doc);
  const repairs = { count: 0 };
  tree.pos.observe((event) => {
    if (!mayRepair || event.transaction.origin !== WIRE_ORIGIN) return;
    repairs.count += repairMoves(tree, event, 'repair').length;
  });
  const receive = (update: Uint8Array) => Y.applyUpdate(doc, update, WIRE_ORIGIN);
  const parentOf = (nodeId: NodeId) => readPosition(tree.pos.get(nodeId)).parentId;
  return { doc, tree, receive, repairs, parentOf };
}

/** In how many of 150 runs a stale move made offline beats three newer ones. */
function countStaleWins(mayRepair: boolean, staleArrives: 'last' | 'first'): number {
  let staleWins = 0;
  for (let run = 0; run < 150; run += 1) {
    const random = new Random(run);
    const [online, offline] = createDocs(2, random, seed);
    if (online === undefined || offline === undefined) throw new Error('Nobody is there.');
    const server = openServer(random, mayRepair);
    moveNode(openTree(offline), { nodeId: id('glas'), parentId: id('buurt') }, act);
    for (const parentId of ['zorg', 'sport', 'school'].map(id)) {
      moveNode(openTree(online), { nodeId: id('glas'), parentId }, act);
    }
    const updates = [online, offline].map((doc) => Y.encodeStateAsUpdate(doc));
    for (const update of staleArrives === 'last' ? updates : updates.toReversed()) {
      server.receive(update);
    }
    if (server.parentOf(id('glas')) === 'buurt') staleWins += 1;
  }
  return staleWins;
}

describe('repairing', () => {
  it('[invariant 8] lets the latest of unaware moves stand, whoever arrives first', () => {
    const without = countStaleWins(false, 'last') + countStaleWins(false, 'first');
    console.log(`a stale move beats three newer ones in ${without} of 300 runs without repair`);
    expect(without).toBeGreaterThan(75);
    expect(countStaleWins(true, 'last')).toBe(0);
    expect(countStaleWins(true, 'first')).toBe(0);
  });

  it('[invariant 8] never reverts a write that knew, also when its counter is lower', () => {
    const random = new Random(8);
    const [client] = createDocs(1, random, seed);
    if (client === undefined) throw new Error('Nobody is there.');
    const server = openServer(random);
    const tree = openTree(client);
    tree.pos.set('wonen', { p: 'glas', o: 'a0', c: 90, h: [] });
    server.receive(Y.encodeStateAsUpdate(client));
    // Settling writes the old place of the displaced node, with the counter of that place.
    expect(settle(tree, 'settle').displacedIds).toEqual(['wonen']);
    expect(readPosition(tree.pos.get('wonen')).counter).toBe(0);
    server.receive(Y.encodeStateAsUpdate(client));
    expect(server.repairs.count).toBe(0);
    expect(server.parentOf(id('wonen'))).toBeNull();
  });

  it('[invariant 8] does both in 400 traces of three clients, and all end the same', () => {
    let repairCount = 0;
    let checkCount = 0;
    for (let trace = 1; trace <= 400; trace += 1) {
      const outcome = runTrace(new Random(trace));
      repairCount += outcome.repairCount;
      checkCount += outcome.checkCount;
    }
    console.log(`seeds 1 to 400: ${checkCount} moves judged, ${repairCount} repaired`);
    expect(repairCount).toBeGreaterThan(100);
  });
});

/** A value that was written, with all that its writer knew: the second hand's own book-keeping. */
interface Write {
  readonly value: string;
  readonly known: ReadonlySet<string>;
}

/** Three clients and a server; updates arrive one by one, each sender's in order. */
function runTrace(random: Random): { repairCount: number; checkCount: number } {
  const server = openServer(random);
  const clients = createDocs(3, random, seed);
  const toServer = clients.map((): { update: Uint8Array; nodeId: NodeId }[] => []);
  const toClients = clients.map((): Uint8Array[] => []);
  const writes = new Map<string, Write>();
  let checkCount = 0;
  server.doc.on('update', (update: Uint8Array) => {
    for (const queue of toClients) queue.push(update);
  });

  const move = (at: number) => {
    const doc = clients[at];
    const [nodeId, parentId] = [random.pick(leaves), random.pick(parents)];
    if (doc === undefined || nodeId === undefined || parentId === undefined) return;
    const tree = openTree(doc);
    const before = JSON.stringify(tree.pos.get(nodeId));
    const stateVector = Y.encodeStateVector(doc);
    moveNode(tree, { nodeId, parentId }, { ...act, drawDigits: random.digits });
    const value = JSON.stringify(tree.pos.get(nodeId));
    writes.set(value, { value, known: new Set([before, ...(writes.get(before)?.known ?? [])]) });
    toServer[at]?.push({ update: Y.encodeStateAsUpdate(doc, stateVector), nodeId });
  };
  const arrive = (at: number) => {
    const letter = toServer[at]?.shift();
    const doc = clients[at];
    if (letter === undefined || doc === undefined) return;
    const { nodeId, update } = letter;
    const before = JSON.stringify(server.tree.pos.get(nodeId));
    const sent = writtenIn(update, nodeId);
    server.receive(update);
    const after = JSON.stringify(server.tree.pos.get(nodeId));
    const isInformed = writes.get(sent)?.known.has(before) === true;
    checkCount += 1;
    expect((isInformed ? [sent] : latest(before, sent)).map(placeOf)).toContain(placeOf(after));
    if (writes.has(after) || after === before) return;
    const known = [before, sent, ...(writes.get(before)?.known ?? [])];
    writes.set(after, {
      value: after,
      known: new Set([...known, ...(writes.get(sent)?.known ?? [])]),
    });
  };
  const hear = (at: number) => {
    const [doc, update] = [clients[at], toClients[at]?.shift()];
    if (doc !== undefined && update !== undefined) Y.applyUpdate(doc, update, WIRE_ORIGIN);
  };

  for (let count = 0; count < 40; count += 1) {
    random.pick([move, arrive, hear])?.(random.below(3));
  }
  while ([...toServer, ...toClients].some((queue) => queue.length > 0)) {
    random.pick([arrive, hear])?.(random.below(3));
  }
  for (const doc of clients) {
    expect(doc.getMap('pos').toJSON()).toEqual(server.tree.pos.toJSON());
  }
  return { repairCount: server.repairs.count, checkCount };
}

/** The one value for this node in an update. */
function writtenIn(update: Uint8Array, nodeId: NodeId): string {
  const { structs } = Y.decodeUpdate(update);
  const contents = structs.flatMap((struct) =>
    struct instanceof Y.Item ? struct.content.getContent() : [],
  );
  if (contents.length !== 1) throw new Error(`Not one write for ${nodeId}.`);
  return JSON.stringify(contents[0]);
}

function placeOf(value: string): string {
  const { parentId, orderKey } = readPosition(JSON.parse(value));
  return `${parentId} ${orderKey}`;
}

/** With equal counters, what Yjs kept stands: either is right. */
function latest(before: string, sent: string): string[] {
  const counterOf = (value: string) => readPosition(JSON.parse(value)).counter;
  const difference = counterOf(sent) - counterOf(before);
  if (difference === 0) return [before, sent];
  return [difference > 0 ? sent : before];
}
