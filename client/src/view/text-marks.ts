/** Marks at words of the running text that are not in the text: drawn for this person only.
 *
 *      layer (a feature) ──looks at one block──▶ marks ──kept per block──┐
 *      the text changes ──▶ marks move along with the letters           ├─▶ decorations
 *      a pause ──▶ blocks that are new are looked at, in small turns ───┘
 *
 *  They go in as a property of the view, not as a plugin: nothing is dispatched, so nobody's undo step
 *  is cut and nothing is written. */
import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import type { EditorState } from '@tiptap/pm/state';
import { Mapping, StepMap } from '@tiptap/pm/transform';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { textOfBlock, type Mark, type TextLayer } from './text-layer.ts';

/** After the last change, before the text is looked at again. */
const PAUSE_MS = 150;
/** Longer, and somebody who types would notice. */
const TURN_MS = 8;

const ofEditors = new WeakMap<Editor, TextMarks>();

/** The one drawer of an editor's marks. */
export function textMarksOf(editor: Editor): TextMarks {
  const known = ofEditors.get(editor);
  if (known !== undefined) return known;
  const marks = new TextMarks(editor);
  ofEditors.set(editor, marks);
  return marks;
}

export class TextMarks {
  readonly #editor: Editor;
  readonly #layers = new Set<TextLayer>();
  readonly #listeners = new Set<() => void>();
  #doc: Node;
  #drawn = DecorationSet.empty;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #look = 0;

  constructor(editor: Editor) {
    this.#editor = editor;
    this.#doc = editor.state.doc;
    editor.on('update', this.#ask);
    editor.on('destroy', () => clearTimeout(this.#timer));
  }

  /** Draws a layer until the returned function is called. */
  add(layer: TextLayer): () => void {
    this.#layers.add(layer);
    void this.#refresh();
    return () => {
      this.#layers.delete(layer);
      void this.#refresh();
    };
  }

  /** All marks of a layer where they are now, in reading order. */
  of(layer: TextLayer): readonly Mark[] {
    return this.#find(0, this.#doc.content.size).filter((mark) => mark.layer === layer);
  }

  /** The mark around a place in the text; of several the shortest. */
  at(position: number): Mark | undefined {
    return this.#find(position, position).toSorted((a, b) => a.to - a.from - (b.to - b.from))[0];
  }

  /** Calls when the text has been looked at anew. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #find(from: number, to: number): readonly Mark[] {
    this.#decorate(this.#editor.state);
    return this.#drawn
      .find(from, to)
      .flatMap(({ from: start, to: end, spec }) => {
        const { layer, value } = spec as Pick<Mark, 'layer' | 'value'>;
        return [{ from: start, to: end, layer, value }];
      })
      .toSorted((a, b) => a.from - b.from);
  }

  /** What changed between two texts is one place: a change from elsewhere comes as a whole new text. */
  readonly #decorate = ({ doc }: EditorState): DecorationSet => {
    const start = this.#doc.content.findDiffStart(doc.content);
    const ends = start === null ? null : this.#doc.content.findDiffEnd(doc.content);
    if (start !== null && ends !== null) {
      const overlap = Math.max(0, start - Math.min(ends.a, ends.b));
      const change = new StepMap([start, ends.a + overlap - start, ends.b + overlap - start]);
      this.#drawn = this.#drawn.map(new Mapping([change]), doc);
    }
    this.#doc = doc;
    return this.#drawn;
  };

  readonly #ask = (): void => {
    if (this.#layers.size === 0) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#refresh(), PAUSE_MS);
  };

  /** Looks at the whole text in small turns; a text that changed meanwhile is looked at again. */
  async #refresh(): Promise<void> {
    const look = ++this.#look;
    const { doc } = this.#editor.state;
    const found: Mark[] = [];
    let turnEnds = performance.now() + TURN_MS;
    for (const { block, start } of blocksOf(doc)) {
      for (const layer of this.#layers) found.push(...layer.marksIn(block, start));
      if (performance.now() < turnEnds) continue;
      await new Promise((resume) => setTimeout(resume));
      turnEnds = performance.now() + TURN_MS;
      if (look !== this.#look) return;
    }
    if (this.#editor.isDestroyed) return;
    // A change around somebody who is composing a letter would break it off.
    if (this.#editor.state.doc !== doc || this.#editor.view.composing) return this.#ask();
    this.#draw(doc, found);
  }

  #draw(doc: Node, found: readonly Mark[]): void {
    this.#doc = doc;
    const known = new Set<unknown>();
    const decorations = found.map(({ from, to, layer, value }) => {
      const key = layer.keyOf(value);
      const attributes = layer.look(value, !known.has(key));
      known.add(key);
      return Decoration.inline(from, to, { ...attributes }, { layer, value });
    });
    this.#drawn = DecorationSet.create(doc, decorations);
    // Another function each time: only then the view draws again.
    this.#editor.view.setProps({ decorations: (state) => this.#decorate(state) });
    for (const listener of this.#listeners) listener();
  }
}

/** Every block that holds words, with the place of its first letter. */
function blocksOf(doc: Node): readonly { readonly block: Node; readonly start: number }[] {
  const blocks: { block: Node; start: number }[] = [];
  doc.descendants((block, position) => {
    if (block.isTextblock) blocks.push({ block, start: position + 1 });
    return !block.isTextblock;
  });
  return blocks;
}

/** What a mark stands at, as it is written now. */
export function wordsAt(editor: Editor, { from, to }: Pick<Mark, 'from' | 'to'>): string {
  const { doc } = editor.state;
  if (to > doc.content.size) return '';
  const around = doc.resolve(from);
  if (!around.parent.isTextblock || to > around.end()) return '';
  return textOfBlock(around.parent).slice(from - around.start(), to - around.start());
}
