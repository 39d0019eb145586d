/** Which nodes a person wants to see of the tree. */
import type { NodeKind, NodeState, PartyId, TreeNode } from '@meemaak/model';
import { plain } from '../../view/find-nodes.ts';

export interface NodeFilter {
  readonly words: string;
  /** Null: what nobody owns. */
  readonly owner: PartyId | null | undefined;
  readonly kind: NodeKind | undefined;
  readonly state: NodeState['is'] | undefined;
}

/** Everything. */
export const noFilter: NodeFilter = {
  words: '',
  owner: undefined,
  kind: undefined,
  state: undefined,
};

export function isFiltering({ words, owner, kind, state }: NodeFilter): boolean {
  return words.trim() !== '' || [owner, kind, state].some((wanted) => wanted !== undefined);
}

/** Every word somewhere in the title, however it is written; and all else that is asked. A party sees what it owns
 *  and where it helps. */
export function matchesFilter(node: TreeNode, filter: NodeFilter): boolean {
  const { owner, kind, state } = filter;
  if (kind !== undefined && node.kind !== kind) return false;
  if (state !== undefined && node.state.is !== state) return false;
  if (owner !== undefined && node.owner !== owner && !isHelping(node, owner)) return false;
  const title = plain(node.title);
  return plain(filter.words.trim())
    .split(/\s+/)
    .every((word) => title.includes(word));
}

function isHelping({ helperIds }: TreeNode, partyId: PartyId | null): boolean {
  return partyId !== null && helperIds.includes(partyId);
}
