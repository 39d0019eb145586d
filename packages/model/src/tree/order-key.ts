/** Order keys: strings whose alphabetical order is the order of siblings, with always room between.
 *
 *      a1 Vq3 11          a head, its digits and a fraction; then who (3 random digits), then a count
 *      └┬┘└┬┘ └┤
 *   between  run  place in the run
 *
 *  - Two people who insert in the same gap draw different run digits: no equal keys, and what one
 *    person types in one go stays together instead of being shuffled into the other's.
 *  - Whoever inserts right after their own last key only counts on: 2,000 nodes typed in one gap
 *    keep 9-character keys.
 *  - The head says how many digits follow (`a`: 1, `b`: 2 … and `Z`: 1, `Y`: 2 … below zero), so
 *    adding at either end hardly lengthens keys.
 *
 *  Digits are 0-9A-Za-z, compared as plain strings. A fraction never ends in 0: there would be no
 *  key below it. Keys come from outside: take them through `readOrderKey` first. */

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const LOWEST_INTEGER = `A${'0'.repeat(26)}`;
const RUN_START = '11';
const RUN_DIGITS = 3;
/** Longer keys work, but the server spaces the list anew when it settles. */
export const LONG_ORDER_KEY = 40;
const LONGEST_ORDER_KEY = 1_000;
/** Where an unreadable key stands. */
export const FIRST_ORDER_KEY = 'a0';

/** Draws `length` random digits; seeds and tests pass their own. */
export type DrawDigits = (length: number) => string;

/** Any value as an order key that the functions here can work with. */
export function readOrderKey(value: unknown): string {
  return typeof value === 'string' && isOrderKey(value) ? value : FIRST_ORDER_KEY;
}

function isOrderKey(key: string): boolean {
  if (key.length > LONGEST_ORDER_KEY || !/^[A-Za-z][0-9A-Za-z]+$/.test(key)) return false;
  const length = integerLength(key);
  if (key.length < length || key === LOWEST_INTEGER) return false;
  return key.length === length || !key.endsWith('0');
}

/** A new key strictly between two keys (null: no neighbour on that side).
 *  `ownLastKey` is the key this replica made last; directly after it, the run counts on. */
export function orderKeyBetween(
  left: string | null,
  right: string | null,
  drawDigits: DrawDigits,
  ownLastKey?: string,
): string {
  if (left !== null && left === ownLastKey) {
    const next = nextInRun(left);
    if (next !== undefined && (right === null || next < right)) return next;
  }
  const stem = stemBetween(left, right);
  return `${stem}${drawDigits(RUN_DIGITS)}${RUN_START}`;
}

/** `count` short keys in order, for spacing a list anew. */
export function spacedOrderKeys(count: number): string[] {
  const keys: string[] = [];
  let integer = FIRST_ORDER_KEY;
  for (let index = 0; index < count; index += 1) {
    keys.push(integer);
    integer = incrementInteger(integer) ?? `${integer}V`;
  }
  return keys;
}

function nextInRun(key: string): string | undefined {
  const high = DIGITS.indexOf(key.charAt(key.length - 2));
  const low = DIGITS.indexOf(key.charAt(key.length - 1));
  const run = key.slice(0, -2);
  if (low < DIGITS.length - 1) return `${run}${DIGITS.charAt(high)}${DIGITS.charAt(low + 1)}`;
  if (high < DIGITS.length - 1) return `${run}${DIGITS.charAt(high + 1)}1`;
  return undefined;
}

/** A key between the two that the right one does not start with: else whatever is added behind it
 *  could come out past the right neighbour. */
function stemBetween(left: string | null, right: string | null): string {
  let stem = keyBetween(left, right);
  while (right?.startsWith(stem) === true) stem = keyBetween(left, stem);
  return stem;
}

function keyBetween(left: string | null, right: string | null): string {
  if (left === null && right === null) return FIRST_ORDER_KEY;
  if (left === null) return keyBefore(right ?? FIRST_ORDER_KEY);
  const integer = integerOf(left);
  const fraction = left.slice(integer.length);
  if (right !== null && integerOf(right) === integer) {
    return `${integer}${midpoint(fraction, right.slice(integer.length))}`;
  }
  const next = incrementInteger(integer);
  if (next !== undefined && (right === null || next < right)) return next;
  return `${integer}${midpoint(fraction, null)}`;
}

function keyBefore(right: string): string {
  const integer = integerOf(right);
  const fraction = right.slice(integer.length);
  if (integer === LOWEST_INTEGER) return `${integer}${midpoint('', fraction)}`;
  if (fraction !== '') return integer;
  const previous = decrementInteger(integer);
  return previous === undefined || previous === LOWEST_INTEGER ? `${LOWEST_INTEGER}V` : previous;
}

/** A fraction strictly between two fractions; null: no upper bound. Neither ends in 0. */
function midpoint(low: string, high: string | null): string {
  let shared = 0;
  if (high !== null) {
    while ((low.charAt(shared) || '0') === high.charAt(shared)) shared += 1;
  }
  if (high !== null && shared > 0) {
    return high.slice(0, shared) + midpoint(low.slice(shared), high.slice(shared));
  }
  const lowDigit = low === '' ? 0 : DIGITS.indexOf(low.charAt(0));
  const highDigit = high === null ? DIGITS.length : DIGITS.indexOf(high.charAt(0));
  if (highDigit - lowDigit > 1) return DIGITS.charAt(Math.round((lowDigit + highDigit) / 2));
  if (high !== null && high.length > 1) return high.charAt(0);
  return DIGITS.charAt(lowDigit) + midpoint(low.slice(1), null);
}

function integerLength(key: string): number {
  const head = key.charAt(0);
  return head >= 'a' ? head.charCodeAt(0) - 95 : 92 - head.charCodeAt(0);
}

function integerOf(key: string): string {
  return key.slice(0, integerLength(key));
}

/** The next whole key, one digit longer when all digits are full; undefined at the very end. */
function incrementInteger(integer: string): string | undefined {
  const head = integer.charAt(0);
  const digits = integer.slice(1).replace(/z*$/, '');
  const full = integer.length - 1 - digits.length;
  if (digits === '') {
    if (head === 'z') return undefined;
    if (head === 'Z') return FIRST_ORDER_KEY;
    const nextHead = String.fromCharCode(head.charCodeAt(0) + 1);
    return nextHead + '0'.repeat(integerLength(nextHead) - 1);
  }
  return head + stepLastDigit(digits, 1) + '0'.repeat(full);
}

/** The whole key before; undefined at the very beginning. */
function decrementInteger(integer: string): string | undefined {
  const head = integer.charAt(0);
  const digits = integer.slice(1).replace(/0*$/, '');
  const empty = integer.length - 1 - digits.length;
  if (digits === '') {
    if (head === 'A') return undefined;
    if (head === 'a') return 'Zz';
    const previousHead = String.fromCharCode(head.charCodeAt(0) - 1);
    return previousHead + 'z'.repeat(integerLength(previousHead) - 1);
  }
  return head + stepLastDigit(digits, -1) + 'z'.repeat(empty);
}

function stepLastDigit(digits: string, step: 1 | -1): string {
  const last = DIGITS.indexOf(digits.charAt(digits.length - 1));
  return digits.slice(0, -1) + DIGITS.charAt(last + step);
}
