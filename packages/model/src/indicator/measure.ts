/** Adding an indicator to a node, and taking one away. */
import * as Y from 'yjs';
import type { TreeDocument } from '../documents/tree-document.ts';
import { randomDigits, type NodeId } from '../ids.ts';
import { accept, refuse, type Outcome } from '../refusal.ts';
import { whyAcrossTheLine } from '../tree/guard.ts';
import { orderKeyBetween, readOrderKey } from '../tree/order-key.ts';
import type { Act, TreeRefusal, TreeStep } from '../tree/step.ts';
import {
  longestText,
  MAX_INDICATOR_TEXT_LENGTH,
  readIndicators,
  type Indicator,
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
    const { indicatorId, ...fields } = indicator;
    if (indicators.has(indicatorId)) return refuse({ kind: 'indicatorExists', indicatorId });
    const o = orderKeyBetween(lastOrderKey(indicators), null, act.drawDigits ?? randomDigits);
    indicators.set(indicatorId, new Y.Map<unknown>(Object.entries({ ...fields, o })));
    return accept<TreeStep>({ kind: 'indicatorAdded', nodeId, indicator });
  }, act.origin);
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
