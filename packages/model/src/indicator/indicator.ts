/** What is measured at a node. Stored under the node's `indicators`, one shared map per indicator,
 *  so that one person's target and another's source both stay. */
import * as Y from 'yjs';
import { isId, randomDigits, type IndicatorId, type NodeId, type PartyId } from '../ids.ts';
import type { TreeDocument } from '../documents/tree-document.ts';
import { readField, readNumber, readText } from '../outside.ts';
import { accept, refuse, type Outcome } from '../refusal.ts';
import { orderKeyBetween, readOrderKey } from '../tree/order-key.ts';
import type { Act, TreeRefusal, TreeStep } from '../tree/step.ts';
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

/** Adds an indicator to a node, as its last. Refuses `nodeIsGone`, `indicatorExists` and
 *  `indicatorTextTooLong`. */
export function addIndicator(
  tree: TreeDocument,
  nodeId: NodeId,
  indicator: Indicator,
  act: Act,
): Outcome<TreeStep, TreeRefusal> {
  const record = tree.nodes.get(nodeId);
  if (!(record instanceof Y.Map)) return refuse({ kind: 'nodeIsGone', nodeId });
  const [length, limit] = [longestText(indicator), MAX_INDICATOR_TEXT_LENGTH];
  if (length > limit) return refuse({ kind: 'indicatorTextTooLong', length, limit });
  return tree.doc.transact(() => {
    const indicators = openIndicators(record);
    const { indicatorId, ...fields } = indicator;
    if (indicators.has(indicatorId)) return refuse({ kind: 'indicatorExists', indicatorId });
    const o = orderKeyBetween(lastOrderKey(indicators), null, act.drawDigits ?? randomDigits);
    indicators.set(indicatorId, new Y.Map<unknown>(Object.entries({ ...fields, o })));
    return accept<TreeStep>({ kind: 'indicatorAdded', nodeId, indicator });
  }, act.origin);
}

/** Of its texts. */
export function longestText({ name, unit, targetGroup, source }: Indicator): number {
  return Math.max(name.length, unit.length, targetGroup.length, source.length);
}

/** Takes an indicator away. Refuses `changedSince` when it is no longer as given: a colleague
 *  worked on it. */
export function removeIndicator(
  tree: TreeDocument,
  nodeId: NodeId,
  indicator: Indicator,
  act: Act,
): Outcome<TreeStep, TreeRefusal> {
  const record = tree.nodes.get(nodeId);
  const indicators = record instanceof Y.Map ? record.get('indicators') : undefined;
  const current = readIndicators(indicators).find(
    ({ indicatorId }) => indicatorId === indicator.indicatorId,
  );
  const isUnchanged = JSON.stringify(current) === JSON.stringify({ ...current, ...indicator });
  if (!(indicators instanceof Y.Map) || current === undefined || !isUnchanged) {
    return refuse({ kind: 'changedSince', nodeId });
  }
  tree.doc.transact(() => indicators.delete(indicator.indicatorId), act.origin);
  return accept<TreeStep>({ kind: 'indicatorRemoved', nodeId, indicator });
}

function openIndicators(record: Y.Map<unknown>): Y.Map<unknown> {
  const existing = record.get('indicators');
  if (existing instanceof Y.Map) return existing;
  return record.set('indicators', new Y.Map<unknown>());
}

function lastOrderKey(indicators: Y.Map<unknown>): string | null {
  let last: string | null = null;
  for (const stored of indicators.values()) {
    const key = readOrderKey(stored instanceof Y.Map ? stored.get('o') : undefined);
    if (last === null || key > last) last = key;
  }
  return last;
}
