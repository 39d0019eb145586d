/** May the canvas be loaded here? tldraw 5.4.2 is licensed per host: where it finds no key it accepts,
 *  it blanks itself after five seconds and reports the address of the page to its maker. So we ask
 *  its questions first, and where the answer is no its code is never fetched.
 *
 *      development (http, or https on this machine)      → canvas, no key needed
 *      any other https host, and every *.localhost       → canvas only with a key that fits
 *
 *  Only its signature we do not check; `watchForGate` sees to that. */

/** Why there is no canvas here. */
export type MissingLicence =
  | { readonly kind: 'keyMissing' }
  | { readonly kind: 'keyUnreadable' }
  | { readonly kind: 'keyForOtherHost'; readonly hosts: readonly string[] }
  /** The last day on which it worked, YYYY-MM-DD. */
  | { readonly kind: 'keyExpired'; readonly lastOn: string }
  /** It looked right to us, and the canvas refused it all the same. */
  | { readonly kind: 'keyRefused' };

export type LicenceVerdict = { readonly kind: 'allowed' } | MissingLicence;

/** The part of `location` that counts. */
export interface Origin {
  readonly protocol: string;
  readonly hostname: string;
}

/** What a key says: `tldraw-<name>/<base64 of [id, hosts, flags, expiry day]>.<signature>`. */
interface LicenceKey {
  readonly hosts: readonly string[];
  readonly flags: number;
  readonly expiresAt: number;
}

const ANNUAL = 1;
const EVALUATION = 1 << 4;
const DAY_MS = 86_400_000;
const GRACE_DAYS = 30;

export function judgeLicence(origin: Origin, key: string | undefined, now: number): LicenceVerdict {
  if (isDevelopment(origin)) return { kind: 'allowed' };
  if (key === undefined || key.trim() === '') return { kind: 'keyMissing' };
  const licence = readKey(key);
  if (licence === undefined) return { kind: 'keyUnreadable' };
  const hostname = origin.hostname.toLowerCase();
  if (!licence.hosts.some((host) => isHostCovered(host, hostname))) {
    return { kind: 'keyForOtherHost', hosts: licence.hosts };
  }
  const lastAt = lastDayAt(licence);
  if (lastAt !== undefined && now >= lastAt + DAY_MS) {
    return { kind: 'keyExpired', lastOn: new Date(lastAt).toISOString().slice(0, 10) };
  }
  return { kind: 'allowed' };
}

function isDevelopment({ protocol, hostname }: Origin): boolean {
  const host = hostname.toLowerCase().replaceAll(/^\[|\]$/g, '');
  if (host.endsWith('.localhost')) return false;
  const isThisMachine = host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
  return protocol === 'http:' || (protocol === 'https:' && isThisMachine);
}

function readKey(key: string): LicenceKey | undefined {
  // Copying from a PDF or a mail brings line breaks and signs that nobody can see.
  const clean = key.replaceAll(/[\s\u200B-\u200D\uFEFF]/g, '');
  const encoded = /^tldraw-[^/]*\/([^.]+)\..+$/.exec(clean)?.[1];
  if (encoded === undefined) return undefined;
  try {
    const fields: unknown = JSON.parse(atob(encoded));
    if (!Array.isArray(fields)) return undefined;
    const [, hosts, flags, expiry]: unknown[] = fields;
    const expiresAt = typeof expiry === 'string' ? Date.parse(expiry) : Number.NaN;
    if (!Array.isArray(hosts) || typeof flags !== 'number' || Number.isNaN(expiresAt)) {
      return undefined;
    }
    return { hosts: hosts.filter((host) => typeof host === 'string'), flags, expiresAt };
  } catch {
    return undefined;
  }
}

/** `example.nl` also covers `www.example.nl` and the other way round; `*` stands for any part. */
function isHostCovered(listed: string, hostname: string): boolean {
  const host = listed.toLowerCase().trim();
  if (host === '*' || host === hostname) return true;
  if (`www.${host}` === hostname || host === `www.${hostname}`) return true;
  if (!host.includes('*')) return false;
  const parts = host.split('*').map((part) => part.replaceAll(/[^\w-]/g, '\\$&'));
  const pattern = new RegExp(`${parts.join('.*')}$`);
  return pattern.test(hostname) || pattern.test(`www.${hostname}`);
}

/** The start (UTC) of the last day on which the key works. A perpetual key has none: it is bound to
 *  releases of the canvas instead. An annual key has a month of grace, an evaluation key has none. */
function lastDayAt({ flags, expiresAt }: LicenceKey): number | undefined {
  const dayAt = Math.floor(expiresAt / DAY_MS) * DAY_MS;
  if ((flags & EVALUATION) !== 0) return dayAt;
  return (flags & ANNUAL) === 0 ? undefined : dayAt + GRACE_DAYS * DAY_MS;
}

/** Calls once when the canvas has replaced itself by its gate: the key was not accepted after all. */
export function watchForGate(container: Element, onGate: () => void): () => void {
  const observer = new MutationObserver(() => {
    if (container.querySelector('[data-testid="tl-license-expired"]') === null) return;
    observer.disconnect();
    onGate();
  });
  observer.observe(container, { childList: true, subtree: true });
  return () => observer.disconnect();
}
