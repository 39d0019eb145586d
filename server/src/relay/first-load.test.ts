import { openTree } from '@meemaak/model';
import { createDossier, openProvider, whenSynced, type Script } from '@meemaak/test-kit';
import * as decoding from 'lib0/decoding';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { openServer, type OpenServer } from '../testing/open-server.ts';

let server: OpenServer;
let host: Script;
beforeAll(async () => {
  server = await openServer();
  host = await createDossier(server.url);
});
afterAll(() => server.close());

const load = (document: string, headers: Record<string, string> = {}, script = host) =>
  fetch(`${script.serverUrl}/api/dossiers/${script.dossierId}/documents/${document}`, {
    headers: { cookie: script.cookie, ...headers },
  });

async function readDoc(response: Response): Promise<Y.Doc> {
  const decoder = decoding.createDecoder(new Uint8Array(await response.arrayBuffer()));
  const doc = new Y.Doc();
  while (decoding.hasContent(decoder)) Y.applyUpdate(doc, decoding.readVarUint8Array(decoder));
  return doc;
}

describe('a whole document over HTTP', () => {
  it('is what a provider is given, in every coding, and says which state it is', async () => {
    const provider = openProvider(host, 'tree');
    await whenSynced(provider);
    for (let at = 0; at < 50; at += 1) openTree(provider.doc).pos.set(`n${at}`, 'x'.repeat(100));
    await expect.poll(async () => (await readDoc(await load('tree'))).getMap('pos').size).toBe(50);
    for (const coding of ['br', 'gzip', 'identity']) {
      const response = await load('tree', { 'accept-encoding': coding });
      const named = coding === 'identity' ? null : coding;
      expect(response.headers.get('content-encoding')).toBe(named);
      expect(response.headers.get('cache-control')).toBe('no-store');
      const doc = await readDoc(response);
      expect(Y.encodeStateVector(doc)).toEqual(Y.encodeStateVector(provider.doc));
    }
    const etag = (await load('tree')).headers.get('etag') ?? '';
    expect((await load('tree', { 'if-none-match': etag })).status).toBe(304);
    openTree(provider.doc).pos.set('later', 1);
    await expect.poll(async () => (await load('tree', { 'if-none-match': etag })).status).toBe(200);
    provider.destroy();
  });

  it('[T11] [T13] is for whoever may read it, and for nobody else', async () => {
    const other = await createDossier(host.serverUrl);
    expect((await load('tree', { cookie: '' })).status).toBe(401);
    expect((await load('tree', { cookie: other.cookie })).status).toBe(403);
    expect((await load('nothing')).status).toBe(404);
  });
});
