import { Mark, markPasteRule, mergeAttributes } from '@tiptap/core';
import { safeHref } from './safe-href.ts';

/** An address in pasted words, without the full stop or bracket after it. */
const PASTED_ADDRESS = /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]]/g;

/** A link holds an address and nothing else: what opening it does is ours to say. */
export const NarrativeLink: Mark = Mark.create({
  name: 'link',
  priority: 1000,
  inclusive: false,
  keepOnSplit: false,

  addAttributes() {
    // No `validate`: y-tiptap would then remove a whole text for one bad address in it. Writing asks
    // `safeHref` first, and so does drawing.
    return { href: { default: null } };
  },

  parseHTML() {
    return [
      {
        tag: 'a[href]',
        getAttrs: (element) => {
          const href = safeHref(element.getAttribute('href'));
          return href === undefined ? false : { href };
        },
      },
    ];
  },

  renderHTML({ mark, HTMLAttributes }) {
    // The document is outside data: an address that came past us some other way renders as text.
    const href = safeHref(mark.attrs['href']);
    const { href: _written, ...rest } = HTMLAttributes;
    if (href === undefined) return ['span', rest, 0];
    return ['a', mergeAttributes(rest, { href, rel: 'noopener noreferrer nofollow' }), 0];
  },

  addPasteRules() {
    return [
      markPasteRule({
        find: PASTED_ADDRESS,
        type: this.type,
        getAttributes: ([written]) => {
          const href = safeHref(written);
          return href === undefined ? false : { href };
        },
      }),
    ];
  },
});
