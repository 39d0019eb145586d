/** The tree as the canvas follows it: a signal per node, so that a renamed node redraws one card. */
import type { NodeId, TreeIndex, TreeNode } from '@meemaak/model';
import { atom, transact, type Atom } from 'tldraw';

export class NodeSignals {
  readonly #treeIndex: TreeIndex;
  readonly #signals = new Map<NodeId, Atom<TreeNode | undefined>>();
  readonly #rows: Atom<readonly TreeNode[]>;

  constructor(treeIndex: TreeIndex) {
    this.#treeIndex = treeIndex;
    this.#rows = atom('rows of the tree', treeIndex.rows());
  }

  /** The node as it is now; undefined while it is archived or not here. Followed by signals. */
  node(nodeId: NodeId): TreeNode | undefined {
    let signal = this.#signals.get(nodeId);
    if (signal === undefined) {
      signal = atom<TreeNode | undefined>(`node ${nodeId}`, this.#treeIndex.node(nodeId));
      this.#signals.set(nodeId, signal);
    }
    return signal.get();
  }

  /** All visible nodes. Followed by signals. */
  rows(): readonly TreeNode[] {
    return this.#rows.get();
  }

  /** Follows the tree until called off. */
  follow(): () => void {
    const refresh = (): void => {
      transact(() => {
        this.#rows.set(this.#treeIndex.rows());
        // The same object means: nothing about it changed, and nobody is told.
        for (const [nodeId, signal] of this.#signals) signal.set(this.#treeIndex.node(nodeId));
      });
    };
    refresh();
    return this.#treeIndex.subscribe(refresh);
  }
}
