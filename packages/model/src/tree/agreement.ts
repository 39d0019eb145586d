/** How far a node is, and who stands behind it: facts with who and when, one atomic value each in the
 *  node's record.
 *
 *      state            {is, by, party, at}   where it is on the way to an agreement
 *      taken            {party, by, at}       "wij nemen dit": the party that will do it says so itself
 *      help:<PartyId>   true                  a party that helps its owner
 *      serves:<NodeId>  the reason            an effect that a performance serves besides the one above it
 *
 *  Keys of the record itself: in a map of their own, which two people make at once, one's would be lost. */
import type * as Y from 'yjs';
import { isId, type NodeId, type PartyId } from '../ids.ts';
import { readField } from '../outside.ts';
import { readSignature, type Signature } from '../signature.ts';
import type { NodeFacts } from './node.ts';
import { cutText } from './title.ts';

export const NODE_STATES = ['idea', 'draft', 'agreed', 'dropped'] as const;
/** An idea that somebody had, a draft that is worked on, what is agreed, and what will not be done. */
export type NodeStateName = (typeof NODE_STATES)[number];

/** Longer reasons are refused, and only their beginning is read. */
export const MAX_REASON_LENGTH = 300;
/** Parties that help, and effects that are served, at one node. */
export const MOST_LINKS = 40;

/** A node that nobody said anything about is a draft. */
export interface NodeState extends Signature {
  readonly is: NodeStateName;
}

/** A performance serves an effect that it does not hang under. */
export interface Service {
  readonly effectId: NodeId;
  /** How it does that; may be empty. */
  readonly reason: string;
}

/** What stands in a node's record about its agreement. */
export interface AgreementFacts {
  readonly state: NodeState;
  /** The party that took it upon itself, by somebody of its own; null: no party did. */
  readonly taken: Signature | null;
  /** In the order of their ids. */
  readonly helperIds: readonly PartyId[];
  /** In the order of their effects' ids. */
  readonly services: readonly Service[];
}

const HELP = 'help:';
const SERVES = 'serves:';

export function helpKey(partyId: PartyId): string {
  return HELP + partyId;
}

export function servesKey(effectId: NodeId): string {
  return SERVES + effectId;
}

const UNTOUCHED: NodeState = { is: 'draft', by: null, party: null, at: null };

export const NO_AGREEMENT: AgreementFacts = {
  state: UNTOUCHED,
  taken: null,
  helperIds: [],
  services: [],
};

/** Has its owner yet to say that they will do it? Effects are wished for, not done. */
export function isOffered({
  kind,
  owner,
  taken,
}: Pick<NodeFacts, 'kind' | 'owner' | 'taken'>): boolean {
  return kind !== 'effect' && owner !== null && taken?.party !== owner;
}

/** Reads one record, whatever it is. */
export function readAgreement(record: Y.Map<unknown> | undefined): AgreementFacts {
  if (record === undefined) return NO_AGREEMENT;
  const taken = readSignature(record.get('taken'));
  return {
    state: readState(record.get('state')),
    taken: taken.party === null ? null : taken,
    helperIds: readHelperIds(record),
    services: readServices(record),
  };
}

function readState(stored: unknown): NodeState {
  const is = NODE_STATES.find((name) => name === readField(stored, 'is'));
  return is === undefined ? UNTOUCHED : { is, ...readSignature(stored) };
}

function readHelperIds(record: Y.Map<unknown>): readonly PartyId[] {
  return idsAfter<PartyId>(record, HELP).filter((id) => record.get(helpKey(id)) === true);
}

function readServices(record: Y.Map<unknown>): readonly Service[] {
  return idsAfter<NodeId>(record, SERVES).flatMap((effectId) => {
    const reason: unknown = record.get(servesKey(effectId));
    return typeof reason === 'string'
      ? [{ effectId, reason: cutText(reason, MAX_REASON_LENGTH) }]
      : [];
  });
}

/** The ids in the keys that begin so, in their order; a bounded number of them. */
function idsAfter<Id extends string>(record: Y.Map<unknown>, prefix: string): readonly Id[] {
  const ids = [...record.keys()].flatMap((key) => {
    const id = key.startsWith(prefix) ? key.slice(prefix.length) : '';
    return isId<Id>(id) ? [id] : [];
  });
  return ids.toSorted().slice(0, MOST_LINKS);
}
