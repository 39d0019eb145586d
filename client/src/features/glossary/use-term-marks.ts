import type { Term, TermId } from '@meemaak/model';
import type { Editor } from '@tiptap/core';
import { useEffect, useMemo, useState } from 'react';
import type { TextLayer } from '../../view/text-layer.ts';
import { textMarksOf } from '../../view/text-marks.ts';
import { isTermMark, termLayer } from './term-layer.ts';

/** Underlines the terms in the text; `uses`: how often each stands there. */
export function useTermMarks(
  editor: Editor,
  terms: readonly Term[],
  mayWrite: boolean,
): { readonly layer: TextLayer; readonly uses: ReadonlyMap<TermId, number> } {
  const layer = useMemo(() => termLayer(terms, mayWrite), [terms, mayWrite]);
  const [uses, setUses] = useState<ReadonlyMap<TermId, number>>(new Map());
  const isEmpty = terms.every(({ archived }) => archived !== undefined);
  useEffect(() => {
    if (isEmpty) return undefined;
    const marks = textMarksOf(editor);
    const stopListening = marks.subscribe(() => setUses(countUses(editor, layer)));
    const stopDrawing = marks.add(layer);
    return () => {
      stopListening();
      stopDrawing();
    };
  }, [editor, layer, isEmpty]);
  return { layer, uses };
}

function countUses(editor: Editor, layer: TextLayer): ReadonlyMap<TermId, number> {
  const uses = new Map<TermId, number>();
  for (const mark of textMarksOf(editor).of(layer)) {
    if (!isTermMark(mark)) continue;
    for (const termId of mark.value.termIds) uses.set(termId, (uses.get(termId) ?? 0) + 1);
  }
  return uses;
}
