/** Keeps blocks from being put in each other without end. Every reader stops at some depth, and a text
 *  that goes deeper could be edited by nobody: so no key and no paste goes there. */
import { Extension } from '@tiptap/core';
import { Fragment, Slice, type Node } from '@tiptap/pm/model';
import { Plugin, type Transaction } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';

/** Ten lists in each other and the paragraph in the last. */
export const DEEPEST_EDITED = 21;
/** What is pasted deeper than this loses its lists and quotes and keeps its paragraphs. */
const DEEPEST_PASTED = 9;

export const DepthLimit = Extension.create({
  name: 'depthLimit',
  addProseMirrorPlugins() {
    return [
      new Plugin({
        filterTransaction: isAllowed,
        props: { transformPasted: flattenWhenDeep },
      }),
    ];
  },
});

/** What comes from others is not refused here: the document has it already. */
function isAllowed(transaction: Transaction): boolean {
  if (!transaction.docChanged || transaction.getMeta(ySyncPluginKey) !== undefined) return true;
  const depth = depthOf(transaction.doc);
  return depth <= DEEPEST_EDITED || depth <= depthOf(transaction.before);
}

function flattenWhenDeep(slice: Slice): Slice {
  if (depthOf(slice.content) <= DEEPEST_PASTED) return slice;
  const blocks: Node[] = [];
  slice.content.descendants((node) => {
    if (node.isTextblock) blocks.push(node);
    return !node.isTextblock;
  });
  return new Slice(Fragment.from(blocks), 0, 0);
}

/** How many blocks lie in each other at most. */
function depthOf(parent: Node | Fragment): number {
  let deepest = 0;
  parent.forEach((child) => {
    if (child.isBlock) deepest = Math.max(deepest, 1 + depthOf(child));
  });
  return deepest;
}
