/** Adding an indicator to a node, changing it, and taking it away. */
import * as Y from 'yjs';
import type { TreeDocument } from '../documents/tree-document.ts';
import { randomDigits, type IndicatorId, type NodeId } from '../ids.ts';
import { accept, refuse, type Outcome } from '../refusal.ts';
import { whyAcrossTheLine } from '../tree/guard.ts';
import { orderKeyBetween, readOrderKey } from '../tree/order-key.ts';
import type { Act, TreeRefusal, TreeStep } from '../tree/step.ts';
import {
  BLANK_INDICATOR,
  longestText,
  MAX_INDICATOR_TEXT_LENGTH,
  newStoredIndicator,
  readIndicators,
  yearKey,
  type Indicator,
  type IndicatorChange,
  type Measurement,
} from './indicator.ts';

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
  const refusal = whyAcrossTheLine(tree, [nodeId], act);
  if (refusal !== undefined) return refuse(refusal);
  const [length, limit] = [longestText(indicator), MAX_INDICATOR_TEXT_LENGTH];
  if (length > limit) return refuse({ kind: 'indicatorTextTooLong', length, limit });
  return tree.doc.transact(() => {
    const indicators = openIndicators(record);
    const { indicatorId } = indicator;
    if (indicators.has(indicatorId)) return refuse({ kind: 'indicatorExists', indicatorId });
    const o = orderKeyBetween(lastOrderKey(indicators), null, act.drawDigits ?? randomDigits);
    indicators.set(indicatorId, newStoredIndicator(indicator, o));
    return accept<TreeStep>({ kind: 'indicatorAdded', nodeId, indicator });
  }, act.origin);
}

/** Changes what is given, and nothing else: a colleague's other fields stay. Refuses `nodeIsGone`, `indicatorIsGone`
 *  and `indicatorTextTooLong`. */
export function changeIndicator(
  tree: TreeDocument,
  nodeId: NodeId,
  { indicatorId, to }: { readonly indicatorId: IndicatorId; readonly to: IndicatorChange },
  act: Act,
): Outcome<TreeStep, TreeRefusal> {
  const stored = storedIndicator(tree, nodeId, indicatorId);
  const before = stored && indicatorOf(tree, nodeId, indicatorId);
  if (stored === undefined || before === undefined)
    return refuse({ kind: 'indicatorIsGone', nodeId });
  const refusal = whyAcrossTheLine(tree, [nodeId], act);
  if (refusal !== undefined) return refuse(refusal);
  const [length, limit] = [longestText(to), MAX_INDICATOR_TEXT_LENGTH];
  if (length > limit) return refuse({ kind: 'indicatorTextTooLong', length, limit });
  const { yearly, ...fields } = to;
  tree.doc.transact(() => {
    for (const [key, value] of Object.entries(fields)) stored.set(key, value);
    if (yearly !== undefined) writeYears(stored, before.yearly, yearly);
  }, act.origin);
  const from = Object.fromEntries(
    Object.keys(to).map((key) => [key, before[key as keyof IndicatorChange]]),
  ) as IndicatorChange;
  return accept<TreeStep>({ kind: 'indicatorChanged', nodeId, indicatorId, from, to });
}

/** Puts back what was changed. Refuses `changedSince` when it is no longer so. */
export function changeIndicatorBack(
  tree: TreeDocument,
  { nodeId, indicatorId, from, to }: Extract<TreeStep, { kind: 'indicatorChanged' }>,
  act: Act,
): Outcome<TreeStep, TreeRefusal> {
  const now = indicatorOf(tree, nodeId, indicatorId);
  const isUnchanged = now === undefined || isSame(now, { ...now, ...to });
  if (!isUnchanged) return refuse({ kind: 'changedSince', nodeId });
  return changeIndicator(tree, nodeId, { indicatorId, to: from }, act);
}

/** Whatever the order in which their facts were put together. */
function isSame(one: Indicator, other: Indicator): boolean {
  const inOrder = ['value', 'year', ...Object.keys(BLANK_INDICATOR)];
  return JSON.stringify(one, inOrder) === JSON.stringify(other, inOrder);
}

function writeYears(
  stored: Y.Map<unknown>,
  before: readonly Measurement[],
  now: readonly Measurement[],
): void {
  const values = new Map(now.map(({ year, value }) => [year, value]));
  for (const { year } of before) if (!values.has(year)) stored.delete(yearKey(year));
  for (const [year, value] of values) {
    if (stored.get(yearKey(year)) !== value) stored.set(yearKey(year), value);
  }
}

function storedIndicator(
  tree: TreeDocument,
  nodeId: NodeId,
  indicatorId: IndicatorId,
): Y.Map<unknown> | undefined {
  const record = tree.nodes.get(nodeId);
  const indicators = record instanceof Y.Map ? record.get('indicators') : undefined;
  const stored: unknown = indicators instanceof Y.Map ? indicators.get(indicatorId) : undefined;
  return stored instanceof Y.Map ? stored : undefined;
}

function indicatorOf(
  tree: TreeDocument,
  nodeId: NodeId,
  indicatorId: IndicatorId,
): Indicator | undefined {
  const record = tree.nodes.get(nodeId);
  const indicators = record instanceof Y.Map ? record.get('indicators') : undefined;
  return readIndicators(indicators).find((one) => one.indicatorId === indicatorId);
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
  const current = indicatorOf(tree, nodeId, indicator.indicatorId);
  const isUnchanged = current !== undefined && isSame(current, { ...current, ...indicator });
  if (!(indicators instanceof Y.Map) || current === undefined || !isUnchanged) {
    return refuse({ kind: 'changedSince', nodeId });
  }
  const refusal = whyAcrossTheLine(tree, [nodeId], act);
  if (refusal !== undefined) return refuse(refusal);
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
