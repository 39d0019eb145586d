import {
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
  appendFileSync,
  readFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTree } from '@meemaak/model';
import { CLOSE_CODES } from '@meemaak/protocol';
import {
  HandMadeSocket,
  RunningServer,
  createDossier,
  openProvider,
  syncUrl,
  whenSynced,
  type Script,
} from '@meemaak/test-kit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connect } from '../database/open.ts';
import { backUp, restore } from './backup.ts';

let folder = '';
let server: RunningServer;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'meemaak-backup-'));
  server = await RunningServer.start();
});
afterEach(async () => {
  await server.remove();
  rmSync(folder, { recursive: true, force: true });
});

async function generationOf({ serverUrl, dossierId }: Script): Promise<number> {
  const response = await fetch(`${serverUrl}/api/dossiers/${dossierId}`);
  const view = (await response.json()) as { readonly generation: number };
  return view.generation;
}

describe('a backup', () => {
  it('[F32] of a running server is one moment of it, and put back it begins a new life', async () => {
    const host = await createDossier(server.url);
    const writer = openProvider(host, 'tree');
    await whenSynced(writer);
    const watcher = await HandMadeSocket.open(`${syncUrl(host)}/tree`, { cookie: host.cookie });
    for (let at = 0; at < 200; at += 1) openTree(writer.doc).pos.set(`early-${at}`, 1);
    const isTold = () =>
      watcher.heard.filter(([kind, sort]) => kind === 0 && sort === 2).length >= 200;
    await watcher.until(() => (isTold() ? true : undefined));
    // Somebody goes on writing while it is made.
    for (let at = 0; at < 200; at += 1) openTree(writer.doc).pos.set(`later-${at}`, 1);
    const made = backUp(server.dataDir, join(folder, 'one'));
    expect(made).toMatchObject({ ok: true });
    writer.destroy();
    watcher.end();

    await server.stop();
    for (const name of readdirSync(server.dataDir)) {
      rmSync(join(server.dataDir, name), { recursive: true });
    }
    expect(restore(join(folder, 'one'), server.dataDir)).toMatchObject({ ok: true });
    await server.run();
    const generation = await generationOf(host);
    expect(generation).toBeGreaterThan(1);
    const old = await HandMadeSocket.open(`${syncUrl(host)}/tree`, { cookie: host.cookie });
    expect(await old.closed).toBe(CLOSE_CODES.otherGeneration);
    const reader = await HandMadeSocket.open(`${syncUrl(host)}/tree?generation=${generation}`, {
      cookie: host.cookie,
    });
    reader.say(new Uint8Array([0, 0, 1, 0]));
    await reader.until(() => reader.heard.find(([kind, sort]) => kind === 0 && sort === 1));
    reader.end();
    const response = await fetch(`${server.url}/api/dossiers/${host.dossierId}/documents/tree`, {
      headers: { cookie: host.cookie },
    });
    const text = Buffer.from(await response.arrayBuffer()).toString('latin1');
    for (let at = 0; at < 200; at += 1) expect(text).toContain(`early-${at}`);
  });

  it('[X14] put back twice begins two lives: what was written in the first never mixes with the second', async () => {
    await createDossier(server.url);
    expect(backUp(server.dataDir, join(folder, 'one'))).toMatchObject({ ok: true });
    const lives: number[] = [];
    for (const name of ['a', 'b']) {
      const dataDir = join(folder, name);
      expect(restore(join(folder, 'one'), dataDir)).toMatchObject({ ok: true });
      const sql = connect(dataDir);
      lives.push(
        Number(sql.prepare('SELECT max(generation) AS life FROM dossiers').get()?.['life']),
      );
      sql.close();
      const before = Date.now();
      await vi.waitUntil(() => Date.now() > before);
    }
    expect(lives[0]).toBeGreaterThan(1);
    expect(lives[1]).toBeGreaterThan(lives[0] ?? Infinity);
  });

  it('is refused in words where there is nothing, something else, or something spoiled', async () => {
    await createDossier(server.url);
    const one = join(folder, 'one');
    expect(backUp(join(folder, 'nowhere'), one)).toMatchObject({
      refusal: { kind: 'nothingToBackUp' },
    });
    expect(backUp(server.dataDir, one)).toMatchObject({ ok: true });
    expect(backUp(server.dataDir, one)).toMatchObject({ refusal: { kind: 'folderNotEmpty' } });
    expect(restore(one, server.dataDir)).toMatchObject({ refusal: { kind: 'folderNotEmpty' } });
    expect(restore(folder, join(folder, 'new'))).toMatchObject({ refusal: { kind: 'notABackup' } });
    const manifest = join(one, 'manifest.json');
    const whole = readFileSync(manifest, 'utf8');
    writeFileSync(manifest, whole.replace('meemaak.sqlite', '../meemaak.sqlite'));
    expect(restore(one, join(folder, 'new'))).toMatchObject({ refusal: { kind: 'notABackup' } });
    writeFileSync(manifest, whole);
    appendFileSync(join(one, 'meemaak.sqlite'), 'x');
    expect(restore(one, join(folder, 'new'))).toMatchObject({
      refusal: { kind: 'spoiledFile', path: 'meemaak.sqlite' },
    });
  });
});
