import type * as Y from 'yjs';

/** The running text. `body` is an XML fragment in the schema of `@meemaak/narrative`. */
export interface NarrativeDocument {
  readonly doc: Y.Doc;
  readonly body: Y.XmlFragment;
}

export function openNarrative(doc: Y.Doc): NarrativeDocument {
  return { doc, body: doc.getXmlFragment('body') };
}
