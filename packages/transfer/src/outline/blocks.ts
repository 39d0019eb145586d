/** A document as a row of blocks, wherever it came from (HTML or a Word file), to lines with levels.
 *  Headings stand above what follows, items as deep as their list. Running text is no outline: where
 *  there are headings it is left out and counted. Where there are only lists, a paragraph that is no
 *  longer than a title stands above the list that follows it. */
import { MAX_TITLE_LENGTH, type Outcome } from '@meemaak/model';
import type { TransferRefusal } from '../refusal.ts';
import { readSaid } from '../text/said-in-words.ts';
import { LevelStack } from './level-stack.ts';
import { finishOutline, plainLine, type Outline, type OutlineLine } from './outline.ts';

export interface Block {
  readonly type: 'heading' | 'item' | 'paragraph';
  /** Of a heading 1 to 9, of an item 1 and up, of a paragraph how far it is indented. */
  readonly depth: number;
  readonly words: string;
  /** What the source says exactly, over what its words say. */
  readonly facts?: Partial<OutlineLine> | undefined;
}

/** Headings come before all that is not one. */
const HEADING_INDENT = -10;

/** Is there anything in it that says what stands above what? */
export function hasStructure(blocks: readonly Block[]): boolean {
  return blocks.some(({ type }) => type !== 'paragraph');
}

export function outlineOfBlocks(blocks: readonly Block[]): Outcome<Outline, TransferRefusal> {
  const hasHeadings = blocks.some(({ type }) => type === 'heading');
  const stack = new LevelStack();
  const lines: OutlineLine[] = [];
  let skippedCount = 0;
  for (const block of blocks) {
    if (block.words.trim() === '') continue;
    const isRunning = hasHeadings || block.words.length > MAX_TITLE_LENGTH;
    if (block.type === 'paragraph' && isRunning) {
      skippedCount += 1;
      continue;
    }
    const level = stack.take(indentOf(block), block.type);
    const line = plainLine(level, block.words, lines.length + 1);
    lines.push(block.facts === undefined ? readSaid(line) : { ...line, ...block.facts });
  }
  return finishOutline(lines, skippedCount);
}

function indentOf({ type, depth }: Block): number {
  if (type === 'heading') return HEADING_INDENT + Math.min(depth, -HEADING_INDENT - 1);
  return type === 'item' ? depth : 0;
}
