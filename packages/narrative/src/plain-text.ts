/** Reading a narrative without an editor: for the plain view, search, exports and tests.
 *  Total: stock peers write into `body` too, so anything may stand anywhere in it. */
import type { NodeId } from '@meemaak/model';
import * as Y from 'yjs';
import { titleOfChip } from './node-chip.ts';
import { DEEPEST_BLOCK } from './places.ts';

/** The present title of a node, when it is known. */
export type TitleOf = (ref: NodeId) => string | undefined;

export interface NarrativeHeading {
  /** 1 to 3. */
  readonly level: number;
  readonly text: string;
}

const BLOCKS = new Set([
  'paragraph',
  'heading',
  'blockquote',
  'bulletList',
  'orderedList',
  'table',
]);
const LISTS = new Set(['bulletList', 'orderedList']);

/** The text as people read it: a blank line between blocks, `- ` and `1. ` before list items, ` | `
 *  between cells, chips as their node's title. Kinds of content that we do not know give their words. */
export function readPlainText(body: Y.XmlFragment, titleOf: TitleOf = () => undefined): string {
  return childBlocks(body, titleOf, 0).join('\n\n');
}

/** The headings in reading order, empty ones left out. */
export function readHeadings(
  body: Y.XmlFragment,
  titleOf: TitleOf = () => undefined,
): readonly NarrativeHeading[] {
  return body.toArray().flatMap((child) => {
    if (!(child instanceof Y.XmlElement) || child.nodeName !== 'heading') return [];
    const text = readLine(child, titleOf, 0).trim();
    return text === '' ? [] : [{ level: readLevel(child.getAttribute('level')), text }];
  });
}

function readLevel(value: unknown): number {
  const level = Number(value);
  return level === 2 || level === 3 ? level : 1;
}

function childBlocks(parent: Y.XmlFragment, titleOf: TitleOf, depth: number): string[] {
  if (depth > DEEPEST_BLOCK) return [];
  const blocks: string[] = [];
  let line = '';
  const endLine = (): void => {
    if (line.trim() !== '') blocks.push(line);
    line = '';
  };
  for (const child of parent.toArray()) {
    if (isBlock(child, depth)) {
      endLine();
      blocks.push(...readBlock(child, titleOf, depth + 1));
    } else {
      line += readInline(child, titleOf, depth + 1);
    }
  }
  endLine();
  return blocks;
}

/** Of an unknown kind we see what it is by what is in it. */
function isBlock(child: unknown, depth: number): child is Y.XmlElement {
  if (!(child instanceof Y.XmlElement) || depth > DEEPEST_BLOCK) return false;
  if (BLOCKS.has(child.nodeName)) return true;
  return child.toArray().some((grandchild) => isBlock(grandchild, depth + 1));
}

function readBlock(element: Y.XmlElement, titleOf: TitleOf, depth: number): string[] {
  if (element.nodeName === 'table') return readTable(element, titleOf, depth);
  if (!LISTS.has(element.nodeName)) return childBlocks(element, titleOf, depth);
  const start = Number(element.getAttribute('start'));
  const first = Number.isSafeInteger(start) ? start : 1;
  const items = element.toArray().map((item, index) => {
    const sign = element.nodeName === 'orderedList' ? `${String(first + index)}. ` : '- ';
    const words =
      item instanceof Y.XmlElement
        ? childBlocks(item, titleOf, depth + 1).join('\n')
        : readInline(item, titleOf, depth + 1);
    return sign + words.replaceAll('\n', `\n${' '.repeat(sign.length)}`);
  });
  return items.length === 0 ? [] : [items.join('\n')];
}

/** A line for each row. */
function readTable(table: Y.XmlElement, titleOf: TitleOf, depth: number): string[] {
  const rows = table.toArray().map((row) => {
    const cells = row instanceof Y.XmlElement ? row.toArray() : [];
    const words = cells.map((cell) =>
      cell instanceof Y.XmlElement
        ? childBlocks(cell, titleOf, depth + 2)
            .join(' ')
            .replaceAll('\n', ' ')
        : readInline(cell, titleOf, depth + 2),
    );
    return words.join(' | ');
  });
  return rows.length === 0 ? [] : [rows.join('\n')];
}

function readLine(element: Y.XmlElement, titleOf: TitleOf, depth: number): string {
  if (depth > DEEPEST_BLOCK) return '';
  return element
    .toArray()
    .map((child) => readInline(child, titleOf, depth + 1))
    .join('');
}

function readInline(child: unknown, titleOf: TitleOf, depth: number): string {
  if (child instanceof Y.XmlText) return readWords(child);
  if (!(child instanceof Y.XmlElement)) return '';
  if (child.nodeName === 'hardBreak') return '\n';
  if (child.nodeName !== 'nodeChip') return readLine(child, titleOf, depth);
  return titleOfChip(child.getAttribute('ref'), titleOf);
}

/** Without the marks, which `XmlText.toString` would write as tags. */
function readWords(text: Y.XmlText): string {
  const runs: readonly { readonly insert?: unknown }[] = text.toDelta();
  return runs.map((run) => (typeof run.insert === 'string' ? run.insert : '')).join('');
}
