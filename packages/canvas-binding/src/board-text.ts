/** The words in shapes. tldraw's validator looks no further than "a list"; its text renderer throws on
 *  what its text schema does not know, and then on everybody's screen at once. */
import { getSchema } from '@tiptap/core';
import { tipTapDefaultExtensions, WeakCache, type TLRichText } from 'tldraw';

/** Letters, and two for every paragraph and list around them: some ten pages. A note with many more
 *  is measured for so long that the board stands still. */
export const MAX_TEXT_LENGTH = 20_000;
/** Leaves room to close the paragraph and the lists that are open there. */
const CUT_AT = MAX_TEXT_LENGTH - 64;

/** What the editor is given to write and draw text with. */
const schema = getSchema([...tipTapDefaultExtensions]);

type TextNode = ReturnType<typeof schema.nodeFromJSON>;

/** Texts are replaced, not changed, and asked about at every step of a drag. */
const lengths = new WeakCache<TLRichText, number>();

/** Can these words be drawn, and are they not too many? Total. */
export function textFits(text: TLRichText): boolean {
  return lengthOf(text) <= MAX_TEXT_LENGTH;
}

/** The words as far as they fit; the same text where all of it does, or where it cannot be drawn. */
export function cutText(text: TLRichText): TLRichText {
  const length = lengthOf(text);
  if (length <= MAX_TEXT_LENGTH || length === Infinity) return text;
  const { content } = schema.nodeFromJSON(text).cut(0, CUT_AT);
  return { ...text, content: content.toJSON() ?? [] };
}

/** Infinity when it cannot be drawn. */
function lengthOf(text: TLRichText): number {
  return lengths.get(text, () => {
    // Nothing at all is drawn as nothing, though the schema asks for a paragraph.
    if (text.type === 'doc' && text.content.length === 0) return 0;
    try {
      const node = schema.nodeFromJSON(text);
      node.check();
      const isDrawn = node.type === schema.topNodeType && hasPlainAttributes(node);
      return isDrawn ? node.content.size : Infinity;
    } catch {
      return Infinity;
    }
  });
}

/** The schema takes any attribute. The address of a link must be a text, or drawing it throws. */
function hasPlainAttributes(root: TextNode): boolean {
  let isPlain = true;
  root.descendants((node) => {
    for (const { attrs } of [node, ...node.marks]) {
      const { href = null, ...others } = attrs;
      isPlain &&= href === null || typeof href === 'string';
      isPlain &&= Object.values(others).every(
        (value) => typeof value !== 'object' || value === null,
      );
    }
    return isPlain;
  });
  return isPlain;
}
