import { inflect } from './inflect.ts';
import type { TextRange } from './text-range.ts';
import { splitWords } from './words.ts';

/** Words that are looked for, and what they stand for. */
export interface Phrase<Meaning> {
  /** One word or a few. */
  readonly words: string;
  readonly meaning: Meaning;
}

export interface FoundPhrase<Meaning> extends TextRange {
  /** As it stands in the text. */
  readonly text: string;
  /** Is it the word as it was given, apart from capitals? Else it is another form of it. */
  readonly isBase: boolean;
  readonly meaning: Meaning;
}

interface Entry<Meaning> {
  readonly rest: readonly string[];
  readonly isBase: boolean;
  readonly meaning: Meaning;
}

/** Finds any of many words in a text, whatever their capitals and plurals. What is found does not
 *  overlap: the longest wins, then the first. */
export class PhraseFinder<Meaning> {
  readonly #byFirst = new Map<string, Entry<Meaning>[]>();

  constructor(phrases: Iterable<Phrase<Meaning>>) {
    for (const { words, meaning } of phrases) this.#add(words, meaning);
    for (const entries of this.#byFirst.values()) {
      entries.sort((one, other) => other.rest.length - one.rest.length);
    }
  }

  get isEmpty(): boolean {
    return this.#byFirst.size === 0;
  }

  find(text: string): readonly FoundPhrase<Meaning>[] {
    if (this.isEmpty) return [];
    const words = splitWords(text);
    const small = words.map((word) => word.text.toLowerCase().replaceAll('’', "'"));
    const found: FoundPhrase<Meaning>[] = [];
    for (let at = 0; at < words.length; at += 1) {
      const entry = this.#entryAt(small, at);
      const [first, last] = [words[at], words[at + (entry?.rest.length ?? 0)]];
      if (entry === undefined || first === undefined || last === undefined) continue;
      const { start } = first;
      if (!isOneRun(text.slice(start, last.end))) continue;
      const { isBase, meaning } = entry;
      found.push({ start, end: last.end, text: text.slice(start, last.end), isBase, meaning });
      at += entry.rest.length;
    }
    return found;
  }

  #entryAt(small: readonly string[], at: number): Entry<Meaning> | undefined {
    return this.#byFirst
      .get(small[at] ?? '')
      ?.find(({ rest }) => rest.every((word, index) => small[at + 1 + index] === word));
  }

  #add(words: string, meaning: Meaning): void {
    for (const [index, form] of inflect(words.replaceAll('’', "'")).entries()) {
      const [first, ...rest] = splitWords(form).map(({ text }) => text);
      if (first === undefined) continue;
      const entry = { rest, isBase: index === 0, meaning };
      const known = this.#byFirst.get(first);
      if (known === undefined) this.#byFirst.set(first, [entry]);
      // What was given itself wins over another word's form.
      else if (entry.isBase) known.unshift(entry);
      else known.push(entry);
    }
  }
}

/** Between words of one phrase stands nothing but a space. */
function isOneRun(text: string): boolean {
  return !/[.,;:!?()\n]\s/u.test(text);
}
