/** The list of policy words of a dossier: the one that every lamp starts with, and what the dossier made
 *  of it. */
import type { LampWord, Signature } from '@meemaak/model';
import { POLICY_WORDS } from '@meemaak/plain-language';

export interface LampEntry {
  readonly word: string;
  readonly alternatives: readonly string[];
  readonly isSilent: boolean;
  /** Who set it here; undefined: as the list came. */
  readonly signature: Signature | undefined;
}

/** In the order of the alphabet. A silenced word keeps the alternatives that it had. */
export function lampEntries(lampWords: readonly LampWord[]): readonly LampEntry[] {
  const entries = new Map<string, LampEntry>(
    POLICY_WORDS.map((word) => [word.word, { ...word, isSilent: false, signature: undefined }]),
  );
  for (const { word, alternatives, isSilent, signature } of lampWords) {
    const kept = alternatives.length > 0 ? alternatives : (entries.get(word)?.alternatives ?? []);
    entries.set(word, { word, alternatives: kept, isSilent, signature });
  }
  return [...entries.values()].toSorted((one, other) => one.word.localeCompare(other.word, 'nl'));
}

/** What people wrote in one line: `taak, opdracht`. */
export function readAlternativesLine(line: string): readonly string[] {
  return line
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
