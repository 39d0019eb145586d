/** What is measured at a node. Stored under the node's `indicators`, one shared map per indicator,
 *  so that one person's target and another's source both stay. */
import * as Y from 'yjs';
import { isId, type IndicatorId, type PartyId } from '../ids.ts';
import { readField, readNumber, readText } from '../outside.ts';
import { readOrderKey } from '../tree/order-key.ts';
import { cutText } from '../tree/title.ts';

/** Longer texts are refused, and only their beginning is read. */
export const MAX_INDICATOR_TEXT_LENGTH = 300;
/** Between a baseline and a target. */
export const MOST_YEARS = 20;
/** With more at one node nobody sees what matters; who adds another is asked which may go. */
export const ENOUGH_INDICATORS = 3;

const YEAR = 'year:';

/** The key of the value of one year: each an entry of its own, so that two people's years both stay. */
export function yearKey(year: number): string {
  return YEAR + String(year);
}

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
  /** What the number does not tell, or tells wrongly: "wat kan er misgaan?" */
  readonly risk: string;
  /** What it is to be in the years between, in their order; at most `MOST_YEARS`. */
  readonly yearly: readonly Measurement[];
}

/** Some of its facts, to be others from now on. */
export type IndicatorChange = Partial<Omit<Indicator, 'indicatorId'>>;

/** Nothing filled in yet. */
export const BLANK_INDICATOR: Omit<Indicator, 'indicatorId'> = {
  name: '',
  unit: '',
  direction: 'up',
  baseline: null,
  target: null,
  targetGroup: '',
  source: '',
  holder: null,
  risk: '',
  yearly: [],
};

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
    risk: readShortText(stored.get('risk')),
    yearly: readYears(stored),
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

function readYears(stored: Y.Map<unknown>): readonly Measurement[] {
  const years: Measurement[] = [];
  for (const [key, at] of stored.entries()) {
    const value = key.startsWith(YEAR) ? readNumber(at) : null;
    const year = Number(key.slice(YEAR.length));
    if (value !== null && Number.isInteger(year) && key === yearKey(year))
      years.push({ value, year });
  }
  return years.toSorted((a, b) => a.year - b.year).slice(0, MOST_YEARS);
}

/** To be put in a node's `indicators` inside a transaction, at this place among them. */
export function newStoredIndicator(indicator: Indicator, orderKey: string): Y.Map<unknown> {
  const { indicatorId: _, risk, yearly, ...fields } = indicator;
  const years = yearly.map(({ year, value }) => [yearKey(year), value] as const);
  const more = risk === '' ? [] : [['risk', risk] as const];
  return new Y.Map<unknown>([...Object.entries({ ...fields, o: orderKey }), ...more, ...years]);
}

/** Of its texts. */
export function longestText(facts: Partial<Indicator>): number {
  const { name = '', unit = '', targetGroup = '', source = '', risk = '' } = facts;
  return Math.max(...[name, unit, targetGroup, source, risk].map(({ length }) => length));
}
