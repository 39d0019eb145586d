/** The words in shapes. tldraw's validator looks no further than "a list"; its text renderer throws on
 *  what its text schema does not know, and then on everybody's screen at once. */
import { getSchema } from '@tiptap/core';
import { tipTapDefaultExtensions, WeakCache, type TLRichText } from 'tldraw';

/** Leaves room to close the paragraph and the lists that are open where text is cut. */
const CLOSING_ROOM = 64;
/** Of all words the length times the length: so long a browser takes to break them into lines. One
 *  word of 1,000 letters, or any number of ordinary ones. */
const MAX_WORD_WORK = 1_000_000;
/** Between these a line can end. Chinese and Japanese can end it anywhere. */
const wordEnds = /[\s\p{scx=Han}\p{scx=Hira}\p{scx=Kana}]+/u;

/** What the editor is given to write and draw text with. */
const schema = getSchema([...tipTapDefaultExtensions]);

type TextNode = ReturnType<typeof schema.nodeFromJSON>;

/** Texts are replaced, not changed, and asked about at every step of a drag. */
const lengths = new WeakCache<TLRichText, number>();

/** Can these words be drawn, and are they not too many? Counts letters, and two for every paragraph
 *  and list around them. Total. */
export function textFits(text: TLRichText, maxLength: number): boolean {
  return lengthOf(text) <= maxLength;
}

/** The words as far as they fit; the same text where all of it does, or where it cannot be drawn. */
export function cutText(text: TLRichText, maxLength: number): TLRichText {
  const length = lengthOf(text);
  if (length <= maxLength || length === Infinity) return text;
  const { content } = schema.nodeFromJSON(text).cut(0, maxLength - CLOSING_ROOM);
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
      const isText = node.type === schema.topNodeType && hasPlainAttributes(node);
      return isText && wordWork(node) <= MAX_WORD_WORK ? node.content.size : Infinity;
    } catch {
      return Infinity;
    }
  });
}

function wordWork(root: TextNode): number {
  let work = 0;
  root.descendants((node) => {
    if (!node.isTextblock) return true;
    for (const { length } of node.textContent.split(wordEnds)) work += length ** 2;
    return false;
  });
  return work;
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
