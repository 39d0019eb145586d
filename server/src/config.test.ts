import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

describe('settings', () => {
  it('need nothing: loopback, port 3000, one folder', () => {
    expect(readConfig({})).toEqual({
      ok: true,
      value: {
        port: 3000,
        host: '127.0.0.1',
        dataDir: './data',
        publicUrl: undefined,
        tldrawLicenseKey: undefined,
      },
    });
  });

  it('are taken as given', () => {
    const key = 'tldraw-2027-01-01/WyJhIl0.abcdefgh';
    const read = readConfig({
      PORT: '8080',
      HOST: '0.0.0.0',
      DATA_DIR: '/srv/meemaak',
      PUBLIC_URL: 'https://meemaak.example.nl/',
      TLDRAW_LICENSE_KEY: key,
    });
    expect(read).toEqual({
      ok: true,
      value: {
        port: 8080,
        host: '0.0.0.0',
        dataDir: '/srv/meemaak',
        publicUrl: 'https://meemaak.example.nl',
        tldrawLicenseKey: key,
      },
    });
  });

  it('have all their faults named at once', () => {
    const read = readConfig({
      PORT: '70000',
      HOST: 'two words',
      PUBLIC_URL: 'meemaak.example.nl/pad',
      TLDRAW_LICENSE_KEY: '<script>',
    });
    expect(read.ok).toBe(false);
    const faults = read.ok ? [] : read.refusal.faults;
    expect(faults.map((fault) => fault.split(' ')[0])).toEqual([
      'PORT',
      'HOST',
      'PUBLIC_URL',
      'TLDRAW_LICENSE_KEY',
    ]);
  });

  it('[T42] refuse a public address with a path, a query or another scheme', () => {
    for (const url of ['https://a.nl/x', 'https://a.nl/?x', 'ftp://a.nl', 'javascript:alert(1)']) {
      expect(readConfig({ PUBLIC_URL: url }).ok, url).toBe(false);
    }
  });
});
