/** What people do to the dossier's words: add, change, archive and restore a term; set or silence a policy
 *  word. Each is one transaction; what it did comes back as a step that `undo` can reverse. */
import * as Y from 'yjs';
import type { TreeDocument } from '../documents/tree-document.ts';
import type { TermId } from '../ids.ts';
import { accept, refuse, type Outcome } from '../refusal.ts';
import { carryChange } from '../tree/title-change.ts';
import { oneLine, rewriteTitle } from '../tree/title.ts';
import {
  MAX_LAMP_TEXT_LENGTH,
  MOST_ALTERNATIVES,
  MOST_LAMP_WORDS,
  lampValue,
  readLampWord,
  type LampWord,
} from './lamp-word.ts';
import type { GlossaryAct, GlossaryRefusal, GlossaryStep } from './step.ts';
import {
  MAX_MEANING_LENGTH,
  MAX_TERM_WORD_LENGTH,
  MOST_TERMS,
  isSameWord,
  plainWord,
  readTerm,
  readTerms,
  type Term,
  type TermWords,
} from './term.ts';

type GlossaryOutcome = Outcome<GlossaryStep, GlossaryRefusal>;

/** Refuses `termExists`, `tooManyTerms`, and as `whyUnfitWords`. */
export function addTerm(
  tree: TreeDocument,
  { termId, ...words }: TermWords & { readonly termId: TermId },
  { signature, origin }: GlossaryAct,
): GlossaryOutcome {
  const to = oneLineOf(words);
  if (tree.terms.has(termId)) return refuse({ kind: 'termExists', termId });
  if (tree.terms.size >= MOST_TERMS) return refuse({ kind: 'tooManyTerms', limit: MOST_TERMS });
  const unfit = whyUnfitWords(tree, termId, to);
  if (unfit !== undefined) return refuse(unfit);
  tree.doc.transact(() => {
    const record = new Y.Map<unknown>([
      ['word', new Y.Text(to.word)],
      ['meaning', new Y.Text(to.meaning)],
      ['made', { ...signature }],
    ]);
    tree.terms.set(termId, record);
  }, origin);
  return accept<GlossaryStep>({ kind: 'termAdded', termId, to });
}

/** Makes of what the person saw what they wrote; what a colleague wrote in it meanwhile stays too.
 *  Refuses `termIsGone`, and as `whyUnfitWords`. */
export function changeTerm(
  tree: TreeDocument,
  { termId, seen, to }: { termId: TermId; seen: TermWords; to: TermWords },
  { signature, origin }: GlossaryAct,
): GlossaryOutcome {
  const [record, term] = [tree.terms.get(termId), termInUse(tree, termId)];
  if (term === undefined || !(record instanceof Y.Map))
    return refuse({ kind: 'termIsGone', termId });
  const from: TermWords = { word: term.word, meaning: term.meaning };
  const wanted = oneLineOf(to);
  const merged = oneLineOf({
    word: carryChange(seen.word, wanted.word, from.word),
    meaning: carryChange(seen.meaning, wanted.meaning, from.meaning),
  });
  const unfit = whyUnfitWords(tree, termId, merged);
  if (unfit !== undefined) return refuse(unfit);
  if (!isSameWords(from, merged)) {
    tree.doc.transact(() => {
      rewrite(record, 'word', merged.word, MAX_TERM_WORD_LENGTH);
      rewrite(record, 'meaning', merged.meaning, MAX_MEANING_LENGTH);
      record.set('changed', { ...signature });
    }, origin);
  }
  return accept<GlossaryStep>({ kind: 'termChanged', termId, from, to: merged });
}

/** Out of use, and kept. Refuses `termIsGone`. */
export function archiveTerm(tree: TreeDocument, termId: TermId, act: GlossaryAct): GlossaryOutcome {
  const record = tree.terms.get(termId);
  if (termInUse(tree, termId) === undefined || !(record instanceof Y.Map)) {
    return refuse({ kind: 'termIsGone', termId });
  }
  tree.doc.transact(() => record.set('arch', { ...act.signature }), act.origin);
  return accept<GlossaryStep>({ kind: 'termArchived', termId });
}

/** Back in use. Refuses `termIsGone` when it is not in the archive, and `wordTaken`. */
export function restoreTerm(tree: TreeDocument, termId: TermId, act: GlossaryAct): GlossaryOutcome {
  const record = tree.terms.get(termId);
  const term = readTerm(termId, record);
  if (term?.archived === undefined || !(record instanceof Y.Map)) {
    return refuse({ kind: 'termIsGone', termId });
  }
  const taken = termWithWord(tree, term.word, termId);
  if (taken !== undefined) return refuse({ kind: 'wordTaken', termId: taken.termId });
  tree.doc.transact(() => record.set('arch', null), act.origin);
  return accept<GlossaryStep>({ kind: 'termRestored', termId });
}

/** What to make of a policy word; `null` gives it back to the lamp's own list. */
export interface NewLampWord {
  readonly word: string;
  readonly alternatives: readonly string[];
  readonly isSilent: boolean;
}

/** Sets what this dossier wants with a policy word. Refuses `wordMissing`, `wordTooLong`,
 *  `alternativeMissing` (unless it is silent), `alternativeTooLong`, `tooManyAlternatives` and
 *  `tooManyLampWords`. */
export function setLampWord(
  tree: TreeDocument,
  wanted: NewLampWord,
  act: GlossaryAct,
): GlossaryOutcome {
  const word = plainWord(oneLine(wanted.word));
  const alternatives = wanted.alternatives.map(oneLine).filter((one) => one !== '');
  const to: LampWord = { word, alternatives, isSilent: wanted.isSilent, signature: act.signature };
  const unfit = whyUnfitLampWord(tree, to);
  return unfit === undefined ? writeLampWord(tree, word, to, act.origin) : refuse(unfit);
}

/** Gives a policy word back to the lamp's own list. */
export function resetLampWord(tree: TreeDocument, word: string, act: GlossaryAct): GlossaryOutcome {
  return writeLampWord(tree, plainWord(word), null, act.origin);
}

/** For `undo` as well: there what was, was fit. */
export function writeLampWord(
  tree: TreeDocument,
  word: string,
  to: LampWord | null,
  origin: unknown,
): GlossaryOutcome {
  const from = readLampWord(word, tree.lamp.get(word)) ?? null;
  tree.doc.transact(() => {
    if (to === null) tree.lamp.delete(word);
    else tree.lamp.set(word, lampValue(to));
  }, origin);
  return accept<GlossaryStep>({ kind: 'lampWordSet', word, from, to });
}

/** Undefined: archived, unreadable, or never there. */
export function termInUse(tree: TreeDocument, termId: TermId): Term | undefined {
  const term = readTerm(termId, tree.terms.get(termId));
  return term?.archived === undefined ? term : undefined;
}

export function isSameWords(one: TermWords, other: TermWords): boolean {
  return one.word === other.word && one.meaning === other.meaning;
}

function oneLineOf({ word, meaning }: TermWords): TermWords {
  return { word: oneLine(word), meaning: oneLine(meaning) };
}

/** `wordMissing`, `wordTooLong`, `meaningMissing`, `meaningTooLong` or `wordTaken`. */
function whyUnfitWords(
  tree: TreeDocument,
  termId: TermId,
  { word, meaning }: TermWords,
): GlossaryRefusal | undefined {
  if (word === '') return { kind: 'wordMissing' };
  if (word.length > MAX_TERM_WORD_LENGTH) {
    return { kind: 'wordTooLong', length: word.length, limit: MAX_TERM_WORD_LENGTH };
  }
  if (meaning === '') return { kind: 'meaningMissing' };
  if (meaning.length > MAX_MEANING_LENGTH) {
    return { kind: 'meaningTooLong', length: meaning.length, limit: MAX_MEANING_LENGTH };
  }
  const taken = termWithWord(tree, word, termId);
  return taken === undefined ? undefined : { kind: 'wordTaken', termId: taken.termId };
}

function termWithWord(tree: TreeDocument, word: string, except: TermId): Term | undefined {
  return readTerms(tree).find(
    (term) => term.termId !== except && term.archived === undefined && isSameWord(term.word, word),
  );
}

function whyUnfitLampWord(
  tree: TreeDocument,
  { word, alternatives, isSilent }: LampWord,
): GlossaryRefusal | undefined {
  const limit = MAX_LAMP_TEXT_LENGTH;
  if (word === '') return { kind: 'wordMissing' };
  if (word.length > limit) return { kind: 'wordTooLong', length: word.length, limit };
  if (alternatives.length === 0 && !isSilent) return { kind: 'alternativeMissing' };
  if (alternatives.length > MOST_ALTERNATIVES) {
    return { kind: 'tooManyAlternatives', limit: MOST_ALTERNATIVES };
  }
  const length = Math.max(0, ...alternatives.map((one) => one.length));
  if (length > limit) return { kind: 'alternativeTooLong', length, limit };
  const isNew = !tree.lamp.has(word);
  if (isNew && tree.lamp.size >= MOST_LAMP_WORDS) {
    return { kind: 'tooManyLampWords', limit: MOST_LAMP_WORDS };
  }
  return undefined;
}

function rewrite(record: Y.Map<unknown>, field: keyof TermWords, to: string, limit: number): void {
  const existing = record.get(field);
  if (existing instanceof Y.Text) rewriteTitle(existing, to, limit);
  else record.set(field, new Y.Text(to));
}
