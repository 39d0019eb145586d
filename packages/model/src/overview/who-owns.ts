/** Whose is what: every node at the party that owns it, or at nobody, and who stands at it together. In the
 *  order of the dossier's parties and of the tree; how many there are ranks nobody. */
import type { Party } from '../dossier/party.ts';
import type { PartyId } from '../ids.ts';
import { isOffered } from '../tree/agreement.ts';
import type { TreeNode } from '../tree/node.ts';

export interface PartyShare {
  readonly partyId: PartyId;
  /** Its own: effects, and what it said it will do. */
  readonly owns: readonly TreeNode[];
  /** Meant for it; it has not said yet that it will do this. */
  readonly offered: readonly TreeNode[];
  /** Another's or nobody's, with its help. */
  readonly helps: readonly TreeNode[];
}

export interface WhoOwns {
  /** Owned by no party of the dossier. */
  readonly nobody: readonly TreeNode[];
  /** One for each party, also where there is nothing. */
  readonly shares: readonly PartyShare[];
  /** At which several parties stand, as owner or as helper. */
  readonly together: readonly TreeNode[];
}

export function whoOwns(rows: readonly TreeNode[], parties: readonly Party[]): WhoOwns {
  const known = new Set(parties.map(({ partyId }) => partyId));
  return {
    nobody: rows.filter(({ owner }) => owner === null || !known.has(owner)),
    shares: parties.map(({ partyId }) => shareOf(partyId, rows)),
    together: rows.filter((node) => partiesAt(node, known).size > 1),
  };
}

function shareOf(partyId: PartyId, rows: readonly TreeNode[]): PartyShare {
  const own = rows.filter(({ owner }) => owner === partyId);
  return {
    partyId,
    owns: own.filter((node) => !isOffered(node)),
    offered: own.filter((node) => isOffered(node)),
    helps: rows.filter(({ owner, helperIds }) => owner !== partyId && helperIds.includes(partyId)),
  };
}

function partiesAt({ owner, helperIds }: TreeNode, known: ReadonlySet<PartyId>): Set<PartyId> {
  const all = owner === null ? helperIds : [owner, ...helperIds];
  return new Set(all.filter((partyId) => known.has(partyId)));
}
