import { openTree } from '@meemaak/model';
import {
  HandMadeSocket,
  RunningServer,
  createDossier,
  openProvider,
  syncUrl,
  whenSynced,
  type Script,
} from '@meemaak/test-kit';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));

let server: RunningServer;
let host: Script;
beforeAll(async () => {
  server = await RunningServer.start();
  host = await createDossier(server.url);
});
afterAll(() => server.remove());

describe('a server that is stopped', () => {
  it('[F22] says "later" to everybody, stores what it has and ends within ten seconds', async () => {
    const socket = await HandMadeSocket.open(`${syncUrl(host)}/tree`, { cookie: host.cookie });
    const peer = openProvider(host, 'tree');
    await whenSynced(peer);
    openTree(peer.doc).pos.set('last', 1);
    // The other one saw it, so it is stored; the stop comes right behind it.
    await socket.until(() => socket.heard.find(([kind, sort]) => kind === 0 && sort === 2));
    const startedAt = performance.now();
    const stopped = server.stop();
    expect(await socket.closed).toBe(1012);
    await stopped;
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    peer.destroy();
    await server.run();
    const after = openProvider(host, 'tree');
    await whenSynced(after);
    expect(openTree(after.doc).pos.has('last')).toBe(true);
    after.destroy();
  });

  it('[F12] is the only one on its folder: a second one ends with a sentence', async () => {
    const second = spawn(process.execPath, [MAIN], {
      env: { ...process.env, PORT: '0', DATA_DIR: server.dataDir },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    second.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    const [code] = await once(second, 'close');
    expect(code).toBe(1);
    expect(said).toContain('Another server is using');
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  });

  it('has all faults in its settings named before it ends', async () => {
    const wrong = spawn(process.execPath, [MAIN], {
      env: { ...process.env, PORT: 'many', PUBLIC_URL: 'nowhere', DATA_DIR: server.dataDir },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    wrong.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    const [code] = await once(wrong, 'close');
    expect(code).toBe(1);
    expect(said).toContain('PORT');
    expect(said).toContain('PUBLIC_URL');
  });
});
