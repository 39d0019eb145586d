import type * as Y from 'yjs';

/** The effect-to-performance tree. All values are outside data: read them through `tree/`.
 *
 *  - `pos`   Map<NodeId, {p, o, c, h}>: one atomic value per node (see `tree/position`)
 *  - `nodes` Map<NodeId, Map{kind, title: Y.Text, owner, indicators: Map}>
 *  - `arch`  Map<NodeId, {b, at, by, m: NodeId[]}>: what an archiving hid (see `tree/archive`) */
export interface TreeDocument {
  readonly doc: Y.Doc;
  readonly pos: Y.Map<unknown>;
  readonly nodes: Y.Map<unknown>;
  readonly arch: Y.Map<unknown>;
}

export function openTree(doc: Y.Doc): TreeDocument {
  return {
    doc,
    pos: doc.getMap('pos'),
    nodes: doc.getMap('nodes'),
    arch: doc.getMap('arch'),
  };
}
