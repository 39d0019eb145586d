import type { Node } from '@tiptap/pm/model';

/** What somebody reads in a minute without hurry. */
const WORDS_A_MINUTE = 200;

/** Words, numbers included; a chip counts for one. */
export function countWords(text: Node): number {
  let count = 0;
  text.descendants((block) => {
    if (!block.isTextblock) return true;
    const words = block.textBetween(0, block.content.size, ' ', (leaf) =>
      leaf.type.name === 'nodeChip' ? ' x ' : ' ',
    );
    count += words.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu)?.length ?? 0;
    return false;
  });
  return count;
}

/** Whole minutes, at least one. */
export function readingMinutes(words: number): number {
  return Math.max(1, Math.round(words / WORDS_A_MINUTE));
}
