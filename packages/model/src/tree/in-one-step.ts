import type { TreeDocument } from '../documents/tree-document.ts';
import { accept, type Outcome } from '../refusal.ts';
import type { Act, TreeRefusal, TreeStep } from './step.ts';

/** What belongs together: one transaction, and one step to undo. What is refused is left out; when all of it
 *  is, the first refusal is the answer. */
export function inOneStep(
  tree: TreeDocument,
  act: Act,
  verbs: readonly (() => Outcome<TreeStep, TreeRefusal>)[],
): Outcome<TreeStep, TreeRefusal> {
  const outcomes = tree.doc.transact(() => verbs.map((verb) => verb()), act.origin);
  const steps = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value] : []));
  const [first] = outcomes;
  if (steps.length === 0 && first !== undefined) return first;
  return accept<TreeStep>({ kind: 'several', steps });
}
