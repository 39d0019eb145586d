import type { DocumentName, DossierId, ParticipantId, PartyId, Right } from '@meemaak/model';
import type { DossierView, ParticipantView } from '@meemaak/protocol';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FakeServer } from '../testing/fake-server.ts';
import type { DocumentState } from './dossier-room.ts';
import { openDossier, type OpenDossier } from './open-dossier.ts';

const view: DossierView = {
  dossierId: 'rozenbuurt' as DossierId,
  title: 'Prettig wonen in de Rozenbuurt',
  generation: 1,
  parties: [
    {
      partyId: 'merendonk' as PartyId,
      name: 'Gemeente Merendonk',
      shortName: 'Gemeente',
      kind: 'municipality',
      colour: 'blue',
    },
  ],
  me: undefined,
};

let server: FakeServer;
const opened: OpenDossier[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  server = new FakeServer();
  vi.stubGlobal('WebSocket', function connect() {
    return server.connect();
  });
  vi.stubGlobal('fetch', async (address: string) => server.giveWhole(address));
});

afterEach(() => {
  for (const { room } of opened.splice(0)) room.close();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function open(name = 'noor', right: Right = 'edit'): Promise<OpenDossier> {
  const me: ParticipantView = {
    participantId: `p-${name}` as ParticipantId,
    name,
    partyId: 'merendonk' as PartyId,
    right,
  };
  const dossier = openDossier(view, me);
  opened.push(dossier);
  await settle();
  return dossier;
}

function settle(): Promise<unknown> {
  return vi.advanceTimersByTimeAsync(500);
}

test('four documents over one socket, all written under one client id', async () => {
  const { room } = await open();
  const docs = [room.narrative.doc, room.tree.doc, room.board.doc];
  expect(new Set([...docs.map(({ clientID }) => clientID), room.awareness.clientID]).size).toBe(1);
  expect(server.sockets).toHaveLength(1);
  expect(server.opens).toBe(4);
  expect(room.saveState.get()).toEqual({ kind: 'saved' });
  expect(room.documentState('narrative').get()).toEqual({
    loaded: true,
    mayWrite: true,
    damaged: false,
  });
});

test('a device that holds nothing fetches each document once, and is not sent it again', async () => {
  server.doc('tree').getMap('pos').set('early', 'x'.repeat(10_000));
  const { room } = await open();
  expect(server.givenWhole.toSorted()).toEqual(['board', 'narrative', 'talk', 'tree']);
  expect(room.tree.pos.has('early')).toBe(true);
  expect(room.saveState.get()).toEqual({ kind: 'saved' });
  const another = await open('fatma');
  another.room.tree.pos.set('later', 1);
  await settle();
  expect(room.tree.pos.has('later')).toBe(true);
});

test('where that fails, or is of another life of the dossier, the socket brings all of it', async () => {
  for (const give of [
    () => Promise.reject(new TypeError('Failed to fetch')),
    async () => new Response(null, { status: 500 }),
    async () => new Response(new Uint8Array([9, 9]), { headers: { 'x-meemaak-generation': '1' } }),
    async () => new Response(new Uint8Array([1, 2]), { headers: { 'x-meemaak-generation': '2' } }),
  ]) {
    vi.stubGlobal('fetch', give);
    const { room } = await open();
    expect(room.documentState('tree').get().loaded).toBe(true);
    expect(room.saveState.get()).toEqual({ kind: 'saved' });
  }
});

test('[F36] a document of which nothing could be read is damaged, and nothing else with it', async () => {
  server.unreadableDocuments.add('tree');
  const { room } = await open();
  const stateOf = (document: DocumentName) => room.documentState(document).get();
  expect(stateOf('tree')).toEqual({ loaded: false, mayWrite: false, damaged: true });
  expect(stateOf('narrative')).toEqual({ loaded: true, mayWrite: true, damaged: false });
});

test('[F36] a damaged document is not said to be unreadable before all that is left of it came', async () => {
  server.doc('tree');
  server.unreadableDocuments.add('tree');
  const opening = open();
  const tree = opened.at(-1)?.room.documentState('tree');
  const seen: (DocumentState | undefined)[] = [];
  tree?.subscribe(() => seen.push(tree.get()));
  await opening;
  expect(seen.at(-1)).toEqual({ loaded: true, mayWrite: false, damaged: true });
  expect(seen).not.toContainEqual({ loaded: false, mayWrite: false, damaged: true });
});

test('[F23] every page writes under a client id of its own', async () => {
  const [one, other] = [await open(), await open()];
  expect(one.room.awareness.clientID).not.toBe(other.room.awareness.clientID);
});

test('[I6] a deletion is unsaved until the server acknowledges it, though no state vector tells', async () => {
  const { room } = await open();
  const words = room.narrative.doc.getText('words');
  words.insert(0, 'weg ermee');
  await settle();
  expect(room.saveState.get()).toEqual({ kind: 'saved' });
  server.holdsAcks = true;
  words.delete(0, 3);
  await settle();
  expect(room.saveState.get()).toEqual({ kind: 'saving' });
  server.live?.close(1006);
  expect(room.saveState.get()).toEqual({ kind: 'offline', unsaved: true });
  server.holdsAcks = false;
  await vi.advanceTimersByTimeAsync(2000);
  expect(room.saveState.get()).toEqual({ kind: 'saved' });
});

test('changes of somebody else are not ours to save', async () => {
  const { room } = await open();
  const other = await open('fatma');
  server.holdsAcks = true;
  other.room.tree.doc.getText('words').insert(0, 'van Fatma');
  await settle();
  expect(room.tree.doc.getText('words').toJSON()).toBe('van Fatma');
  expect(room.saveState.get()).toEqual({ kind: 'saved' });
});

test('who may only read sees that, and may do nothing', async () => {
  server.right = 'read';
  const { room } = await open('griffier', 'read');
  expect(room.saveState.get()).toEqual({ kind: 'readOnly' });
  expect(room.documentState('tree').get()).toMatchObject({ loaded: true, mayWrite: false });
  expect([room.may('tree.edit'), room.may('asset.add'), room.may('dossier.read')]).toEqual([
    false,
    false,
    true,
  ]);
});

test('[F27] contents of a later shape are not opened: an old editor would destroy them', async () => {
  server.doc('narrative').getMap('meta').set('schema', 999);
  const { room } = await open();
  expect(room.documentState('narrative').get()).toMatchObject({ loaded: false, mayWrite: false });
  expect(room.saveState.get()).toEqual({ kind: 'stopped', reason: 'outdated', unsaved: false });
});

test('[F26] without a database on the device it goes on in memory, and says so', async () => {
  const { room, keepsCopy } = await open();
  expect(keepsCopy.get()).toBe(false);
  expect(room.saveState.get()).toEqual({ kind: 'saved' });
});

test('a value that is watched keeps its reference until it changes', async () => {
  const { room } = await open();
  const before = room.saveState.get();
  const told = vi.fn<() => void>();
  room.saveState.subscribe(told);
  server.doc('tree').getText('words').insert(0, 'elders');
  await settle();
  expect(room.saveState.get()).toBe(before);
  expect(told).not.toHaveBeenCalled();
});
