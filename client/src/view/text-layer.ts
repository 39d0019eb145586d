import type { Node } from '@tiptap/pm/model';

/** What a layer found in one block: places in its text. */
export interface Found {
  readonly start: number;
  readonly end: number;
  readonly value: unknown;
}

/** A mark where it stands in the whole text. */
export interface Mark {
  readonly from: number;
  readonly to: number;
  readonly layer: TextLayer;
  readonly value: unknown;
}

export interface LayerRules {
  readonly find: (text: string, block: Node) => readonly Found[];
  /** Attributes of the element around the words; `isFirst`: of its key in this text. */
  readonly look: (value: unknown, isFirst: boolean) => Readonly<Record<string, string>>;
  readonly keyOf?: (value: unknown) => unknown;
}

/** One kind of marks. It looks at each block once: what does not change is not looked at again. */
export class TextLayer {
  readonly look: LayerRules['look'];
  readonly keyOf: (value: unknown) => unknown;
  readonly #find: LayerRules['find'];
  readonly #known = new WeakMap<Node, readonly Found[]>();

  constructor({ find, look, keyOf }: LayerRules) {
    this.#find = find;
    this.look = look;
    this.keyOf = keyOf ?? ((value) => value);
  }

  marksIn(block: Node, blockStart: number): readonly Mark[] {
    const known = this.#known.get(block) ?? this.#find(textOfBlock(block), block);
    this.#known.set(block, known);
    return known.map(({ start, end, value }) => ({
      from: blockStart + start,
      to: blockStart + end,
      layer: this,
      value,
    }));
  }
}

/** Of one block: nobody writes a longer paragraph, but somebody may paste one. */
const MOST_LETTERS = 20_000;

/** The words of a block, a letter for a letter: what is no text is one sign. Of a very long one the
 *  beginning. */
export function textOfBlock(block: Node): string {
  return block.textBetween(0, Math.min(block.content.size, MOST_LETTERS), undefined, (leaf) =>
    leaf.type.name === 'hardBreak' ? '\n' : '\uFFFC'.repeat(leaf.nodeSize),
  );
}
