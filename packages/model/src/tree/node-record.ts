/** The record in which a node's facts stand: made, opened, and given another kind. */
import * as Y from 'yjs';
import type { TreeDocument } from '../documents/tree-document.ts';
import { randomDigits, type NodeId } from '../ids.ts';
import { newStoredIndicator, type Indicator } from '../indicator/indicator.ts';
import { accept, refuse, type Outcome } from '../refusal.ts';
import { whyNotChange, whyNotMake } from './guard.ts';
import { readNodeFacts, type NodeBasics, type NodeKind } from './node.ts';
import { orderKeyBetween } from './order-key.ts';
import type { Act, TreeRefusal, TreeStep } from './step.ts';

/** To be put in `nodes` inside a transaction. */
export function newRecord({ kind, title, owner }: Omit<NodeBasics, 'indicators'>): Y.Map<unknown> {
  const record = new Y.Map<unknown>();
  record.set('kind', kind);
  record.set('title', new Y.Text(title));
  record.set('owner', owner);
  record.set('indicators', new Y.Map());
  return record;
}

/** The same, with what is measured at it. */
export function newRecordWith(facts: NodeBasics, act: Act): Y.Map<unknown> {
  const record = newRecord(facts);
  if (facts.indicators.length > 0) record.set('indicators', newIndicators(facts.indicators, act));
  return record;
}

function newIndicators(indicators: readonly Indicator[], act: Act): Y.Map<unknown> {
  const stored = new Y.Map<unknown>();
  let last: string | undefined;
  for (const indicator of indicators) {
    last = orderKeyBetween(last ?? null, null, act.drawDigits ?? randomDigits, last);
    stored.set(indicator.indicatorId, newStoredIndicator(indicator, last));
  }
  return stored;
}

/** The node's record; a fresh one where something unreadable stood. */
export function openRecord(tree: TreeDocument, nodeId: NodeId): Y.Map<unknown> {
  const existing = tree.nodes.get(nodeId);
  if (existing instanceof Y.Map) return existing;
  const { kind, title, owner } = readNodeFacts(existing);
  const record = newRecord({ kind, title, owner });
  tree.nodes.set(nodeId, record);
  return record;
}

export function openTitle(record: Y.Map<unknown>): Y.Text {
  const existing = record.get('title');
  if (existing instanceof Y.Text) return existing;
  const title = new Y.Text();
  record.set('title', title);
  return title;
}

/** Without asking whether it fits: for setting it, and for setting it back. Refuses `nodeIsGone` and
 *  `acrossTheLine`. */
export function changeKind(
  tree: TreeDocument,
  { nodeId, kind }: { nodeId: NodeId; kind: NodeKind },
  act: Act,
): Outcome<TreeStep, TreeRefusal> {
  const refusal = whyNotChange(tree, nodeId, act) ?? whyNotMake(tree, { nodeId, kind }, act);
  if (refusal !== undefined) return refuse(refusal);
  const from = readNodeFacts(tree.nodes.get(nodeId)).kind;
  tree.doc.transact(() => openRecord(tree, nodeId).set('kind', kind), act.origin);
  return accept<TreeStep>({ kind: 'kindSet', nodeId, from, to: kind });
}
