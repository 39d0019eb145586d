/** What a dossier changed in the list of policy words that its language lamp starts with. Stored in the
 *  tree document's `lamp`, one atomic value a word, under the word itself: two people who add one word
 *  at once made one entry. */
import type { TreeDocument } from '../documents/tree-document.ts';
import { readField, readText } from '../outside.ts';
import { cutText } from '../tree/title.ts';
import { readSignature, type Signature } from '../signature.ts';
import { plainWord } from './term.ts';

/** Of a policy word, and of each thing to say instead. */
export const MAX_LAMP_TEXT_LENGTH = 80;
export const MOST_ALTERNATIVES = 5;
/** In one dossier, the silenced ones too. */
export const MOST_LAMP_WORDS = 500;

/** A policy word as this dossier wants it. */
export interface LampWord {
  /** As `plainWord` gives it. */
  readonly word: string;
  /** Best first. */
  readonly alternatives: readonly string[];
  /** "This word is ours": it lights up no more. */
  readonly isSilent: boolean;
  readonly signature: Signature;
}

/** Takes any value; undefined when nothing in it can be shown. */
export function readLampWord(word: string, stored: unknown): LampWord | undefined {
  if (!isLampKey(word) || typeof stored !== 'object' || stored === null) return undefined;
  const alternatives = readAlternatives(readField(stored, 'a'));
  const isSilent = readField(stored, 's') === true;
  if (alternatives.length === 0 && !isSilent) return undefined;
  return { word, alternatives, isSilent, signature: readSignature(stored) };
}

/** Every word that this dossier added, changed or silenced, in the order of the alphabet. */
export function readLampWords({ lamp }: TreeDocument): readonly LampWord[] {
  return [...lamp.keys()]
    .toSorted()
    .flatMap((word) => readLampWord(word, lamp.get(word)) ?? [])
    .slice(0, MOST_LAMP_WORDS)
    .toSorted((one, other) => one.word.localeCompare(other.word, 'nl'));
}

/** Could this be the key of a policy word? */
export function isLampKey(key: string): boolean {
  return key !== '' && key.length <= MAX_LAMP_TEXT_LENGTH && key === plainWord(key);
}

/** As it is stored; see `readLampWord`. */
export function lampValue({ alternatives, isSilent, signature }: Omit<LampWord, 'word'>): unknown {
  return { a: [...alternatives], s: isSilent, ...signature };
}

function readAlternatives(stored: unknown): readonly string[] {
  if (!Array.isArray(stored)) return [];
  return stored
    .slice(0, MOST_ALTERNATIVES)
    .map((one: unknown) => cutText(readText(one), MAX_LAMP_TEXT_LENGTH))
    .filter((one) => one.trim() !== '');
}
