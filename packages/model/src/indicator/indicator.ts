/** What is measured at a node. Stored under the node's `indicators`, one shared map per indicator,
 *  so that one person's target and another's source both stay. */
import * as Y from 'yjs';
import { isId, type IndicatorId, type PartyId } from '../ids.ts';
import { readField, readNumber, readText } from '../outside.ts';
import { readOrderKey } from '../tree/order-key.ts';
import { cutText } from '../tree/title.ts';

/** Longer texts are refused, and only their beginning is read. */
export const MAX_INDICATOR_TEXT_LENGTH = 300;

/** A measured value and the calendar year it holds for. */
export interface Measurement {
  readonly value: number;
  readonly year: number;
}

/** Each text is at most `MAX_INDICATOR_TEXT_LENGTH`, whatever is stored. */
export interface Indicator {
  readonly indicatorId: IndicatorId;
  readonly name: string;
  /** As written behind the number: `%`, `woningen`, `dagen`. */
  readonly unit: string;
  /** Which way is better. */
  readonly direction: 'up' | 'down';
  readonly baseline: Measurement | null;
  readonly target: Measurement | null;
  readonly targetGroup: string;
  readonly source: string;
  /** The party that keeps the number; null: nobody yet. */
  readonly holder: PartyId | null;
}

/** The indicators of a node, in their order. Takes any value; unreadable ones are left out. */
export function readIndicators(value: unknown): readonly Indicator[] {
  if (!(value instanceof Y.Map)) return [];
  const found: { orderKey: string; indicator: Indicator }[] = [];
  for (const [id, stored] of value.entries()) {
    if (isId<IndicatorId>(id) && stored instanceof Y.Map) {
      const indicator = readIndicator(id, stored);
      found.push({ orderKey: readOrderKey(stored.get('o')), indicator });
    }
  }
  return found.toSorted(byOrder).map(({ indicator }) => indicator);
}

function byOrder(
  a: { orderKey: string; indicator: Indicator },
  b: { orderKey: string; indicator: Indicator },
): number {
  if (a.orderKey !== b.orderKey) return a.orderKey < b.orderKey ? -1 : 1;
  return a.indicator.indicatorId < b.indicator.indicatorId ? -1 : 1;
}

function readIndicator(indicatorId: IndicatorId, stored: Y.Map<unknown>): Indicator {
  const holder = stored.get('holder');
  return {
    indicatorId,
    name: readShortText(stored.get('name')),
    unit: readShortText(stored.get('unit')),
    direction: stored.get('direction') === 'down' ? 'down' : 'up',
    baseline: readMeasurement(stored.get('baseline')),
    target: readMeasurement(stored.get('target')),
    targetGroup: readShortText(stored.get('targetGroup')),
    source: readShortText(stored.get('source')),
    holder: isId<PartyId>(holder) ? holder : null,
  };
}

function readShortText(stored: unknown): string {
  return cutText(readText(stored), MAX_INDICATOR_TEXT_LENGTH);
}

function readMeasurement(stored: unknown): Measurement | null {
  const value = readNumber(readField(stored, 'value'));
  const year = readNumber(readField(stored, 'year'));
  return value === null || year === null ? null : { value, year };
}

/** Of its texts. */
export function longestText({ name, unit, targetGroup, source }: Indicator): number {
  return Math.max(name.length, unit.length, targetGroup.length, source.length);
}
