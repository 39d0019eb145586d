/** Saying how far a node is, taking it upon one's party, helping, and serving another effect. Each is one
 *  transaction that `undo` can reverse while nobody else changed the same since. */
import type { TreeDocument } from '../documents/tree-document.ts';
import type { NodeId, PartyId } from '../ids.ts';
import { accept, refuse, type Outcome } from '../refusal.ts';
import type { Signature } from '../signature.ts';
import {
  helpKey,
  MAX_REASON_LENGTH,
  MOST_LINKS,
  servesKey,
  type AgreementFacts,
  type NodeState,
} from './agreement.ts';
import { isVisible } from './archive.ts';
import { whyNotChange } from './guard.ts';
import { openRecord } from './node-record.ts';
import { readNodeFacts } from './node.ts';
import type { Act, TreeRefusal, TreeStep } from './step.ts';
import { oneLine } from './title.ts';

type TreeOutcome = Outcome<TreeStep, TreeRefusal>;

/** Says how far a node is. Refuses `nodeIsGone`. */
export function setNodeState(
  tree: TreeDocument,
  { nodeId, state }: { readonly nodeId: NodeId; readonly state: NodeState },
  act: Act,
): TreeOutcome {
  return change(tree, nodeId, act, (before) => {
    openRecord(tree, nodeId).set('state', { ...state });
    return { kind: 'stateSet', nodeId, from: before.state, to: state };
  });
}

/** "Wij nemen dit", or (null) no more. Only the owner takes it upon itself: somebody of that party says so.
 *  Refuses `nodeIsGone` and `ownedByAnother`. */
export function takeNode(
  tree: TreeDocument,
  { nodeId, taken }: { readonly nodeId: NodeId; readonly taken: Signature | null },
  act: Act,
): TreeOutcome {
  const { owner } = readNodeFacts(tree.nodes.get(nodeId));
  if (taken !== null && taken.party !== owner && isVisible(tree, nodeId)) {
    return refuse({ kind: 'ownedByAnother', nodeId, owner });
  }
  return setTaken(tree, { nodeId, taken }, act);
}

/** Without asking whose it is: for setting it back. */
export function setTaken(
  tree: TreeDocument,
  { nodeId, taken }: { readonly nodeId: NodeId; readonly taken: Signature | null },
  act: Act,
): TreeOutcome {
  return change(tree, nodeId, act, (before) => {
    openRecord(tree, nodeId).set('taken', taken === null ? null : { ...taken });
    return { kind: 'takenSet', nodeId, from: before.taken, to: taken };
  });
}

/** Lets a party help the owner, or no more. Refuses `nodeIsGone` and `tooManyLinks`. */
export function setHelper(
  tree: TreeDocument,
  {
    nodeId,
    partyId,
    helps,
  }: { readonly nodeId: NodeId; readonly partyId: PartyId; readonly helps: boolean },
  act: Act,
): TreeOutcome {
  const { helperIds } = readNodeFacts(tree.nodes.get(nodeId));
  const from = helperIds.includes(partyId);
  if (helps && !from && helperIds.length >= MOST_LINKS) return refuseMore(nodeId);
  return change(tree, nodeId, act, () => {
    const record = openRecord(tree, nodeId);
    if (helps) record.set(helpKey(partyId), true);
    else record.delete(helpKey(partyId));
    return { kind: 'helperSet', nodeId, partyId, from, to: helps };
  });
}

/** Says that a performance also serves an effect that it does not hang under, and how; `reason` null: no
 *  more. Refuses `nodeIsGone`, `servesWhatItIsNotFor`, `reasonTooLong` and `tooManyLinks`. */
export function setService(
  tree: TreeDocument,
  service: { readonly nodeId: NodeId; readonly effectId: NodeId; readonly reason: string | null },
  act: Act,
): TreeOutcome {
  const { nodeId, effectId } = service;
  const reason = service.reason === null ? null : oneLine(service.reason);
  const refusal = reason === null ? undefined : whyNotServe(tree, nodeId, effectId, reason);
  if (refusal !== undefined) return refuse(refusal);
  return change(tree, nodeId, act, ({ services }) => {
    const from = services.find((known) => known.effectId === effectId)?.reason ?? null;
    const record = openRecord(tree, nodeId);
    if (reason === null) record.delete(servesKey(effectId));
    else record.set(servesKey(effectId), reason);
    return { kind: 'serviceSet', nodeId, effectId, from, to: reason };
  });
}

function whyNotServe(
  tree: TreeDocument,
  nodeId: NodeId,
  effectId: NodeId,
  reason: string,
): TreeRefusal | undefined {
  const { kind, services } = readNodeFacts(tree.nodes.get(nodeId));
  const effect = readNodeFacts(tree.nodes.get(effectId));
  if (!isVisible(tree, effectId)) return { kind: 'nodeIsGone', nodeId: effectId };
  if (kind !== 'performance' || effect.kind !== 'effect') {
    return { kind: 'servesWhatItIsNotFor', nodeId, effectId };
  }
  if (reason.length > MAX_REASON_LENGTH) {
    return { kind: 'reasonTooLong', length: reason.length, limit: MAX_REASON_LENGTH };
  }
  const isNew = services.every((known) => known.effectId !== effectId);
  return isNew && services.length >= MOST_LINKS
    ? { kind: 'tooManyLinks', nodeId, limit: MOST_LINKS }
    : undefined;
}

function refuseMore(nodeId: NodeId): TreeOutcome {
  return refuse({ kind: 'tooManyLinks', nodeId, limit: MOST_LINKS });
}

function change(
  tree: TreeDocument,
  nodeId: NodeId,
  act: Act,
  write: (before: AgreementFacts) => TreeStep,
): TreeOutcome {
  const refusal = whyNotChange(tree, nodeId, act);
  if (refusal !== undefined) return refuse(refusal);
  const before = readNodeFacts(tree.nodes.get(nodeId));
  return accept(tree.doc.transact(() => write(before), act.origin));
}
