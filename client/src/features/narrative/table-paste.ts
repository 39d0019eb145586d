/** What is pasted into a cell has to fit in it: a heading or a table there would break the table around it
 *  in two. */
import { Fragment, Slice, type Node } from '@tiptap/pm/model';

const IN_CELLS: ReadonlySet<string> = new Set(['paragraph', 'bulletList', 'orderedList']);

/** The same words as paragraphs and lists. */
export function fitInCell(slice: Slice): Slice {
  const nodes = slice.content.content;
  if (nodes.every((node) => node.isInline || IN_CELLS.has(node.type.name))) return slice;
  const blocks = nodes.flatMap(blocksFor);
  return new Slice(Fragment.from(blocks), openness(blocks[0]), openness(blocks.at(-1)));
}

function blocksFor(node: Node): readonly Node[] {
  if (IN_CELLS.has(node.type.name)) return [node];
  const { paragraph } = node.type.schema.nodes;
  if (node.isTextblock && paragraph) return [paragraph.create(null, node.content)];
  return node.children.flatMap(blocksFor);
}

/** A paragraph at an end goes on in the paragraph that it is pasted into. */
function openness(block: Node | undefined): number {
  return block?.isTextblock === true ? 1 : 0;
}
