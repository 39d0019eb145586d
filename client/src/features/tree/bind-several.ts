/** The verbs for what a person chose together, and what is told of them. */
import {
  archiveNodes,
  moveNodes,
  newId,
  setOwnerOfNodes,
  type Act,
  type BatchId,
  type NodeId,
  type PartyId,
  type SeveralDone,
  type TreeRefusal,
} from '@meemaak/model';
import type { DossierRoom } from '../../rooms/dossier-room.ts';
import { treeHistory } from '../../view/undo.ts';
import type { TreeMessage } from './use-tree-verbs.ts';

export interface Destination {
  /** Null: at the top. */
  readonly parentId: NodeId | null;
  readonly at: 'first' | 'last';
}

/** Each is one step to undo; what is refused for one node is done for the others. */
export interface SeveralVerbs {
  moveTo(nodeIds: ReadonlySet<NodeId>, place: Destination): void;
  archiveAll(nodeIds: ReadonlySet<NodeId>): void;
  setOwnerOfAll(nodeIds: ReadonlySet<NodeId>, owner: PartyId | null): void;
}

export interface SeveralWords {
  readonly refusal: (refusal: TreeRefusal) => string;
  readonly movedTo: (count: number, parentId: NodeId | null) => string;
  readonly archivedAll: (count: number) => string;
  readonly doneForAll: (count: number) => string;
  readonly undo: string;
}

export function bindSeveral(
  room: DossierRoom,
  act: Act,
  words: SeveralWords,
  { tell, undo }: { tell: (message: TreeMessage) => void; undo: () => void },
): SeveralVerbs {
  const { tree, treeIndex } = room;
  const settle = (
    nodeIds: ReadonlySet<NodeId>,
    { step, refusal }: SeveralDone,
    done: (count: number) => string,
  ): void => {
    const count = step.steps.length;
    const [nodeId] = nodeIds;
    if (count > 0) treeHistory(room).record(step);
    const texts = [
      ...(count > 0 ? [done(count)] : []),
      ...(refusal === undefined ? [] : [words.refusal(refusal)]),
    ];
    if (nodeId === undefined || texts.length === 0) return;
    const waysOn = count > 0 ? [{ name: words.undo, nodeId, act: undo }] : [];
    tell({ text: texts.join(' '), look: 'seen', waysOn });
  };
  return {
    moveTo(nodeIds, { parentId, at }) {
      const done = moveNodes(tree, treeIndex, { nodeIds, parentId, at }, act);
      settle(nodeIds, done, (count) => words.movedTo(count, parentId));
    },
    archiveAll(nodeIds) {
      const batch = { nodeIds, batchId: newId<BatchId>(), at: Date.now() };
      settle(nodeIds, archiveNodes(tree, treeIndex, batch, act), words.archivedAll);
    },
    setOwnerOfAll(nodeIds, owner) {
      settle(nodeIds, setOwnerOfNodes(tree, { nodeIds, owner }, act), words.doneForAll);
    },
  };
}
