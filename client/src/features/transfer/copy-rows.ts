/** A branch to the clipboard. */
import { kindName, type NodeId, type TreeNode } from '@meemaak/model';
import type { nl } from '@meemaak/messages';
import { copyBranch } from '@meemaak/transfer';
import type { DossierRoom } from '../../rooms/dossier-room.ts';
import { writeClipboard } from './write-clipboard.ts';

type KindWords = Readonly<Record<keyof typeof nl.node.kinds, string>>;

/** Copies a node with all under it; how many, or undefined when the browser does not allow it. */
export function copyRows(
  { treeIndex, view }: DossierRoom,
  nodeId: NodeId,
  words: { readonly kinds: KindWords; readonly untitled: string },
): number | undefined {
  const rows = branchOf(treeIndex.rows(), nodeId);
  const parties = new Map(view.parties.map((party) => [party.partyId, party]));
  const copied = copyBranch(rows, parties, {
    kind: (node) => words.kinds[kindName(node)],
    title: ({ title }) => title || words.untitled,
  });
  return writeClipboard(copied) ? rows.length : undefined;
}

/** The node and all under it: the rows behind it, as long as they are deeper. */
function branchOf(rows: readonly TreeNode[], nodeId: NodeId): readonly TreeNode[] {
  const from = rows.findIndex((row) => row.nodeId === nodeId);
  const level = rows[from]?.level ?? 0;
  const next = rows.findIndex((row, at) => at > from && row.level <= level);
  return from === -1 ? [] : rows.slice(from, next === -1 ? undefined : next);
}
