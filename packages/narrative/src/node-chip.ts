import { isId, type NodeId } from '@meemaak/model';
import { Node } from '@tiptap/core';

/** What a chip says where its node's title is not known. */
export const UNKNOWN_TITLE = '…';

export interface NodeChipOptions {
  /** The title that a copied or exported chip carries. */
  readonly titleOf: (ref: NodeId) => string | undefined;
}

/** A node of the tree, named in the running text. Only the reference is stored: the title is the
 *  tree's, so a chip always shows the present one. */
export const NodeChip: Node<NodeChipOptions> = Node.create<NodeChipOptions>({
  name: 'nodeChip',
  group: 'inline',
  inline: true,
  atom: true,
  selectable: true,
  draggable: true,

  addOptions() {
    return { titleOf: () => undefined };
  },

  addAttributes() {
    return {
      ref: {
        default: null,
        parseHTML: (element) => element.getAttribute('data-node-ref'),
        renderHTML: (attributes) => ({ 'data-node-ref': attributes['ref'] }),
      },
    };
  },

  parseHTML() {
    return [
      {
        tag: 'span[data-node-ref]',
        // null: take it and read the attributes; false: this is not a chip of ours.
        getAttrs: (element) => (isId(element.getAttribute('data-node-ref')) ? null : false),
      },
    ];
  },

  renderHTML({ node, HTMLAttributes }) {
    return ['span', HTMLAttributes, titleOfChip(node.attrs['ref'], this.options.titleOf)];
  },

  renderText({ node }) {
    return titleOfChip(node.attrs['ref'], this.options.titleOf);
  },
});

/** The words of a chip; total, because a reference is outside data. */
export function titleOfChip(
  ref: unknown,
  titleOf: (ref: NodeId) => string | undefined = () => undefined,
): string {
  return (isId<NodeId>(ref) ? titleOf(ref) : undefined) ?? UNKNOWN_TITLE;
}
