import type { JSONContent } from '@tiptap/core';
import { prosemirrorToYXmlFragment } from '@tiptap/y-tiptap';
import type * as Y from 'yjs';
import { narrativeSchema } from './schema.ts';

/** Makes `body` hold this text: `{type: 'doc', content: [...]}` in our schema. In one transaction,
 *  touching only what differs; the same text in an empty body always gives the same bytes.
 *  For seeds and imports, on a body that belongs to a document. Throws when the JSON is not ours. */
export function writeNarrative(body: Y.XmlFragment, json: JSONContent): void {
  const node = narrativeSchema.nodeFromJSON(json);
  node.check();
  if (body.doc === null) throw new Error('A narrative is written into a document.');
  body.doc.transact(() => prosemirrorToYXmlFragment(node, body));
}
