import {
  createDossier,
  enterDossier,
  openProvider,
  whenSynced,
  type Script,
} from '@meemaak/test-kit';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openServer, type OpenServer } from '../testing/open-server.ts';

let server: OpenServer;
let host: Script;
const lines: ReturnType<typeof openProvider>[] = [];

beforeAll(async () => {
  server = await openServer();
  host = await createDossier(server.url);
});
afterAll(async () => {
  for (const line of lines) line.destroy();
  await server.close();
});

const askWriters = (dossierId: string, cookie?: string): Promise<Response> =>
  fetch(`${server.url}/api/dossiers/${dossierId}/writers`, {
    headers: cookie === undefined ? {} : { cookie },
  });

/** Writes a letter; resolves with the client id that it was written under. */
async function write(script: Script): Promise<number> {
  const provider = openProvider(script, 'tree');
  await whenSynced(provider);
  const { clientID } = provider.doc;
  provider.doc.getMap('nodes').set(`n-${String(clientID)}`, 1);
  lines.push(provider);
  return clientID;
}

describe('who wrote, by party', () => {
  it('names each client id under the party of who wrote with it, and no person', async () => {
    const fatma = await enterDossier(host, 'Fatma', 'edit');
    const mine = await write(host);
    const theirs = await write(fatma);
    await vi.waitFor(async () => {
      const { writers } = await (await askWriters(host.dossierId, host.cookie)).json();
      const ids = writers.flatMap(({ clientIds }: { clientIds: number[] }) => clientIds);
      expect(ids).toEqual(expect.arrayContaining([mine, theirs]));
    });
    const text = await (await askWriters(host.dossierId, fatma.cookie)).text();
    expect(text).not.toMatch(/Fatma|participant/);
  });

  it('[T13] is for those who have entered this dossier', async () => {
    const elsewhere = await createDossier(server.url, 'Tom');
    for (const cookie of [undefined, 'meemaak=niemand', elsewhere.cookie]) {
      expect((await askWriters(host.dossierId, cookie)).status).toBe(401);
    }
    expect((await askWriters('nergens', host.cookie)).status).toBe(401);
    expect((await askWriters('../x', host.cookie)).ok).toBe(false);
  });
});
