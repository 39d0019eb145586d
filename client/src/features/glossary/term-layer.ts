import { plainWord, type Term, type TermId } from '@meemaak/model';
import { PhraseFinder } from '@meemaak/plain-language';
import { TextLayer, type Mark } from '../../view/text-layer.ts';

/** Which terms a mark stands for: mostly one, and two where two people added one word at once. */
export interface TermFinding {
  readonly termIds: readonly TermId[];
  /** As it stands in the text. */
  readonly found: string;
}

export interface TermMark extends Mark {
  readonly value: TermFinding;
}

export function isTermMark(mark: Mark): mark is TermMark {
  return isTermFinding(mark.value);
}

function isTermFinding(value: unknown): value is TermFinding {
  return typeof value === 'object' && value !== null && 'termIds' in value;
}

/** Underlines every term that is in use. `mayWrite`: in a text that is only read the first use of each
 *  can be reached with the Tab key; in a field to write in there is Alt+Enter. */
export function termLayer(terms: readonly Term[], mayWrite: boolean): TextLayer {
  const inUse = terms.filter(({ archived }) => archived === undefined);
  const byWord = new Map<string, readonly Term[]>();
  for (const term of inUse) {
    const word = plainWord(term.word);
    byWord.set(word, [...(byWord.get(word) ?? []), term]);
  }
  const finder = new PhraseFinder(
    [...byWord].map(([words, same]) => ({ words, meaning: same.map(({ termId }) => termId) })),
  );
  return new TextLayer({
    find: (text) =>
      finder.find(text).map(({ start, end, text: found, meaning: termIds }) => {
        return { start, end, value: { termIds, found } satisfies TermFinding };
      }),
    keyOf: (value) => (isTermFinding(value) ? value.termIds.join(' ') : value),
    look: (value, isFirst) => ({
      class: 'term-mark',
      'data-mark': '',
      // By its whole word, also where somebody's caret stands in the middle of it.
      ...(isFirst && !mayWrite && isTermFinding(value)
        ? { role: 'button', tabindex: '0', 'aria-label': value.found }
        : {}),
    }),
  });
}
