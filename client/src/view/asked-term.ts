/** A way to ask for the glossary from elsewhere: at a word that is to be explained, or at a term. */
import type { TermId } from '@meemaak/model';

export type AskedTerm = { readonly word: string } | { readonly termId: TermId };

const listeners = new Set<(asked: AskedTerm) => void>();

export function askForTerm(asked: AskedTerm): void {
  for (const listener of listeners) listener(asked);
}

export function watchAskedTerm(listener: (asked: AskedTerm) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
