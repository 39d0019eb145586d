import { describe, expect, it } from 'vitest';
import { judgeLicence, watchForGate } from './licence.ts';

const [ANNUAL, PERPETUAL, EVALUATION] = [1, 2, 16];
const now = Date.parse('2027-03-15T12:00:00Z');

function keyFor(hosts: readonly string[], flags = ANNUAL, expiry = '2027-12-31'): string {
  return `tldraw-2027/${btoa(JSON.stringify(['id', hosts, flags, expiry]))}.c2lnbmF0dXJl`;
}

function verdict(address: string, key?: string): string {
  return judgeLicence(new URL(address), key, now).kind;
}

describe('[X08] the licence gate', () => {
  it.each([
    // address, verdict without a key
    ['http://localhost:3000/', 'allowed'],
    ['http://127.0.0.1:4300/', 'allowed'],
    ['http://192.168.1.20/', 'allowed'],
    ['http://samen.example.nl/', 'allowed'],
    ['https://localhost/', 'allowed'],
    ['https://127.0.0.1/', 'allowed'],
    ['https://127.9.8.7/', 'allowed'],
    ['https://[::1]/', 'allowed'],
    ['http://samen.localhost/', 'keyMissing'],
    ['https://samen.localhost/', 'keyMissing'],
    ['https://samen.example.nl/', 'keyMissing'],
    ['https://128.0.0.1/', 'keyMissing'],
    ['https://127.0.0.1.example.nl/', 'keyMissing'],
    ['https://localhost.example.nl/', 'keyMissing'],
  ])('judges %s without a key as tldraw does: %s', (address, kind) => {
    expect(verdict(address)).toBe(kind);
    expect(verdict(address, '  ')).toBe(kind);
    // A key cannot make a place worse: where none is needed, a bad one does no harm.
    expect(verdict(address, 'nonsense')).toBe(kind === 'allowed' ? 'allowed' : 'keyUnreadable');
  });

  it.each([
    [['samen.example.nl'], 'allowed'],
    [['SAMEN.example.nl '], 'allowed'],
    [['other.nl', 'samen.example.nl'], 'allowed'],
    [['www.samen.example.nl'], 'allowed'],
    [['*.example.nl'], 'allowed'],
    [['*'], 'allowed'],
    [['example.nl'], 'keyForOtherHost'],
    [['*.example.com'], 'keyForOtherHost'],
    [['*.samen.example.nl'], 'allowed'],
    [['samen.example.nl.evil'], 'keyForOtherHost'],
    [['s.men.example.nl'], 'keyForOtherHost'],
    [[], 'keyForOtherHost'],
  ])('takes a key for %j on samen.example.nl: %s', (hosts, kind) => {
    expect(verdict('https://samen.example.nl/', keyFor(hosts))).toBe(kind);
  });

  it.each([
    // kind of key, expiry day, verdict on 15 March 2027
    ['annual', ANNUAL, '2027-03-14', 'allowed'],
    ['annual, on its last day of grace', ANNUAL, '2027-02-13', 'allowed'],
    ['annual, a day later', ANNUAL, '2027-02-12', 'keyExpired'],
    ['evaluation, on its last day', EVALUATION, '2027-03-15', 'allowed'],
    ['evaluation, a day later', EVALUATION, '2027-03-14', 'keyExpired'],
    ['perpetual, which never expires by date', PERPETUAL, '2020-01-01', 'allowed'],
  ])('knows when a key ends: %s', (_kind, flags, expiry, kind) => {
    const key = keyFor(['samen.example.nl'], flags, expiry);
    expect(verdict('https://samen.example.nl/', key)).toBe(kind);
  });

  it('reads a key that was copied with line breaks and unseen signs', () => {
    const key = keyFor(['samen.example.nl']).replace('/', '\u200B/\r\n');
    expect(verdict('https://samen.example.nl/', key)).toBe('allowed');
  });

  it.each([
    'tldraw',
    'tldraw-x/.sig',
    'tldraw-x/####.sig',
    `tldraw-x/${btoa('{"hosts":[]}')}.sig`,
    `tldraw-x/${btoa('[1,"*",1,"2030-01-01"]')}.sig`,
    `tldraw-x/${btoa('[1,["*"],1,"some day"]')}.sig`,
    `other-x/${btoa('[1,["*"],1,"2030-01-01"]')}.sig`,
    `tldraw-x/${btoa('[1,["*"],1,"2030-01-01"]')}`,
  ])('does not trust what is no key: %s', (key) => {
    expect(verdict('https://samen.example.nl/', key)).toBe('keyUnreadable');
  });

  it('notices when the canvas blanks itself after all, once', async () => {
    const container = document.createElement('div');
    document.body.append(container);
    let calls = 0;
    const gate = new Promise<void>((resolve) => {
      watchForGate(container, () => {
        calls += 1;
        resolve();
      });
    });
    container.append(document.createElement('p'));
    const marker = document.createElement('div');
    marker.dataset['testid'] = 'tl-license-expired';
    container.append(marker);
    await gate;
    container.append(document.createElement('p'));
    expect(calls).toBe(1);
  });
});
