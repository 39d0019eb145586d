import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'meemaak-settings-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function faultsOf(env: Record<string, string>): Promise<readonly string[]> {
  const read = await readConfig({ DATA_DIR: folder, ...env });
  return read.ok ? [] : read.refusal.faults;
}

describe('settings', () => {
  it('need nothing but room for one folder: loopback, port 3000', async () => {
    expect(await readConfig({ DATA_DIR: folder })).toEqual({
      ok: true,
      value: {
        port: 3000,
        metricsPort: undefined,
        host: '127.0.0.1',
        dataDir: folder,
        publicUrl: undefined,
        scrubHours: 24,
        tldrawLicenseKey: undefined,
      },
    });
  });

  it('are taken as given, and the folder is made', async () => {
    const key = 'tldraw-2027-01-01/WyJhIl0.abcdefgh';
    const read = await readConfig({
      PORT: '8080',
      METRICS_PORT: '9100',
      HOST: '0.0.0.0',
      DATA_DIR: join(folder, 'srv', 'meemaak'),
      PUBLIC_URL: 'https://meemaak.example.nl/',
      SCRUB_HOURS: '0.5',
      TLDRAW_LICENSE_KEY: key,
    });
    expect(read).toEqual({
      ok: true,
      value: {
        port: 8080,
        metricsPort: 9100,
        host: '0.0.0.0',
        dataDir: join(folder, 'srv', 'meemaak'),
        publicUrl: 'https://meemaak.example.nl',
        scrubHours: 0.5,
        tldrawLicenseKey: key,
      },
    });
  });

  it('have all their faults named at once', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const faults = await faultsOf({
      PORT: '80a',
      METRICS_PORT: '-1',
      HOST: 'a b',
      DATA_DIR: join(file, 'data'),
      PUBLIC_URL: 'meemaak.example.nl/pad',
      SCRUB_HOURS: 'nightly',
      TLDRAW_LICENSE_KEY: '<script>',
    });
    expect(faults.map((fault) => fault.split(' ')[0])).toEqual([
      'PORT',
      'METRICS_PORT',
      'HOST',
      'DATA_DIR',
      'PUBLIC_URL',
      'SCRUB_HOURS',
      'TLDRAW_LICENSE_KEY',
    ]);
  });

  it('[T42] refuse a public address with a path, a query or another scheme', async () => {
    for (const url of ['https://a.nl/x', 'https://a.nl/?x', 'ftp://a.nl', 'javascript:alert(1)']) {
      expect(await faultsOf({ PUBLIC_URL: url }), url).toHaveLength(1);
    }
  });

  it('say in a sentence why a folder is none to keep things in', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    expect(await faultsOf({ DATA_DIR: file })).toEqual([
      `DATA_DIR is "${file}": there is a file where the folder must be.`,
    ]);
    // A folder that exists and takes none: this must end.
    const [nowhere] = await faultsOf({ DATA_DIR: '/proc/meemaak/data' });
    expect(nowhere).toMatch(/^DATA_DIR is "\/proc\/meemaak\/data": /);
  });

  it('name a host that nobody knows', async () => {
    expect(await faultsOf({ HOST: 'nergens.invalid' })).toHaveLength(1);
  });
});
