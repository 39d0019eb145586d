/** The only addresses a link may have. Asked on writing, on rendering and on export. */

const SAFE_PROTOCOLS = new Set(['http:', 'https:', 'mailto:']);
const LONGEST_HREF = 2000;
// White space, control and invisible characters. Browsers skip some of them inside an address, so
// that "java<newline>script:" runs; we do not guess, we refuse.
const HIDDEN_CHARACTERS = /[\s\p{C}]/u;

/** The address in its normal form, or undefined when it may not be a link: anything but http, https
 *  and mailto, hidden characters, a name or password in it, or no host. Total. */
export function safeHref(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > LONGEST_HREF) return undefined;
  const written = value.trim();
  if (HIDDEN_CHARACTERS.test(written) || !URL.canParse(written)) return undefined;
  const url = new URL(written);
  if (!SAFE_PROTOCOLS.has(url.protocol)) return undefined;
  if (url.username !== '' || url.password !== '') return undefined;
  if (url.protocol === 'mailto:') return url.pathname.includes('@') ? url.href : undefined;
  // "https:example.nl" parses too; what people see must be what they get.
  return /^https?:\/\//i.test(written) ? url.href : undefined;
}
