import {
  createNode,
  openTree,
  renameNode,
  type DossierId,
  type NodeId,
  type ParticipantId,
  type PartyId,
} from '@meemaak/model';
import type { DossierView, ParticipantView } from '@meemaak/protocol';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { FakeServer } from '../testing/fake-server.ts';
import { applyCopy } from './device-copy.ts';
import { openDossier, type OpenDossier } from './open-dossier.ts';

const nodeId = 'wonen' as NodeId;
const me: ParticipantView = {
  participantId: 'p-noor' as ParticipantId,
  name: 'Noor',
  partyId: 'merendonk' as PartyId,
  right: 'edit',
};
const view: DossierView = {
  dossierId: 'rozenbuurt' as DossierId,
  title: 'Prettig wonen in de Rozenbuurt',
  generation: 1,
  parties: [],
  me: undefined,
};
const act = { by: me.participantId, origin: 'hand' };

let server: FakeServer;
let dossier: OpenDossier;

// Fetched beside the dossier: what comes later than the first line lost is not what is tested.
beforeAll(() => import('./watch-absences.ts'));

beforeEach(async () => {
  vi.useFakeTimers();
  server = new FakeServer();
  vi.stubGlobal('WebSocket', function connect() {
    return server.connect();
  });
  vi.stubGlobal('fetch', async (address: string) => server.giveWhole(address));
  const node = { nodeId, kind: 'effect', title: 'Wonen', owner: null, parentId: null } as const;
  createNode(openTree(server.doc('tree')), node, act);
  dossier = openDossier(view, me);
  await settle();
});

afterEach(() => {
  dossier.room.close();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function settle(): Promise<unknown> {
  return vi.advanceTimersByTimeAsync(5_000);
}

function renameHere(title: string): void {
  expect(renameNode(dossier.room.tree, { nodeId, title }, act).ok).toBe(true);
}

function renameThere(title: string): void {
  expect(renameNode(openTree(server.doc('tree')), { nodeId, title }, act).ok).toBe(true);
}

function loseLine(): void {
  server.isDown = true;
  server.live?.close(1006);
}

async function getLineBack(): Promise<void> {
  server.isDown = false;
  await settle();
  await settle();
  expect(dossier.room.saveState.get()).toEqual({ kind: 'saved' });
}

const listed = () => dossier.absence.clashes.get();

test('[F25] a title that both changed during an absence is listed until it is put away', async () => {
  loseLine();
  renameHere('Goed wonen');
  renameThere('Wonen voor iedereen');
  expect(listed()).toEqual([]);
  await getLineBack();
  expect(listed()).toMatchObject([{ kind: 'fieldChangedTwice', nodeId, mine: 'Goed wonen' }]);
  dossier.absence.putAway('something else');
  expect(listed()).toHaveLength(1);
  dossier.absence.putAway(JSON.stringify(['fieldChangedTwice', nodeId, 'title']));
  expect(listed()).toEqual([]);
});

test('[F25] what was done while the line had gone silent unnoticed counts as well', async () => {
  server.isSilent = true;
  renameHere('Goed wonen');
  renameThere('Wonen voor iedereen');
  await settle();
  server.isSilent = false;
  loseLine();
  await getLineBack();
  expect(listed()).toMatchObject([{ kind: 'fieldChangedTwice', mine: 'Goed wonen' }]);
});

test('[F25] what the server had before the line went is not listed', async () => {
  renameHere('Goed wonen');
  await settle();
  loseLine();
  renameThere('Wonen voor iedereen');
  await getLineBack();
  expect(listed()).toEqual([]);
});

test('[F25] a later clash about the same title takes the place of the first', async () => {
  for (const title of ['Goed wonen', 'Heel goed wonen']) {
    loseLine();
    renameHere(title);
    renameThere(`${title}, zei een ander`);
    await getLineBack();
  }
  expect(listed()).toMatchObject([{ kind: 'fieldChangedTwice', mine: 'Heel goed wonen' }]);
});

test('[F25] the copy that a page starts from is nobody’s work', () => {
  const { doc } = dossier.room.tree;
  const others = openTree(new Y.Doc());
  others.pos.set('buurt', { p: '', o: 'a1', c: 1, h: [] });
  const isLocal: boolean[] = [];
  doc.on('afterTransaction', ({ local }: Y.Transaction) => isLocal.push(local));
  applyCopy(doc, { updates: [Y.encodeStateAsUpdate(others.doc)], marks: new Map() }, 'copy');
  expect(isLocal).toEqual([false]);
});
