import type * as Y from 'yjs';

/** The effect-to-performance tree. All values are outside data: read them through `tree/`.
 *
 *  - `pos`   Map<NodeId, {p, o, c, h}>: one atomic value per node (see `tree/position`)
 *  - `nodes` Map<NodeId, Map{kind, title: Y.Text, owner, indicators: Map, …}> (and see `tree/agreement`)
 *  - `arch`  Map<NodeId, {b, at, by, m: NodeId[]}>: what an archiving hid (see `tree/archive`)
 *  - `terms` Map<TermId, Map{word: Y.Text, meaning: Y.Text, made, changed, arch}> (see `glossary/term`)
 *  - `meta`  written by the server only: beside what every document has there, who fixes what (see `tree/guard`)
 *  - `lamp`  Map<word, {a, s, …}>: one atomic value per policy word (see `glossary/lamp-word`) */
export interface TreeDocument {
  readonly doc: Y.Doc;
  readonly pos: Y.Map<unknown>;
  readonly nodes: Y.Map<unknown>;
  readonly arch: Y.Map<unknown>;
  readonly terms: Y.Map<unknown>;
  readonly lamp: Y.Map<unknown>;
  readonly meta: Y.Map<unknown>;
}

export function openTree(doc: Y.Doc): TreeDocument {
  return {
    doc,
    pos: doc.getMap('pos'),
    nodes: doc.getMap('nodes'),
    arch: doc.getMap('arch'),
    terms: doc.getMap('terms'),
    lamp: doc.getMap('lamp'),
    meta: doc.getMap('meta'),
  };
}
