import type { TreeDocument } from '../documents/tree-document.ts';
import { accept, refuse, type Outcome } from '../refusal.ts';
import type { Act, TreeRefusal, TreeStep } from './step.ts';

/** What came of several verbs together. */
export interface SeveralDone {
  readonly step: Extract<TreeStep, { kind: 'several' }>;
  /** Of the first that was refused. */
  readonly refusal: TreeRefusal | undefined;
}

/** As much as is allowed of what belongs together: one transaction, and one step to undo. */
export function asFarAsAllowed(
  tree: TreeDocument,
  act: Act,
  verbs: readonly (() => Outcome<TreeStep, TreeRefusal>)[],
): SeveralDone {
  const outcomes = tree.doc.transact(() => verbs.map((verb) => verb()), act.origin);
  const steps = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value] : []));
  const refused = outcomes.find((outcome) => !outcome.ok);
  return { step: { kind: 'several', steps }, refusal: refused?.refusal };
}

/** The same, where it matters only whether anything was done: when nothing was, the first refusal is the answer. */
export function inOneStep(
  tree: TreeDocument,
  act: Act,
  verbs: readonly (() => Outcome<TreeStep, TreeRefusal>)[],
): Outcome<TreeStep, TreeRefusal> {
  const { step, refusal } = asFarAsAllowed(tree, act, verbs);
  return step.steps.length === 0 && refusal !== undefined
    ? refuse(refusal)
    : accept<TreeStep>(step);
}
