/** Who fixes WHAT is to change, and who fixes HOW it is done, once a dossier keeps the two apart:
 *
 *      effects                    the municipal side
 *      performances, activities   the party that owns them; what nobody owns is anybody's
 *
 *  It stands in the tree's `meta`, which only the server writes: `guard` is {what: PartyId[], by, party, at},
 *  or nothing. The server judges every update by it (`relay/admission/guarded-nodes`); the verbs ask
 *  before they write, so that nobody gets that far by accident. */
import type { TreeDocument } from '../documents/tree-document.ts';
import type { Party } from '../dossier/party.ts';
import { isId, type NodeId, type PartyId } from '../ids.ts';
import { readField } from '../outside.ts';
import { readSignature, type Signature } from '../signature.ts';
import { isVisible } from './archive.ts';
import { readNodeFacts, type NodeFacts, type NodeKind } from './node.ts';
import type { Act, TreeRefusal } from './step.ts';

/** WHAT and HOW are kept apart, since when and by whom. */
export interface Guard extends Signature {
  /** The parties that fix the effects. */
  readonly whatIds: readonly PartyId[];
}

type AcrossTheLine = Extract<TreeRefusal, { kind: 'acrossTheLine' }>;

/** Under this key of `meta`. */
export const GUARD_KEY = 'guard';

/** Null: everybody who may edit edits everything. */
export function readGuard({ meta }: Pick<TreeDocument, 'meta'>): Guard | null {
  const stored = meta.get(GUARD_KEY);
  const what = readField(stored, 'what');
  if (!Array.isArray(what)) return null;
  return { whatIds: what.filter((id: unknown) => isId<PartyId>(id)), ...readSignature(stored) };
}

/** As `readGuard` reads it. */
export function guardToStored({ whatIds, ...signature }: Guard): unknown {
  return { what: [...whatIds], ...signature };
}

/** Whose it is to say what is to change. */
export function municipalIds(parties: readonly Party[]): PartyId[] {
  return parties
    .filter(({ kind }) => kind === 'municipality' || kind === 'council')
    .map(({ partyId }) => partyId);
}

/** May this party change such a node? */
export function mayFix(
  guard: Guard | null,
  party: PartyId,
  { kind, owner }: Pick<NodeFacts, 'kind' | 'owner'>,
): boolean {
  if (guard === null) return true;
  if (kind === 'effect') return guard.whatIds.includes(party);
  return owner === null || owner === party;
}

/** May this party make a node of this kind, or make one into it? */
export function mayMake(guard: Guard | null, party: PartyId, kind: NodeKind): boolean {
  return mayFix(guard, party, { kind, owner: null });
}

/** Why a node may not be changed in this act: `nodeIsGone` or `acrossTheLine`. */
export function whyNotChange(
  tree: TreeDocument,
  nodeId: NodeId,
  act: Act,
): TreeRefusal | undefined {
  if (!isVisible(tree, nodeId)) return { kind: 'nodeIsGone', nodeId };
  return whyAcrossTheLine(tree, [nodeId], act);
}

/** The same for nodes that need not be in sight. */
export function whyAcrossTheLine(
  tree: TreeDocument,
  nodeIds: readonly NodeId[],
  { party }: Act,
): AcrossTheLine | undefined {
  const guard = party === undefined ? null : readGuard(tree);
  if (guard === null || party === undefined) return undefined;
  for (const nodeId of nodeIds) {
    const { kind, owner } = readNodeFacts(tree.nodes.get(nodeId));
    if (mayFix(guard, party, { kind, owner })) continue;
    const owns = kind === 'effect' ? null : owner;
    return { kind: 'acrossTheLine', nodeId, nodeKind: kind, owner: owns };
  }
  return undefined;
}

/** Why no node of this kind may be made in this act. */
export function whyNotMake(
  tree: TreeDocument,
  { nodeId, kind }: { readonly nodeId: NodeId; readonly kind: NodeKind },
  { party }: Act,
): AcrossTheLine | undefined {
  if (party === undefined || mayMake(readGuard(tree), party, kind)) return undefined;
  return { kind: 'acrossTheLine', nodeId, nodeKind: kind, owner: null };
}
