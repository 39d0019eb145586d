import { openTree } from '@meemaak/model';
import { createDossier, openProvider, whenSynced } from '@meemaak/test-kit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openServer, type OpenServer } from '../testing/open-server.ts';

let server: OpenServer;
beforeAll(async () => {
  server = await openServer({ metricsPort: 0 });
});
afterAll(() => server.close());

async function read(): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${server.metricsPort}/metrics`);
  expect(response.headers.get('content-type')).toContain('text/plain');
  return response.text();
}

const valueOf = (text: string, name: string) =>
  Number(new RegExp(`^${name}(?:\\{[^}]*\\})? ([\\d.e+-]+)$`, 'm').exec(text)?.[1]);

it('counts lines, rooms, bytes, what is stored and what is refused, and tells nobody’s words', async () => {
  const before = await read();
  const host = await createDossier(server.url, 'Geheime naam', 'Geheime titel');
  const provider = openProvider(host, 'tree');
  await whenSynced(provider);
  openTree(provider.doc).pos.set('geheim', 1);
  const stored = async () => valueOf(await read(), 'meemaak_store_seconds_count');
  await expect.poll(stored).toBeGreaterThan(valueOf(before, 'meemaak_store_seconds_count'));
  const during = await read();
  expect(valueOf(during, 'meemaak_connections')).toBe(valueOf(before, 'meemaak_connections') + 1);
  expect(valueOf(during, 'meemaak_rooms')).toBe(valueOf(before, 'meemaak_rooms') + 1);
  for (const name of ['received_bytes_total', 'sent_bytes_total', 'ack_seconds_count']) {
    const counted = valueOf(during, `meemaak_${name}`) - valueOf(before, `meemaak_${name}`);
    expect(counted, name).toBeGreaterThan(0);
  }
  expect(during).toContain('meemaak_nodejs_eventloop_lag_seconds');
  provider.destroy();
  await expect.poll(async () => valueOf(await read(), 'meemaak_connections')).toBe(0);
  expect(await read()).not.toMatch(/geheim/i);
});

it('shows the numbers on their own port only', async () => {
  const response = await fetch(`${server.url}/metrics`);
  expect(await response.text()).not.toContain('meemaak_rooms');
  const other = await fetch(`http://127.0.0.1:${server.metricsPort}/`);
  expect(other.status).toBe(404);
});
