import { Mark, mergeAttributes } from '@tiptap/core';
import { safeHref } from './safe-href.ts';

/** A link holds an address and nothing else: what opening it does is ours to say. */
export const NarrativeLink = Mark.create({
  name: 'link',
  priority: 1000,
  inclusive: false,
  keepOnSplit: false,

  addAttributes() {
    return {
      href: { default: null, validate: expectSafeHref },
    };
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
});

function expectSafeHref(value: unknown): void {
  if (safeHref(value) === undefined) throw new RangeError('A link needs a safe address.');
}
