/** A word with a meaning that the parties agreed on. Stored in the tree document's `terms`, one shared
 *  map a term, its words as shared text: two people's changes of one meaning both stay. */
import * as Y from 'yjs';
import type { TreeDocument } from '../documents/tree-document.ts';
import { isId, type TermId } from '../ids.ts';
import { readTitle } from '../tree/title.ts';
import { readSignature, type Signature } from '../signature.ts';

/** Longer ones are refused, and only their beginning is read. */
export const MAX_TERM_WORD_LENGTH = 80;
export const MAX_MEANING_LENGTH = 600;
/** In one dossier, the archived ones too. */
export const MOST_TERMS = 500;

/** What people write of a term; each is one line. */
export interface TermWords {
  readonly word: string;
  readonly meaning: string;
}

export interface Term extends TermWords {
  readonly termId: TermId;
  readonly made: Signature;
  /** The last change of its words; as `made` when there was none. */
  readonly changed: Signature;
  /** Undefined: it is in use. */
  readonly archived: Signature | undefined;
}

/** One term; undefined when what is stored there is none. Takes any value. */
export function readTerm(termId: string, stored: unknown): Term | undefined {
  if (!isId<TermId>(termId) || !(stored instanceof Y.Map)) return undefined;
  const word = readTitle(stored.get('word'), MAX_TERM_WORD_LENGTH);
  if (word.trim() === '') return undefined;
  const arch: unknown = stored.get('arch');
  const made = readSignature(stored.get('made'));
  return {
    termId,
    word,
    meaning: readTitle(stored.get('meaning'), MAX_MEANING_LENGTH),
    made,
    changed: stored.has('changed') ? readSignature(stored.get('changed')) : made,
    archived: arch === undefined || arch === null ? undefined : readSignature(arch),
  };
}

/** All terms, archived ones too, in the order of the alphabet; the same for everybody. Of more than
 *  `MOST_TERMS` the ones with the first ids. */
export function readTerms({ terms }: TreeDocument): readonly Term[] {
  return [...terms.keys()]
    .toSorted()
    .flatMap((termId) => readTerm(termId, terms.get(termId)) ?? [])
    .slice(0, MOST_TERMS)
    .toSorted(byWord);
}

/** Two words that differ in their capitals or spaces only are one word. */
export function isSameWord(one: string, other: string): boolean {
  return plainWord(one) === plainWord(other);
}

/** A word as it is looked for: small letters, single spaces, one kind of apostrophe. */
export function plainWord(word: string): string {
  return word.trim().toLowerCase().replaceAll('’', "'").replace(/\s+/g, ' ');
}

function byWord(one: Term, other: Term): number {
  return one.word.localeCompare(other.word, 'nl') || (one.termId < other.termId ? -1 : 1);
}
