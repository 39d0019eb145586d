/** Walks through HTML once, and gathers the blocks and table rows in it. */
import { Parser } from 'htmlparser2';
import type { GridRow } from '../grid/grid.ts';
import { TRANSFER_LIMITS } from '../limits.ts';
import type { Block } from '../outline/blocks.ts';
import { CARRIED, readCarried } from './html-data.ts';

export interface HtmlParts {
  readonly blocks: readonly Block[];
  readonly rows: readonly GridRow[];
}

type Attributes = Readonly<Record<string, string>>;

/** What is not text for people. */
const PASSED_OVER = new Set(['script', 'style', 'head', 'title', 'template', 'noscript', 'svg']);
const LISTS = new Set(['ul', 'ol', 'menu']);
const ENDS_BLOCK = new Set(['p', 'div', 'li', 'br', 'blockquote', 'section', 'article', 'pre']);
const CELLS = new Set(['td', 'th']);
const HEADING = /^h([1-6])$/u;

/** Deeper than any program nests; the parser takes longer the deeper it is. */
const DEEPEST = 1_000;
/** A long text goes into the parser in pieces, so that it can be stopped. */
const PIECE_LENGTH = 16_384;

/** Undefined when it nests so deep that nobody meant it. */
export function readHtmlParts(html: string): HtmlParts | undefined {
  const walk = new HtmlWalk();
  let depth = 0;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        depth += 1;
        walk.open(name, attributes);
      },
      ontext: (text) => walk.take(text),
      onclosetag(name) {
        depth -= 1;
        walk.close(name);
      },
    },
    { decodeEntities: true },
  );
  for (let from = 0; from < html.length; from += PIECE_LENGTH) {
    parser.write(html.slice(from, from + PIECE_LENGTH));
    if (depth > DEEPEST) return undefined;
  }
  parser.end();
  return walk.finish();
}

class HtmlWalk {
  readonly #blocks: Block[] = [];
  readonly #rows: GridRow[] = [];
  /** The names of open elements in which text is not for people; Word's list marks among them. */
  readonly #passed: string[] = [];
  #listDepth = 0;
  #block: Omit<Block, 'words'> = { type: 'paragraph', depth: 0 };
  #words = '';
  #cells: string[] | undefined;
  /** Over how many columns the open cell reaches. */
  #span = 1;

  open(name: string, attributes: Attributes): void {
    if (this.#passed.length > 0 || PASSED_OVER.has(name) || isListMark(attributes)) {
      if (!EMPTY_ELEMENTS.has(name)) this.#passed.push(name);
    } else if (name === 'tr') this.#startRow();
    else if (CELLS.has(name)) this.#startCell(attributes);
    else if (this.#cells !== undefined) this.#words += name === 'br' ? ' ' : '';
    else this.#openBlock(name, attributes);
  }

  take(text: string): void {
    if (this.#passed.length === 0) this.#words += text;
  }

  close(name: string): void {
    if (this.#passed.length > 0) {
      if (this.#passed.at(-1) === name) this.#passed.pop();
    } else if (CELLS.has(name)) this.#endCell();
    else if (name === 'tr') this.#endRow();
    else if (this.#cells === undefined) this.#closeBlock(name);
  }

  finish(): HtmlParts {
    this.#flush();
    return { blocks: this.#blocks, rows: this.#rows };
  }

  #openBlock(name: string, attributes: Attributes): void {
    const heading = HEADING.exec(name)?.[1] ?? outlineLevel(attributes);
    const wordLevel = /mso-list:\s*\S+\s+level(\d+)/u.exec(attributes['style'] ?? '')?.[1];
    if (LISTS.has(name)) {
      this.#flush();
      this.#listDepth += 1;
    } else if (name === 'li') this.#start(this.#itemOf(attributes));
    else if (heading !== undefined) this.#start({ type: 'heading', depth: Number(heading) });
    else if (wordLevel !== undefined) this.#start({ type: 'item', depth: Number(wordLevel) });
    // A paragraph within an item is that item's.
    else if (ENDS_BLOCK.has(name) && this.#listDepth === 0) this.#flush();
    else if (ENDS_BLOCK.has(name)) this.#words += ' ';
  }

  #closeBlock(name: string): void {
    if (LISTS.has(name)) {
      this.#flush();
      this.#listDepth = Math.max(0, this.#listDepth - 1);
    } else if (name === 'li' || HEADING.test(name)) this.#flush();
    else if (ENDS_BLOCK.has(name) && this.#listDepth === 0) this.#flush();
  }

  #itemOf(attributes: Attributes): Omit<Block, 'words'> {
    const said = Number(attributes['data-aria-level'] ?? attributes['aria-level']);
    const depth = Number.isInteger(said) && said > 0 ? said : Math.max(1, this.#listDepth);
    const carried = readCarried(attributes[CARRIED]);
    return { type: 'item', depth, facts: carried };
  }

  #start(block: Omit<Block, 'words'>): void {
    this.#flush();
    this.#block = block;
  }

  #flush(): void {
    const words = this.#words.replaceAll(/[\s\u00A0]+/gu, ' ').trim();
    if (words !== '') this.#blocks.push({ ...this.#block, words });
    this.#words = '';
    this.#block = { type: 'paragraph', depth: 0 };
  }

  #startRow(): void {
    this.#flush();
    this.#cells = [];
  }

  #startCell({ colspan }: Attributes): void {
    this.#words = '';
    this.#cells ??= [];
    // What one cell spans is empty but for the first.
    this.#span = Math.min(Math.max(1, Number(colspan) || 1), TRANSFER_LIMITS.columns);
  }

  #endCell(): void {
    const words = this.#words.replaceAll(/[\s\u00A0]+/gu, ' ').trim();
    const cells = this.#cells ?? [];
    cells.push(words, ...Array<string>(this.#span - 1).fill(''));
    cells.length = Math.min(cells.length, TRANSFER_LIMITS.columns);
    this.#cells = cells;
    this.#words = '';
  }

  #endRow(): void {
    const cells = this.#cells ?? [];
    if (cells.some((words) => words !== '')) {
      this.#rows.push({ at: this.#rows.length + 1, cells });
    }
    this.#cells = undefined;
    this.#words = '';
  }
}

const EMPTY_ELEMENTS = new Set(['br', 'img', 'hr', 'meta', 'link', 'input', 'col', 'wbr']);

/** Word draws bullets and numbers as text, and says of that text that it is to be passed over. */
function isListMark({ style }: Attributes): boolean {
  return /mso-list:\s*Ignore/iu.test(style ?? '');
}

function outlineLevel({ style }: Attributes): string | undefined {
  return /mso-outline-level:\s*([1-9])/u.exec(style ?? '')?.[1];
}
