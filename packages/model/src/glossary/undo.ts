import type { TreeDocument } from '../documents/tree-document.ts';
import { refuse, type Outcome } from '../refusal.ts';
import { readLampWord, type LampWord } from './lamp-word.ts';
import type { GlossaryAct, GlossaryRefusal, GlossaryStep } from './step.ts';
import {
  archiveTerm,
  changeTerm,
  isSameWords,
  restoreTerm,
  termInUse,
  writeLampWord,
} from './verbs.ts';

/** Does the opposite of a step; the outcome is that opposite as a step of its own, so that reversing it
 *  again is redo. A new term goes to the archive: a colleague may have written in it. Refuses
 *  `changedSince` where somebody else was there after me, or whatever the opposite verb refuses. */
export function reverseGlossaryStep(
  tree: TreeDocument,
  step: GlossaryStep,
  act: GlossaryAct,
): Outcome<GlossaryStep, GlossaryRefusal> {
  switch (step.kind) {
    case 'termAdded': {
      const term = termInUse(tree, step.termId);
      if (term === undefined || !isSameWords(term, step.to))
        return refuse({ kind: 'changedSince' });
      return archiveTerm(tree, step.termId, act);
    }
    case 'termChanged': {
      const { termId, from, to } = step;
      const term = termInUse(tree, termId);
      if (term === undefined || !isSameWords(term, to)) return refuse({ kind: 'changedSince' });
      return changeTerm(tree, { termId, seen: to, to: from }, act);
    }
    case 'termArchived':
      return restoreTerm(tree, step.termId, act);
    case 'termRestored':
      return archiveTerm(tree, step.termId, act);
    case 'lampWordSet': {
      const { word, from, to } = step;
      const now = readLampWord(word, tree.lamp.get(word)) ?? null;
      if (!isSameLampWord(now, to)) return refuse({ kind: 'changedSince' });
      return writeLampWord(tree, word, from, act.origin);
    }
    default:
      return step satisfies never;
  }
}

function isSameLampWord(one: LampWord | null, other: LampWord | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
