/** Undo by doing the opposite, not by turning back the document: undoing "create" that way would
 *  delete a colleague's words in the new node. So: create <-> archive, move <-> move back, set <-> set
 *  back; each only while it is still as I left it. Otherwise the colleague's change stays, and the
 *  person is told. */
import type { TreeDocument } from '../documents/tree-document.ts';
import type { BatchId, NodeId } from '../ids.ts';
import { addIndicator, changeIndicatorBack, removeIndicator } from '../indicator/measure.ts';
import { accept, refuse, type Outcome } from '../refusal.ts';
import type { Signature } from '../signature.ts';
import type { NodeStateName } from './agreement.ts';
import { setHelper, setNodeState, setService, setTaken } from './agree.ts';
import {
  archiveOf,
  removeArchiveRecords,
  setArchiveRecords,
  type ArchiveRecord,
} from './archive.ts';
import { whyAcrossTheLine, whyNotChange } from './guard.ts';
import { inOneStep } from './in-one-step.ts';
import { moveToPlace } from './move.ts';
import { changeKind } from './node-record.ts';
import { readNodeFacts, type NodeFacts } from './node.ts';
import { addRemark, removeRemark } from './make-remark.ts';
import type { Act, TreeRefusal, TreeStep } from './step.ts';
import { shapeOf } from './tree-shape.ts';
import { renameNode, setNodeOwner } from './verbs.ts';

type AgreementStep = Extract<
  TreeStep,
  { kind: 'stateSet' | 'takenSet' | 'helperSet' | 'serviceSet' }
>;
type RemarkStep = Extract<TreeStep, { kind: 'remarked' | 'remarkTakenAway' }>;
type IndicatorStep = Extract<
  TreeStep,
  { kind: 'indicatorAdded' | 'indicatorChanged' | 'indicatorRemoved' }
>;
type Saying = Signature & { readonly is?: NodeStateName };
type TreeOutcome = Outcome<TreeStep, TreeRefusal>;

/** Does the opposite of a step; the outcome is that opposite as a step of its own, so that reversing
 *  it again is redo. Refuses `changedSince`, or whatever the opposite verb refuses. */
export function reverseStep(tree: TreeDocument, step: TreeStep, act: Act): TreeOutcome {
  if (isSaid(step)) return unsay(tree, step, act);
  if (isMeasured(step)) return unmeasure(tree, step, act);
  switch (step.kind) {
    case 'created':
      return uncreate(tree, step.nodeId, act);
    case 'moved':
      return moveBack(tree, step, act);
    case 'renamed':
      if (isChanged(tree, step.nodeId, 'title', step.to)) return refuseChanged(step.nodeId);
      return renameNode(tree, { nodeId: step.nodeId, title: step.from }, act);
    case 'kindSet':
      if (isChanged(tree, step.nodeId, 'kind', step.to)) return refuseChanged(step.nodeId);
      return changeKind(tree, { nodeId: step.nodeId, kind: step.from }, act);
    case 'ownerSet':
      if (isChanged(tree, step.nodeId, 'owner', step.to)) return refuseChanged(step.nodeId);
      return setNodeOwner(tree, { nodeId: step.nodeId, owner: step.from }, act);
    case 'archived':
      return unarchive(tree, step.records, act);
    case 'restored':
      return rearchive(tree, step.records, act);
    case 'several':
      // What a colleague changed since stays; the rest goes back.
      return inOneStep(
        tree,
        act,
        step.steps.toReversed().map((one) => () => reverseStep(tree, one, act)),
      );
  }
}

function isAboutRemark(step: TreeStep): step is RemarkStep {
  return step.kind === 'remarked' || step.kind === 'remarkTakenAway';
}

function unremark(tree: TreeDocument, step: RemarkStep, act: Act): TreeOutcome {
  return step.kind === 'remarked' ? removeRemark(tree, step, act) : addRemark(tree, step, act);
}

function isSaid(step: TreeStep): step is AgreementStep | RemarkStep {
  return (
    ['stateSet', 'takenSet', 'helperSet', 'serviceSet'].includes(step.kind) || isAboutRemark(step)
  );
}

function isMeasured(step: TreeStep): step is IndicatorStep {
  return ['indicatorAdded', 'indicatorChanged', 'indicatorRemoved'].includes(step.kind);
}

function unmeasure(tree: TreeDocument, step: IndicatorStep, act: Act): TreeOutcome {
  if (step.kind === 'indicatorChanged') return changeIndicatorBack(tree, step, act);
  const { nodeId, indicator } = step;
  return step.kind === 'indicatorAdded'
    ? removeIndicator(tree, nodeId, indicator, act)
    : addIndicator(tree, nodeId, indicator, act);
}

/** What was said about the agreement, unless somebody said something else since. */
function unsay(tree: TreeDocument, step: AgreementStep | RemarkStep, act: Act): TreeOutcome {
  if (isAboutRemark(step)) return unremark(tree, step, act);
  const { nodeId } = step;
  const { state, taken, helperIds, services } = readNodeFacts(tree.nodes.get(nodeId));
  switch (step.kind) {
    case 'stateSet':
      if (!isSameSaying(state, step.to)) return refuseChanged(nodeId);
      return setNodeState(tree, { nodeId, state: step.from }, act);
    case 'takenSet':
      if (!isSameSaying(taken, step.to)) return refuseChanged(nodeId);
      return setTaken(tree, { nodeId, taken: step.from }, act);
    case 'helperSet': {
      const { partyId } = step;
      if (helperIds.includes(partyId) !== step.to) return refuseChanged(nodeId);
      return setHelper(tree, { nodeId, partyId, helps: step.from }, act);
    }
    case 'serviceSet': {
      const { effectId } = step;
      const now = services.find((service) => service.effectId === effectId)?.reason ?? null;
      if (now !== step.to) return refuseChanged(nodeId);
      return setService(tree, { nodeId, effectId, reason: step.from }, act);
    }
  }
}

function isSameSaying(one: Saying | null, other: Saying | null): boolean {
  if (one === null || other === null) return one === other;
  const { is, by, party, at } = one;
  return is === other.is && by === other.by && party === other.party && at === other.at;
}

/** Hides the node alone: what colleagues put under it surfaces. */
function uncreate(tree: TreeDocument, nodeId: NodeId, act: Act): TreeOutcome {
  const refusal = whyNotChange(tree, nodeId, act);
  if (refusal !== undefined) return refuse(refusal);
  const batchId = `undo-${nodeId}`.slice(0, 40) as BatchId;
  const records = [{ nodeId, batchId, at: null, by: act.by, memberIds: [nodeId] }];
  tree.doc.transact(() => setArchiveRecords(tree, records), act.origin);
  return accept<TreeStep>({ kind: 'archived', records });
}

function moveBack(
  tree: TreeDocument,
  { nodeId, from, to }: Extract<TreeStep, { kind: 'moved' }>,
  act: Act,
): TreeOutcome {
  const position = shapeOf(tree).position(nodeId);
  // Not the counter: undoing a later move of mine brings the same place back with a new one.
  const isMine = position?.parentId === to.parentId && position.orderKey === to.orderKey;
  return isMine ? moveToPlace(tree, nodeId, from, act) : refuseChanged(nodeId);
}

function unarchive(tree: TreeDocument, records: readonly ArchiveRecord[], act: Act): TreeOutcome {
  const archive = archiveOf(tree);
  const changed = records.find(
    ({ nodeId, batchId }) => archive.record(nodeId)?.batchId !== batchId,
  );
  if (changed !== undefined) return refuseChanged(changed.nodeId);
  const nodeIds = records.map(({ nodeId }) => nodeId);
  const refusal = whyAcrossTheLine(tree, nodeIds, act);
  if (refusal !== undefined) return refuse(refusal);
  tree.doc.transact(() => removeArchiveRecords(tree, nodeIds), act.origin);
  return accept<TreeStep>({ kind: 'restored', records });
}

function rearchive(tree: TreeDocument, records: readonly ArchiveRecord[], act: Act): TreeOutcome {
  const archive = archiveOf(tree);
  const changed = records.find(({ nodeId }) => archive.record(nodeId) !== undefined);
  if (changed !== undefined) return refuseChanged(changed.nodeId);
  const nodeIds = records.map(({ nodeId }) => nodeId);
  const refusal = whyAcrossTheLine(tree, nodeIds, act);
  if (refusal !== undefined) return refuse(refusal);
  tree.doc.transact(() => setArchiveRecords(tree, records), act.origin);
  return accept<TreeStep>({ kind: 'archived', records });
}

function isChanged<Field extends keyof NodeFacts>(
  tree: TreeDocument,
  nodeId: NodeId,
  field: Field,
  expected: NodeFacts[Field],
): boolean {
  return readNodeFacts(tree.nodes.get(nodeId))[field] !== expected;
}

function refuseChanged(nodeId: NodeId): TreeOutcome {
  return refuse({ kind: 'changedSince', nodeId });
}

/** One person's own steps, newest last. A step that can no longer be reversed is dropped after its
 *  refusal, so that asking again goes on with the one before. */
export class UndoHistory {
  readonly #done: TreeStep[] = [];
  readonly #undone: TreeStep[] = [];
  readonly #listeners = new Set<() => void>();

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  /** Remembers what a verb did. What was undone before can no longer be redone. */
  record(step: TreeStep): void {
    this.#done.push(step);
    this.#undone.length = 0;
    this.#tell();
  }

  /** Drops a node's creation when it is the last step: it was taken back before it was anything. */
  forget(nodeId: NodeId): void {
    const last = this.#done.at(-1);
    if (last?.kind !== 'created' || last.nodeId !== nodeId) return;
    this.#done.pop();
    this.#tell();
  }

  /** Refuses `nothingToUndo`, or as `reverseStep`. */
  undo(tree: TreeDocument, act: Act): TreeOutcome {
    const step = this.#done.pop();
    if (step === undefined) return refuse({ kind: 'nothingToUndo' });
    return this.#reverse(tree, step, act, this.#undone);
  }

  /** Refuses `nothingToRedo`, or as `reverseStep`. */
  redo(tree: TreeDocument, act: Act): TreeOutcome {
    const step = this.#undone.pop();
    if (step === undefined) return refuse({ kind: 'nothingToRedo' });
    return this.#reverse(tree, step, act, this.#done);
  }

  /** Calls when `canUndo` or `canRedo` may have changed. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #reverse(tree: TreeDocument, step: TreeStep, act: Act, opposites: TreeStep[]): TreeOutcome {
    const outcome = reverseStep(tree, step, act);
    if (outcome.ok) opposites.push(outcome.value);
    this.#tell();
    return outcome;
  }

  #tell(): void {
    for (const listener of Array.from(this.#listeners)) listener();
  }
}
