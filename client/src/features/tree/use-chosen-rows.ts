/** Several rows that a person chose to do something with. */
import type { NodeId, TreeNode } from '@meemaak/model';
import { useMemo, useState } from 'react';

export interface ChosenRows {
  /** Of those that are shown. */
  readonly chosenIds: ReadonlySet<NodeId>;
  readonly toggle: (nodeId: NodeId) => void;
  /** All from the one where choosing began to this one, and no others. */
  readonly extendTo: (nodeId: NodeId, from: NodeId) => void;
  readonly chooseAll: () => void;
  readonly clear: () => void;
}

interface Chosen {
  readonly ids: ReadonlySet<NodeId>;
  /** Where choosing in a row began. */
  readonly anchorId: NodeId | undefined;
}

const nothing: Chosen = { ids: new Set(), anchorId: undefined };

export function useChosenRows(rows: readonly TreeNode[]): ChosenRows {
  const [{ ids, anchorId }, setChosen] = useState(nothing);
  const chosenIds = useMemo(() => {
    if (ids.size === 0) return ids;
    return new Set(rows.flatMap(({ nodeId }) => (ids.has(nodeId) ? [nodeId] : [])));
  }, [rows, ids]);
  return {
    chosenIds,
    toggle(nodeId) {
      const next = new Set(chosenIds);
      if (!next.delete(nodeId)) next.add(nodeId);
      setChosen({ ids: next, anchorId: nodeId });
    },
    extendTo(nodeId, from) {
      const begin = anchorId !== undefined && chosenIds.has(anchorId) ? anchorId : from;
      const [first = 0, last = 0] = [begin, nodeId]
        .map((end) => rows.findIndex((row) => row.nodeId === end))
        .toSorted((a, b) => a - b);
      const range = rows.slice(Math.max(0, first), last + 1).map((row) => row.nodeId);
      setChosen({ ids: new Set(range), anchorId: begin });
    },
    chooseAll: () =>
      setChosen({ ids: new Set(rows.map(({ nodeId }) => nodeId)), anchorId: undefined }),
    clear: () => setChosen(nothing),
  };
}
