/** Reading what anyone may have written. A shared document is outside data: every value in it can be
 *  of any type, and a reader that throws on it takes everybody's screen down. These never throw. */

/** One field of a plain value; undefined when there is none. Own fields only: a value that was sent
 *  with a `__proto__` in it arrives with another prototype than it is passed on with, and two people
 *  would read two different things. */
export function readField(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}

export function readText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A finite number, or null. */
export function readNumber(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
