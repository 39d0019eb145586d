/** A Word document to blocks: its headings, its list items, and the rest.
 *
 *      word/styles.xml ─▶ which styles are headings, or items of a list (also by what they build on)
 *      word/document.xml ─▶ paragraphs: own level, else that of their style
 *
 *  What was deleted with changes tracked is passed over, what was inserted is read. */
import { type Outcome } from '@meemaak/model';
import { hasStructure, outlineOfBlocks, type Block } from '../outline/blocks.ts';
import { finishOutline, type Outline } from '../outline/outline.ts';
import type { TransferRefusal } from '../refusal.ts';
import { readIndented } from '../text/read-indented.ts';
import { readWordStyles, type WordStyles } from './word-styles.ts';
import { walkXml } from './xml.ts';
import type { Parts } from './zip.ts';

export const WORD_DOCUMENT = 'word/document.xml';
export const WORD_STYLES = 'word/styles.xml';

export function readDocx(parts: Parts): Outcome<Outline, TransferRefusal> {
  const styles = readWordStyles(parts.get(WORD_STYLES));
  if (!styles.ok) return styles;
  const walk = new ParagraphWalk(styles.value);
  const walked = walkXml(parts.get(WORD_DOCUMENT) ?? new Uint8Array(), walk);
  if (!walked.ok) return walked;
  if (hasStructure(walk.blocks)) return outlineOfBlocks(walk.blocks);
  // Somebody who made levels with tabs and spaces.
  const lines = walk.blocks.map(({ depth, words }) => ' '.repeat(depth) + words);
  return finishOutline(readIndented(lines.join('\n')));
}

/** Text in these is no text of the paragraph: drawings for older programs, deleted words, codes. */
const PASSED_OVER = new Set(['Fallback', 'del', 'moveFrom', 'instrText', 'txbxContent']);
/** What stands in a paragraph without being text. */
const SIGNS: ReadonlyMap<string, string> = new Map([
  ['tab', '\t'],
  ['br', ' '],
  ['cr', ' '],
  ['noBreakHyphen', '-'],
]);
const NO_LIST = '0';
/** What a level is indented by in Word, in twentieths of a point, as spaces. */
const TWIPS_PER_SPACE = 90;
const NO_HEADING = 9;

class ParagraphWalk {
  readonly blocks: Block[] = [];
  readonly #styles: WordStyles;
  #passed = 0;
  #isText = false;
  #paragraph: { words: string; style: string; heading?: number; item?: number; indent: number } =
    newParagraph();

  constructor(styles: WordStyles) {
    this.#styles = styles;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (PASSED_OVER.has(name)) this.#passed += 1;
    if (this.#passed > 0) return;
    if (name === 'p') this.#paragraph = newParagraph();
    else if (name === 't') this.#isText = true;
    else if (name === 'ind') this.#paragraph.indent = Number(attributes['w:left'] ?? 0) || 0;
    else if (SIGNS.has(name)) this.#paragraph.words += SIGNS.get(name);
    else this.#takeProperty(name, attributes['w:val'] ?? '');
  }

  text(words: string): void {
    if (this.#isText && this.#passed === 0) this.#paragraph.words += words;
  }

  close(name: string): void {
    if (PASSED_OVER.has(name)) this.#passed -= 1;
    if (this.#passed > 0) return;
    if (name === 't') this.#isText = false;
    if (name === 'p') this.#endParagraph();
  }

  #takeProperty(name: string, value: string): void {
    const paragraph = this.#paragraph;
    if (name === 'pStyle') paragraph.style = value;
    else if (name === 'outlineLvl') paragraph.heading = Number(value);
    else if (name === 'ilvl') paragraph.item = Number(value);
    else if (name === 'numId' && value === NO_LIST) paragraph.item = -1;
    else if (name === 'numId') paragraph.item ??= 0;
  }

  #endParagraph(): void {
    const { words, style, heading, item, indent } = this.#paragraph;
    const known = this.#styles.get(style);
    const outline = heading ?? known?.heading ?? NO_HEADING;
    const listed = item ?? known?.item ?? -1;
    this.#paragraph = newParagraph();
    if (outline < NO_HEADING) {
      this.blocks.push({ type: 'heading', depth: outline + 1, words: words.trim() });
    } else if (listed >= 0)
      this.blocks.push({ type: 'item', depth: listed + 1, words: words.trim() });
    else {
      const depth = Math.min(400, Math.max(0, Math.round(indent / TWIPS_PER_SPACE)));
      this.blocks.push({ type: 'paragraph', depth, words });
    }
  }
}

function newParagraph() {
  return { words: '', style: '', indent: 0 };
}
