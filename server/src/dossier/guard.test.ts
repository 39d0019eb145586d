import { createNode, newId, openTree, readGuard, renameNode, type NodeId } from '@meemaak/model';
import { CLOSE_CODES, OWN_PAGE_HEADER } from '@meemaak/protocol';
import { FramePeer, createDossier, enterDossier, until, type Script } from '@meemaak/test-kit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openServer, type OpenServer } from '../testing/open-server.ts';

let server: OpenServer;
let host: Script;
let provider: Script;
const peers: FramePeer[] = [];

beforeEach(async () => {
  server = await openServer();
  host = await createDossier(server.url, 'Bram');
  provider = await enterDossier(host, 'Fatma');
});
afterEach(async () => {
  for (const peer of peers.splice(0)) peer.disconnect();
  await server.close();
});

async function setGuard(who: Script, isOn: unknown): Promise<[number, unknown]> {
  const answer = await fetch(`${server.url}/api/dossier.guard`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [OWN_PAGE_HEADER]: '1', cookie: who.cookie },
    body: JSON.stringify({ dossierId: host.dossierId, isOn }),
  });
  return [answer.status, await answer.json()];
}

async function open(who: Script): Promise<FramePeer> {
  const peer = new FramePeer(who, 'tree');
  peers.push(peer);
  await peer.connect();
  await until('it is synced', () => peer.isSynced);
  return peer;
}

const act = { by: null as never, origin: 'test' };
const effect = { nodeId: newId<NodeId>(), kind: 'effect', owner: null, parentId: null } as const;

describe('keeping WHAT and HOW apart', () => {
  it('[P6] is said by a facilitator, seen by everybody at once, and outlives the server’s memory', async () => {
    const watcher = await open(provider);
    expect(readGuard(openTree(watcher.doc))).toBeNull();
    expect(await setGuard(host, true)).toEqual([200, { isOn: true }]);
    await until('it is seen', () => readGuard(openTree(watcher.doc)) !== null);
    expect(readGuard(openTree(watcher.doc))?.whatIds).toHaveLength(1);
    expect((await open(provider)).doc.getMap('meta').has('guard')).toBe(true);
    expect(await setGuard(host, false)).toEqual([200, { isOn: false }]);
    await until('it is off', () => readGuard(openTree(watcher.doc)) === null);
  });

  it('[T09] [P6] is refused to whoever may only edit, to strangers, and to what is no yes or no', async () => {
    const [editor, notOn] = await setGuard(provider, true);
    expect([editor, Reflect.get(Object(notOn), 'refusal')]).toEqual([
      403,
      { kind: 'notAllowed', right: 'edit', action: 'dossier.facilitate' },
    ]);
    expect((await setGuard({ ...host, cookie: '' }, true))[0]).toBe(401);
    expect((await setGuard(host, 'yes'))[0]).toBe(400);
    expect(readGuard(openTree((await open(host)).doc))).toBeNull();
  });

  it('[P6] has the server refuse what crosses the line, by its name, and nobody else sees it', async () => {
    const town = await open(host);
    createNode(openTree(town.doc), { ...effect, title: 'Prettig wonen' }, act);
    await until('it is saved', () => town.isSaved);
    await setGuard(host, true);
    const crossing = await open(provider);
    const change = { nodeId: effect.nodeId, title: 'Iets anders' };
    expect(renameNode(openTree(crossing.doc), change, act).ok).toBe(true);
    await until('it is closed', () => crossing.closeCode !== undefined);
    expect(crossing.closeCode).toBe(CLOSE_CODES.acrossTheLine);
    const after = await open(provider);
    const record = openTree(after.doc).nodes.get(effect.nodeId);
    expect(JSON.stringify(record)).toContain('Prettig wonen');
    // The municipality goes on.
    renameNode(openTree(town.doc), { nodeId: effect.nodeId, title: 'Prettig samen wonen' }, act);
    await until('it is saved', () => town.isSaved);
    expect(town.closeCode).toBeUndefined();
  });
});
