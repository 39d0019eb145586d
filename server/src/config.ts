/** Every setting of the server: what it is called, what it means, what it may be.
 *  All faults are found at once, so that a host mends them in one go. */
import { lookup } from 'node:dns/promises';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { accept, refuse, type Outcome } from '@meemaak/model';

/** Written and taken away again, to see that it can be. */
const PROBE_FILE = '.meemaak-probe';

const ONCE_A_DAY = 24;
/** Two weeks: longer is what a timer cannot wait, and what a disk should not. */
const MOST_SCRUB_HOURS = 336;

export interface Config {
  readonly port: number;
  readonly host: string;
  /** Where monitoring reads numbers; undefined: nowhere. */
  readonly metricsPort: number | undefined;
  readonly dataDir: string;
  /** The address that people type; undefined when only this machine uses it. No slash at the end. */
  readonly publicUrl: string | undefined;
  /** So often everything that is stored is read and checked; 0: never. */
  readonly scrubHours: number;
  /** The host's own key for the canvas; public by design, bound to host names. */
  readonly tldrawLicenseKey: string | undefined;
}

export interface ConfigRefusal {
  readonly kind: 'settingsNotUnderstood';
  /** One sentence per fault. */
  readonly faults: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Tries what can only be tried: the folder is made, and a host name looked up. */
export async function readConfig(env: Environment): Promise<Outcome<Config, ConfigRefusal>> {
  const faults: string[] = [];
  const config: Config = {
    port: readPort('PORT', env['PORT'], faults) ?? 3000,
    metricsPort: readPort('METRICS_PORT', env['METRICS_PORT'], faults),
    host: await readHost(env['HOST'], faults),
    dataDir: readDataDir(env['DATA_DIR'], faults),
    publicUrl: readPublicUrl(env['PUBLIC_URL'], faults),
    scrubHours: readScrubHours(env['SCRUB_HOURS'], faults),
    tldrawLicenseKey: readLicenseKey(env['TLDRAW_LICENSE_KEY'], faults),
  };
  return faults.length === 0 ? accept(config) : refuse({ kind: 'settingsNotUnderstood', faults });
}

function readPort(
  name: 'PORT' | 'METRICS_PORT',
  value: string | undefined,
  faults: string[],
): number | undefined {
  if (value === undefined || value === '') return undefined;
  const port = Number(value);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  faults.push(`${name} is "${value}": a whole number from 0 to 65535 (0: any free port).`);
  return undefined;
}

function readScrubHours(value: string | undefined, faults: string[]): number {
  if (value === undefined || value === '') return ONCE_A_DAY;
  const hours = Number(value);
  if (hours >= 0 && hours <= MOST_SCRUB_HOURS) return hours;
  faults.push(`SCRUB_HOURS is "${value}": a number of hours up to ${MOST_SCRUB_HOURS} (0: never).`);
  return ONCE_A_DAY;
}

async function readHost(value: string | undefined, faults: string[]): Promise<string> {
  if (value === undefined || value === '') return '127.0.0.1';
  const isKnown = /^[\w.:-]+$/.test(value) && (await lookup(value).catch(() => undefined));
  if (isKnown !== undefined && isKnown !== false) return value;
  faults.push(`HOST is "${value}": an address of this machine, such as 127.0.0.1 or 0.0.0.0.`);
  return '127.0.0.1';
}

function readDataDir(value: string | undefined, faults: string[]): string {
  const dataDir = value?.trim() || './data';
  try {
    makeFolder(dataDir);
    const probe = join(dataDir, PROBE_FILE);
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    faults.push(`DATA_DIR is "${dataDir}": ${whyNoFolder(error)}`);
  }
  return dataDir;
}

/** Level by level: all at once never ends where a folder exists and takes none, as in `/proc`. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}

function whyNoFolder(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EEXIST' || code === 'ENOTDIR') return 'there is a file where the folder must be.';
  if (code === 'EACCES' || code === 'EPERM') return 'whoever runs Meemaak may not write there.';
  if (code === 'EROFS') return 'that disk is read-only.';
  if (code === 'ENOSPC') return 'that disk is full.';
  return `no folder can be made there to write in (${String(code ?? error)}).`;
}

function readPublicUrl(value: string | undefined, faults: string[]): string | undefined {
  if (value === undefined || value === '') return undefined;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const isPlain = url !== undefined && url.pathname === '/' && url.search === '' && url.hash === '';
  if (isPlain && (url.protocol === 'https:' || url.protocol === 'http:')) return url.origin;
  faults.push(
    `PUBLIC_URL is "${value}": the address that people type, without a path, such as https://meemaak.example.nl.`,
  );
  return undefined;
}

function readLicenseKey(value: string | undefined, faults: string[]): string | undefined {
  if (value === undefined || value === '') return undefined;
  if (/^[\w./+=-]{20,4000}$/.test(value)) return value;
  faults.push('TLDRAW_LICENSE_KEY does not look like a key: letters, digits and . / + = - only.');
  return undefined;
}
