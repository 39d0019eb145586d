/** Reading what anyone may have written. A shared document is outside data: every value in it can be
 *  of any type, and a reader that throws on it takes everybody's screen down. These never throw. */

/** The value as a bag of unknown values; empty when it is not a plain object. */
export function readBag(value: unknown): Readonly<Record<string, unknown>> {
  return isPlainObject(value) ? value : {};
}

export function readText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A finite number, or null. */
export function readNumber(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  // Shared types are objects too, with fields of their own that must not be read as data.
  return (
    value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype
  );
}
