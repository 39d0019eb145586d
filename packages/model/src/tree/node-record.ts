/** A node as it is stored, new. */
import * as Y from 'yjs';
import { randomDigits } from '../ids.ts';
import type { Indicator } from '../indicator/indicator.ts';
import type { NodeFacts } from './node.ts';
import { orderKeyBetween } from './order-key.ts';
import type { Act } from './step.ts';

/** To be put in `nodes` inside a transaction. */
export function newRecord({ kind, title, owner }: Omit<NodeFacts, 'indicators'>): Y.Map<unknown> {
  const record = new Y.Map<unknown>();
  record.set('kind', kind);
  record.set('title', new Y.Text(title));
  record.set('owner', owner);
  record.set('indicators', new Y.Map());
  return record;
}

/** The same, with what is measured at it. */
export function newRecordWith(facts: NodeFacts, act: Act): Y.Map<unknown> {
  const record = newRecord(facts);
  if (facts.indicators.length > 0) record.set('indicators', newIndicators(facts.indicators, act));
  return record;
}

function newIndicators(indicators: readonly Indicator[], act: Act): Y.Map<unknown> {
  const stored = new Y.Map<unknown>();
  let last: string | undefined;
  for (const { indicatorId, ...fields } of indicators) {
    last = orderKeyBetween(last ?? null, null, act.drawDigits ?? randomDigits, last);
    stored.set(indicatorId, new Y.Map<unknown>(Object.entries({ ...fields, o: last })));
  }
  return stored;
}
