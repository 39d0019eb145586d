import { accept, refuse, type Outcome } from '@meemaak/model';
import { safeHref } from '@meemaak/narrative';

export type HrefRefusal = { readonly kind: 'missing' } | { readonly kind: 'invalid' };

/** What somebody wrote in the address field, as an address: `www.rozenbuurt.nl` is a web address and
 *  `wijk@rozenbuurt.nl` an e-mail address. */
export function readWrittenHref(written: string): Outcome<string, HrefRefusal> {
  const words = written.trim();
  if (words === '') return refuse({ kind: 'missing' });
  const href = safeHref(withProtocol(words));
  return href === undefined ? refuse({ kind: 'invalid' }) : accept(href);
}

function withProtocol(words: string): string {
  if (/^[a-z][a-z\d+.-]*:/i.test(words)) return words;
  if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(words)) return `mailto:${words}`;
  // A name with a dot in it, perhaps with a path; "zomaar" is not an address.
  return /^[^\s/]+\.[^\s/.]{2,}([/?#]|$)/.test(words) ? `https://${words}` : words;
}
