import type { TermId } from '../ids.ts';
import type { LampWord } from './lamp-word.ts';
import type { Signature } from '../signature.ts';
import type { TermWords } from './term.ts';

/** Who does it, for which party, when, and on behalf of what. */
export interface GlossaryAct {
  readonly signature: Signature;
  /** The transaction's origin, so that observers can tell their own changes from others'. */
  readonly origin: unknown;
}

/** What a verb did, with enough facts to do the opposite (see `reverseGlossaryStep`). */
export type GlossaryStep =
  | { readonly kind: 'termAdded'; readonly termId: TermId; readonly to: TermWords }
  | {
      readonly kind: 'termChanged';
      readonly termId: TermId;
      readonly from: TermWords;
      readonly to: TermWords;
    }
  | { readonly kind: 'termArchived'; readonly termId: TermId }
  | { readonly kind: 'termRestored'; readonly termId: TermId }
  /** `null`: as the lamp's own list has it, or not at all. */
  | {
      readonly kind: 'lampWordSet';
      readonly word: string;
      readonly from: LampWord | null;
      readonly to: LampWord | null;
    };

/** Every expected "no" of the glossary and the lamp's list. */
export type GlossaryRefusal =
  /** Archived, or never there. */
  | { readonly kind: 'termIsGone'; readonly termId: TermId }
  | { readonly kind: 'termExists'; readonly termId: TermId }
  /** Another term in use has this word. */
  | { readonly kind: 'wordTaken'; readonly termId: TermId }
  | { readonly kind: 'wordMissing' }
  | { readonly kind: 'wordTooLong'; readonly length: number; readonly limit: number }
  | { readonly kind: 'meaningMissing' }
  | { readonly kind: 'meaningTooLong'; readonly length: number; readonly limit: number }
  | { readonly kind: 'tooManyTerms'; readonly limit: number }
  | { readonly kind: 'alternativeMissing' }
  | { readonly kind: 'alternativeTooLong'; readonly length: number; readonly limit: number }
  | { readonly kind: 'tooManyAlternatives'; readonly limit: number }
  | { readonly kind: 'tooManyLampWords'; readonly limit: number }
  /** Undo: somebody else changed the same thing after me; theirs stays. */
  | { readonly kind: 'changedSince' };
