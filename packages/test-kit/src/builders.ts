/** Documents for tests, in a few words. */
import {
  createNode,
  openTree,
  TreeIndex,
  seedAct,
  seedUpdate,
  type NodeId,
  type TreeDocument,
} from '@meemaak/model';
import * as Y from 'yjs';

/** A tree in words: a name and what is under it. `{ effect: { performance: {} } }`.
 *  Names become ids (at least 4 letters) and titles. */
export interface TreeSketch {
  readonly [name: string]: TreeSketch;
}

/** Creates the sketched nodes: effects all of them, for effects may hang under each other at will. */
export function buildTree(
  tree: TreeDocument,
  sketch: TreeSketch,
  parentId: NodeId | null = null,
): void {
  for (const [name, children] of Object.entries(sketch)) {
    const nodeId = name as NodeId;
    const outcome = createNode(
      tree,
      { nodeId, kind: 'effect', title: name, owner: null, parentId },
      seedAct,
    );
    if (!outcome.ok) throw new Error(`The sketch cannot be built: ${outcome.refusal.kind}.`);
    buildTree(tree, children, nodeId);
  }
}

/** The sketched tree as an update, the same bytes every time. */
export function treeSeed(sketch: TreeSketch): Uint8Array {
  return seedUpdate('tree', (doc) => buildTree(openTree(doc), sketch));
}

/** A tree of `count` nodes, `width` children each, as an update: for measuring. */
export function largeTreeSeed(count: number, width: number): Uint8Array {
  return seedUpdate('tree', (doc) => {
    const tree = openTree(doc);
    for (let number = 0; number < count; number += 1) {
      const parentId = number < width ? null : numberedNodeId(Math.floor(number / width) - 1);
      const title = `Node ${number}`;
      const node = { nodeId: numberedNodeId(number), title, owner: null, parentId };
      createNode(tree, { ...node, kind: 'effect' }, seedAct);
    }
  });
}

/** The id of a node of `largeTreeSeed`. */
export function numberedNodeId(number: number): NodeId {
  return `node-${number}` as NodeId;
}

/** One person's copy of a tree. */
export interface TreeCopy {
  readonly doc: Y.Doc;
  readonly tree: TreeDocument;
  readonly index: TreeIndex;
}

/** A copy that starts from these updates. */
export function openTreeCopy(...updates: readonly Uint8Array[]): TreeCopy {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  const tree = openTree(doc);
  return { doc, tree, index: new TreeIndex(tree) };
}

/** The visible tree as lines: two spaces per level, then the title. */
export function treeLines(index: TreeIndex): string[] {
  return index.rows().map(({ level, title }) => '  '.repeat(level - 1) + title);
}
