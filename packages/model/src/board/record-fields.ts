/** Reading a board record as it lies in the document: every slot may hold anything. */
import * as Y from 'yjs';
import type { Place } from './place.ts';

/** Beyond this nobody finds anything any more, and sums stop being exact. */
const MAX_DISTANCE = 10_000_000;

/** A record with its shared maps taken apart; values are still outside data. */
export interface RecordFields {
  readonly recordId: string;
  readonly typeName: string;
  scalar(key: string): unknown;
  prop(key: string): unknown;
}

/** Undefined when this is no record at all: not a map, no type, or no properties. */
export function readFields(recordId: string, value: unknown): RecordFields | undefined {
  if (!(value instanceof Y.Map)) return undefined;
  const typeName: unknown = value.get('typeName');
  const props: unknown = value.get('props');
  if (typeof typeName !== 'string' || !(props instanceof Y.Map)) return undefined;
  return {
    recordId,
    typeName,
    scalar: (key): unknown => value.get(key),
    prop: (key): unknown => props.get(key),
  };
}

/** The packed `[x, y, rotation]`; undefined when it is not three numbers within reach. */
export function readPlace(value: unknown): Place | undefined {
  if (!Array.isArray(value)) return undefined;
  const [x, y, rotation]: unknown[] = value;
  if (!isCoordinate(x) || !isCoordinate(y) || !isCoordinate(rotation)) return undefined;
  return { x, y, rotation: rotation % (2 * Math.PI) };
}

export function isCoordinate(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= MAX_DISTANCE;
}

/** A length or factor: above zero and within reach, else the fallback. */
export function lengthOr(value: unknown, fallback: number): number {
  return isCoordinate(value) && value > 0 ? value : fallback;
}

export function coordinateOr(value: unknown, fallback: number): number {
  return isCoordinate(value) ? value : fallback;
}

export function textOr(value: unknown, fallback: string): string {
  return typeof value === 'string' ? value : fallback;
}

export function oneOf<const Value>(
  values: readonly Value[],
  value: unknown,
  fallback: Value,
): Value {
  return values.find((known) => known === value) ?? fallback;
}

/** Is this a plain object from JSON? Shared types are not. */
export function isJsonObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return !(value instanceof Y.AbstractType) && !(value instanceof Uint8Array);
}
