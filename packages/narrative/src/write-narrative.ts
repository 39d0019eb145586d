import { isId } from '@meemaak/model';
import type { JSONContent } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { prosemirrorToYXmlFragment } from '@tiptap/y-tiptap';
import type * as Y from 'yjs';
import { safeHref } from './safe-href.ts';
import { narrativeSchema } from './schema.ts';

/** Makes `body` hold this text: `{type: 'doc', content: [...]}` in our schema. In one transaction,
 *  touching only what differs; the same text in an empty body always gives the same bytes.
 *  For seeds and imports, on a body that belongs to a document. Throws when the JSON is not ours. */
export function writeNarrative(body: Y.XmlFragment, json: JSONContent): void {
  const text = narrativeSchema.nodeFromJSON(json);
  text.check();
  text.descendants(expectSafeAttributes);
  if (body.doc === null) throw new Error('A narrative is written into a document.');
  body.doc.transact(() => prosemirrorToYXmlFragment(text, body));
}

function expectSafeAttributes(node: Node): void {
  if (node.type.name === 'nodeChip' && !isId(node.attrs['ref'])) {
    throw new RangeError('A chip needs the id of a node.');
  }
  for (const mark of node.marks) {
    if (mark.type.name === 'link' && safeHref(mark.attrs['href']) === undefined) {
      throw new RangeError('A link needs a safe address.');
    }
  }
}
