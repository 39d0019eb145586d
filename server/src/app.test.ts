import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { request } from 'node:http';
import { LIMITS, OWN_PAGE_HEADER } from '@meemaak/protocol';
import { createDossier, enterDossier, type Script } from '@meemaak/test-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openServer, type OpenServer } from './testing/open-server.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGD4DwABBAEAX+XDSwAAAABJRU5ErkJggg==',
  'base64',
);

let folder = '';
let server: OpenServer;
let url = '';
let host: Script;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'meemaak-app-'));
  const clientDir = join(folder, 'client');
  mkdirSync(join(clientDir, 'assets'), { recursive: true });
  writeFileSync(join(clientDir, 'index.html'), '<!doctype html><title>Meemaak</title>');
  writeFileSync(join(clientDir, 'assets/app-1a2b.js'), 'console.log(1);'.repeat(100));
  writeFileSync(
    join(clientDir, 'assets/app-1a2b.js.br'),
    brotliCompressSync('console.log(1);'.repeat(100)),
  );
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  server = await openServer({ tldrawLicenseKey: 'tldraw-2027/example-key-abc' }, { clientDir });
  url = server.url;
  host = await createDossier(url, 'Bram');
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

function post(
  path: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Promise<Response> {
  const own = { 'content-type': 'application/json', [OWN_PAGE_HEADER]: '1' };
  return fetch(`${url}/api/${path}`, { method: 'POST', headers: { ...own, ...headers }, body });
}

const refusalOf = async (answer: Response): Promise<unknown> => {
  const read: unknown = await answer.json();
  return [answer.status, Reflect.get(Object(read), 'refusal')];
};

describe('entering a dossier', () => {
  it('shows the example on a new server, and everybody its parties', async () => {
    const { dossiers } = await (await fetch(`${url}/api/dossiers`)).json();
    const example = dossiers.find(({ title }: { title: string }) => /Rozenbuurt/.test(title));
    const view = await (await fetch(`${url}/api/dossiers/${example.dossierId}`)).json();
    expect(view.parties.length).toBeGreaterThan(4);
    expect(view.me).toBeUndefined();
  });

  it('gives the maker of a dossier the chair, and keeps who one is in a cookie no script can read', async () => {
    const answer = await post('dossier.create', JSON.stringify({ title: 'Proef', name: 'Noor' }));
    expect(answer.ok).toBe(true);
    const [cookie = ''] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^meemaak=[\w-]{43};/);
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Strict');
    expect(cookie).not.toContain('Secure');
    const { me, parties } = await answer.json();
    expect(me).toMatchObject({ name: 'Noor', right: 'facilitate' });
    const kinds = parties.map(({ kind }: { kind: string }) => kind);
    expect(kinds).toEqual(['municipality', 'provider', 'residents']);
  });

  it('changes who one is here when the same browser enters again', async () => {
    const first = await enterDossier(host, 'Fatma', 'edit');
    const again = await enterDossier(host, 'Fatima', 'read', first);
    const view = async ({ cookie }: Script) =>
      (await fetch(`${url}/api/dossiers/${host.dossierId}`, { headers: { cookie } })).json();
    expect((await view(again)).me).toMatchObject({ name: 'Fatima', right: 'read' });
    expect((await view(first)).me).toMatchObject({ name: 'Fatima', right: 'read' });
    expect((await view(host)).me).toMatchObject({ name: 'Bram', right: 'facilitate' });
  });

  it('says what was not understood, and which dossier or party there is not', async () => {
    expect(await refusalOf(await post('dossier.create', '{"title":""}'))).toEqual([
      400,
      { kind: 'bodyNotUnderstood', fields: ['title', 'name'] },
    ]);
    expect((await post('dossier.create', 'not json')).status).toBe(400);
    const enter = (body: object) => post('participant.enter', JSON.stringify(body));
    const gone = { dossierId: 'nergens', partyId: 'niemand', name: 'Tom' };
    expect(await refusalOf(await enter(gone))).toEqual([404, { kind: 'unknownDossier' }]);
    const here = { ...gone, dossierId: host.dossierId };
    expect(await refusalOf(await enter(here))).toEqual([404, { kind: 'unknownParty' }]);
    expect((await fetch(`${url}/api/dossiers/nergens`)).status).toBe(404);
  });

  it('[T48] takes commands from our own page or a script only', async () => {
    const body = JSON.stringify({ title: 'Proef', name: 'Noor' });
    const bare = await fetch(`${url}/api/dossier.create`, { method: 'POST', body });
    expect(await refusalOf(bare)).toEqual([403, { kind: 'foreignOrigin' }]);
    for (const origin of ['https://evil.example', 'null', 'http://localhost:5173']) {
      const answer = await post('dossier.create', body, { origin });
      expect(await refusalOf(answer), origin).toEqual([403, { kind: 'foreignOrigin' }]);
    }
    expect((await post('dossier.create', body, { origin: url })).ok).toBe(true);
  });

  it('[T43] takes bodies up to a limit, also when they come without a length', async () => {
    const long = JSON.stringify({ title: 'x'.repeat(LIMITS.commandBytes), name: 'Noor' });
    expect(await refusalOf(await post('dossier.create', long))).toEqual([
      413,
      { kind: 'bodyTooLarge' },
    ]);
    expect(await postInChunks('/api/dossier.create', LIMITS.commandBytes * 10)).toBe(413);
  });

  it('gives the key of the canvas to whoever asks, because it is public', async () => {
    expect(await (await fetch(`${url}/api/config`)).json()).toEqual({
      tldrawLicenseKey: 'tldraw-2027/example-key-abc',
    });
  });
});

describe('pictures', () => {
  const picturesOf = ({ dossierId }: Script) => `dossiers/${dossierId}/assets`;
  const add = (script: Script, bytes: Uint8Array<ArrayBuffer>) =>
    post(picturesOf(host), bytes, { cookie: script.cookie, 'content-type': 'image/png' });

  it('[T28] come back as they were, to participants, and can do nothing by themselves', async () => {
    const added = await add(host, new Uint8Array(PNG));
    const { assetId } = await added.json();
    const path = `${url}/api/${picturesOf(host)}/${assetId}`;
    const answer = await fetch(path, { headers: { cookie: host.cookie } });
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(PNG);
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(answer.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('cache-control')).toContain('private');
    expect((await fetch(path)).status).toBe(401);
    const stranger = await createDossier(url, 'Vreemde');
    expect((await fetch(path, { headers: { cookie: stranger.cookie } })).status).toBe(401);
  });

  it('[T28] are judged by their bytes: no SVG, no page, whatever the sender calls them', async () => {
    for (const words of [
      '<svg xmlns="http://www.w3.org/2000/svg"/>',
      '<!doctype html>',
      '',
      'GIF',
    ]) {
      const answer = await add(host, new TextEncoder().encode(words));
      expect(await refusalOf(answer), words).toEqual([415, { kind: 'unsupportedPicture' }]);
    }
  });

  it('[T09] are added by those who may, up to a size', async () => {
    const reader = await enterDossier(host, 'Griffier', 'read');
    const refused = await add(reader, new Uint8Array(PNG));
    expect(await refusalOf(refused)).toEqual([
      403,
      { kind: 'notAllowed', right: 'read', action: 'asset.add' },
    ]);
    const large = new Uint8Array(LIMITS.assetBytes + 1);
    large.set(PNG);
    expect((await add(host, large)).status).toBe(413);
  });

  it('[T34] are found by their id and by nothing else', async () => {
    for (const id of ['..%2f..%2fmeemaak.sqlite', 'x', 'a'.repeat(64), `${'a'.repeat(63)}%00`]) {
      const path = `${url}/api/${picturesOf(host)}/${id}`;
      const answer = await fetch(path, { headers: { cookie: host.cookie } });
      expect(answer.status, id).toBe(404);
    }
  });
});

describe('the built client', () => {
  it('gives its page at every address of its own, and asks for it anew', async () => {
    for (const path of ['/', `/d/${host.dossierId}`]) {
      const answer = await fetch(url + path);
      expect(answer.status).toBe(200);
      expect(await answer.text()).toContain('<title>Meemaak</title>');
      expect(answer.headers.get('cache-control')).toBe('no-cache');
    }
    const etag = (await fetch(url)).headers.get('etag') ?? '';
    const again = await fetch(url, { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
  });

  it('keeps its scripts for ever, small on the line', async () => {
    const headers = { 'accept-encoding': 'br' };
    const answer = await fetch(`${url}/assets/app-1a2b.js`, { headers });
    expect(answer.headers.get('cache-control')).toContain('immutable');
    expect(answer.headers.get('content-encoding')).toBe('br');
    expect(answer.headers.get('vary')).toContain('Accept-Encoding');
    expect(answer.headers.get('content-type')).toContain('javascript');
    expect(await answer.text()).toContain('console.log');
    const plain = await fetch(`${url}/assets/app-1a2b.js`, {
      headers: { 'accept-encoding': 'identity' },
    });
    expect(plain.headers.get('content-encoding')).toBeNull();
  });

  it('says that a missing script is missing, and never gives the page for it', async () => {
    const answer = await fetch(`${url}/assets/app-old.js`);
    expect(answer.status).toBe(404);
    expect(await answer.text()).not.toContain('<title>');
  });

  it('[T34] gives nothing outside its folder', async () => {
    for (const path of [
      '/assets/../../secret.txt',
      '/%2e%2e/secret.txt',
      '/assets/..%2f..%2fsecret.txt',
    ]) {
      expect(await getRaw(path), path).not.toContain('secret');
    }
  });

  it('says on every answer what the browser may do with it', async () => {
    for (const path of ['/', '/assets/app-1a2b.js', '/api/dossiers', '/healthz', '/nergens']) {
      const { headers } = await fetch(url + path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy, path).toContain("script-src 'self'");
      expect(/script-src[^;]*unsafe/.test(policy), path).toBe(false);
      expect(policy, path).toContain("frame-ancestors 'none'");
      expect(headers.get('x-content-type-options'), path).toBe('nosniff');
      expect(headers.get('referrer-policy'), path).toBe('no-referrer');
      expect(headers.get('cross-origin-opener-policy'), path).toBe('same-origin');
      expect(headers.get('permissions-policy'), path).toContain('camera=()');
    }
  });
});

it('says that it lives and that it can store', async () => {
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
});

/** No line of an earlier request, which the server may be closing. */
const ownLine = () => ({ port: server.port, host: '127.0.0.1', agent: false }) as const;

/** As no browser would write it: the path goes out as it is. */
function getRaw(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request({ ...ownLine(), path }, (answer) => {
      let text = '';
      answer.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      answer.on('end', () => resolve(text));
    });
    asked.on('error', reject);
    asked.end();
  });
}

function postInChunks(path: string, bytes: number): Promise<number> {
  return new Promise((resolve) => {
    const headers = { 'content-type': 'application/json', [OWN_PAGE_HEADER]: '1' };
    const asked = request({ ...ownLine(), method: 'POST', path, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    // The server may stop listening before everything is said.
    asked.on('error', () => {});
    for (let sent = 0; sent < bytes; sent += 1024) asked.write('x'.repeat(1024));
    asked.end();
  });
}
