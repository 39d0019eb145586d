/** Every setting of the server: what it is called, what it means, what it may be.
 *  All faults are found at once, so that a host mends them in one go. */
import { accept, refuse, type Outcome } from '@meemaak/model';

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** The address that people type; undefined when only this machine uses it. No slash at the end. */
  readonly publicUrl: string | undefined;
  /** The host's own key for the canvas; public by design, bound to host names. */
  readonly tldrawLicenseKey: string | undefined;
}

export interface ConfigRefusal {
  readonly kind: 'settingsNotUnderstood';
  /** One sentence per fault. */
  readonly faults: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

export function readConfig(env: Environment): Outcome<Config, ConfigRefusal> {
  const faults: string[] = [];
  const config: Config = {
    port: readPort(env['PORT'], faults),
    host: readHost(env['HOST'], faults),
    dataDir: env['DATA_DIR']?.trim() || './data',
    publicUrl: readPublicUrl(env['PUBLIC_URL'], faults),
    tldrawLicenseKey: readLicenseKey(env['TLDRAW_LICENSE_KEY'], faults),
  };
  return faults.length === 0 ? accept(config) : refuse({ kind: 'settingsNotUnderstood', faults });
}

function readPort(value: string | undefined, faults: string[]): number {
  if (value === undefined || value === '') return 3000;
  const port = Number(value);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  faults.push(`PORT is "${value}": a whole number from 0 to 65535 (0: any free port).`);
  return 3000;
}

function readHost(value: string | undefined, faults: string[]): string {
  if (value === undefined || value === '') return '127.0.0.1';
  if (/^[\w.:-]+$/.test(value)) return value;
  faults.push(`HOST is "${value}": an address of this machine, such as 127.0.0.1 or 0.0.0.0.`);
  return '127.0.0.1';
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
