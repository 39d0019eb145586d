import { plainWord, type Term } from '@meemaak/model';
import {
  PhraseFinder,
  addMeasures,
  measureBlock,
  type CountSyllables,
  type Measure,
  type MeasuredBlock,
} from '@meemaak/plain-language';
import type { Node } from '@tiptap/pm/model';
import { TextLayer, textOfBlock, type Found } from '../../view/text-layer.ts';
import type { LampEntry } from './lamp-list.ts';

/** What the lamp lights up. */
export type LampFinding =
  | {
      readonly kind: 'word';
      readonly entry: LampEntry;
      /** As it stands in the text. */
      readonly found: string;
      readonly isBase: boolean;
    }
  | { readonly kind: 'sentence'; readonly words: number; readonly beginning: string };

/** A mark that a `LampLayer` made. */
export function isLampFinding(value: unknown): value is LampFinding {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

const BEGINNING_LETTERS = 60;

/** Looks for policy words and long sentences, and measures as it goes. */
export class LampLayer {
  readonly layer: TextLayer;
  readonly #countSyllables: CountSyllables;
  readonly #measured = new WeakMap<Node, MeasuredBlock>();

  /** Words that the dossier explains as terms are its own: they do not light up. */
  constructor(
    entries: readonly LampEntry[],
    terms: readonly Term[],
    countSyllables: CountSyllables,
  ) {
    this.#countSyllables = countSyllables;
    const inUse = terms.filter((term) => term.archived === undefined);
    const own = new Set(inUse.map((term) => plainWord(term.word)));
    const lit = entries.filter(({ word, isSilent }) => !isSilent && !own.has(word));
    const finder = new PhraseFinder(lit.map((entry) => ({ words: entry.word, meaning: entry })));
    this.layer = new TextLayer({
      find: (text, block) => [...findWords(finder, text), ...this.#longSentences(text, block)],
      look: (value) => ({ class: isWord(value) ? 'lamp-word' : 'lamp-sentence', 'data-mark': '' }),
    });
  }

  /** Of the whole text. Headings have no sentences. */
  measure(doc: Node): Measure {
    const measures: Measure[] = [];
    doc.descendants((block) => {
      if (block.isTextblock) measures.push(this.#measure(block, textOfBlock(block)));
      return !block.isTextblock;
    });
    return addMeasures(measures);
  }

  #longSentences(text: string, block: Node): readonly Found[] {
    return this.#measure(block, text).longSentences.map(({ start, end, words }) => {
      const beginning = text.slice(start, Math.min(end, start + BEGINNING_LETTERS));
      return { start, end, value: { kind: 'sentence', words, beginning } satisfies LampFinding };
    });
  }

  #measure(block: Node, text: string): MeasuredBlock {
    const counted = block.type.name === 'heading' ? '' : text;
    const known = this.#measured.get(block) ?? measureBlock(counted, this.#countSyllables);
    this.#measured.set(block, known);
    return known;
  }
}

function isWord(value: unknown): boolean {
  return isLampFinding(value) && value.kind === 'word';
}

function findWords(finder: PhraseFinder<LampEntry>, text: string): readonly Found[] {
  return finder.find(text).map(({ start, end, text: found, isBase, meaning }) => ({
    start,
    end,
    value: { kind: 'word', entry: meaning, found, isBase } satisfies LampFinding,
  }));
}
