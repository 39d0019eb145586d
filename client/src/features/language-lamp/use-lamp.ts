import { loadSyllableCounter, type CountSyllables, type Measure } from '@meemaak/plain-language';
import type { Editor } from '@tiptap/core';
import { useEffect, useMemo, useState } from 'react';
import { useGlossary } from '../../view/glossary.ts';
import type { Mark, TextLayer } from '../../view/text-layer.ts';
import { textMarksOf } from '../../view/text-marks.ts';
import { LampLayer, isLampFinding, type LampFinding } from './lamp-layer.ts';
import { lampEntries } from './lamp-list.ts';

export interface LampMark extends Mark {
  readonly value: LampFinding;
}

/** What the lamp says of the whole text. */
export interface LampReport {
  readonly measure: Measure;
  readonly words: readonly LampMark[];
  readonly sentences: readonly LampMark[];
}

export interface Lamp {
  /** Undefined: the text is still being looked at. */
  readonly report: LampReport | undefined;
  readonly layer: TextLayer | undefined;
  /** What counts syllables could not be fetched. */
  readonly isBroken: boolean;
}

/** Lights the lamp as long as this is on the screen. */
export function useLamp(editor: Editor): Lamp {
  const { terms, lampWords } = useGlossary();
  const { countSyllables, isBroken } = useSyllables();
  const [report, setReport] = useState<LampReport>();
  const lamp = useMemo(
    () => countSyllables && new LampLayer(lampEntries(lampWords), terms, countSyllables),
    [countSyllables, lampWords, terms],
  );
  useEffect(() => {
    if (lamp === undefined) return undefined;
    const marks = textMarksOf(editor);
    const stopListening = marks.subscribe(() => setReport(readReport(editor, lamp)));
    const stopDrawing = marks.add(lamp.layer);
    return () => {
      stopListening();
      stopDrawing();
    };
  }, [editor, lamp]);
  return { report, layer: lamp?.layer, isBroken };
}

function readReport(editor: Editor, lamp: LampLayer): LampReport {
  const found = textMarksOf(editor).of(lamp.layer).filter(isLampMark);
  return {
    measure: lamp.measure(editor.state.doc),
    words: found.filter(({ value }) => value.kind === 'word'),
    sentences: found.filter(({ value }) => value.kind === 'sentence'),
  };
}

export function isLampMark(mark: Mark): mark is LampMark {
  return isLampFinding(mark.value);
}

function useSyllables(): { countSyllables: CountSyllables | undefined; isBroken: boolean } {
  const [countSyllables, setCounter] = useState<CountSyllables>();
  const [isBroken, setBroken] = useState(false);
  useEffect(() => {
    loadSyllableCounter().then(
      (counter) => setCounter(() => counter),
      () => setBroken(true),
    );
  }, []);
  return { countSyllables, isBroken };
}
