import type { BatchId, IndicatorId, NodeId, ParticipantId, PartyId } from '../ids.ts';
import type { Indicator, IndicatorChange } from '../indicator/indicator.ts';
import type { ArchiveRecord } from './archive.ts';
import type { Signature } from '../signature.ts';
import type { NodeState } from './agreement.ts';
import type { NodeKind } from './node.ts';
import type { DrawDigits } from './order-key.ts';
import type { Place } from './position.ts';
import type { Remark } from './remark.ts';

/** Who does it, and on behalf of what. */
export interface Act {
  readonly by: ParticipantId;
  /** For whom: what is another's to fix is refused (see `guard`). Left out: nobody asks, as for the server. */
  readonly party?: PartyId;
  /** The transaction's origin, so that observers can tell their own changes from others'. */
  readonly origin: unknown;
  /** The randomness of order keys. Left out: truly random. Seeds and tests pass their own. */
  readonly drawDigits?: DrawDigits;
}

/** The act of writing a seed: the same bytes every time. */
export const seedAct: Act = {
  by: 'seed' as ParticipantId,
  origin: 'seed',
  drawDigits: (length) => '0'.repeat(length),
};

/** What a verb did to the tree, with enough facts to do the opposite (see `undo`). */
export type TreeStep =
  | { readonly kind: 'created'; readonly nodeId: NodeId }
  | {
      readonly kind: 'moved';
      readonly nodeId: NodeId;
      readonly from: Place;
      readonly to: Place;
    }
  | {
      readonly kind: 'renamed';
      readonly nodeId: NodeId;
      readonly from: string;
      readonly to: string;
    }
  | {
      readonly kind: 'kindSet';
      readonly nodeId: NodeId;
      readonly from: NodeKind;
      readonly to: NodeKind;
    }
  | {
      readonly kind: 'ownerSet';
      readonly nodeId: NodeId;
      readonly from: PartyId | null;
      readonly to: PartyId | null;
    }
  | {
      readonly kind: 'stateSet';
      readonly nodeId: NodeId;
      readonly from: NodeState;
      readonly to: NodeState;
    }
  | {
      readonly kind: 'takenSet';
      readonly nodeId: NodeId;
      readonly from: Signature | null;
      readonly to: Signature | null;
    }
  | {
      readonly kind: 'helperSet';
      readonly nodeId: NodeId;
      readonly partyId: PartyId;
      readonly from: boolean;
      readonly to: boolean;
    }
  | {
      readonly kind: 'serviceSet';
      readonly nodeId: NodeId;
      readonly effectId: NodeId;
      readonly from: string | null;
      readonly to: string | null;
    }
  | { readonly kind: 'remarked'; readonly nodeId: NodeId; readonly remark: Remark }
  | { readonly kind: 'remarkTakenAway'; readonly nodeId: NodeId; readonly remark: Remark }
  | { readonly kind: 'archived'; readonly records: readonly ArchiveRecord[] }
  | { readonly kind: 'restored'; readonly records: readonly ArchiveRecord[] }
  | { readonly kind: 'indicatorAdded'; readonly nodeId: NodeId; readonly indicator: Indicator }
  | {
      readonly kind: 'indicatorChanged';
      readonly nodeId: NodeId;
      readonly indicatorId: IndicatorId;
      readonly from: IndicatorChange;
      readonly to: IndicatorChange;
    }
  | { readonly kind: 'indicatorRemoved'; readonly nodeId: NodeId; readonly indicator: Indicator }
  /** One act of a person, in the order in which it was done. */
  | { readonly kind: 'several'; readonly steps: readonly TreeStep[] };

/** Every expected "no" of the tree. */
export type TreeRefusal =
  /** Archived, or never there. */
  | { readonly kind: 'nodeIsGone'; readonly nodeId: NodeId }
  | { readonly kind: 'parentIsGone'; readonly parentId: NodeId }
  | { readonly kind: 'nodeExists'; readonly nodeId: NodeId }
  /** The new parent is the node itself or lies under it. */
  | { readonly kind: 'wouldContainItself'; readonly nodeId: NodeId; readonly parentId: NodeId }
  | { readonly kind: 'alreadyFirst'; readonly nodeId: NodeId }
  | { readonly kind: 'alreadyLast'; readonly nodeId: NodeId }
  | { readonly kind: 'alreadyAtTop'; readonly nodeId: NodeId }
  /** There is no sibling above to go under. */
  | { readonly kind: 'nothingAbove'; readonly nodeId: NodeId }
  | { readonly kind: 'titleTooLong'; readonly length: number; readonly limit: number }
  /** The node, or what is under it, would hang deeper than `limit` levels. */
  | { readonly kind: 'tooDeep'; readonly nodeId: NodeId; readonly limit: number }
  /** See `placement`. `fittingKinds`: what it could be there, with all that hangs under it. */
  | {
      readonly kind: 'doesNotFitThere';
      readonly nodeId: NodeId;
      readonly nodeKind: NodeKind;
      readonly parentId: NodeId;
      readonly parentKind: NodeKind;
      readonly fittingKinds: readonly NodeKind[];
    }
  /** It cannot be of that kind as long as something of `childKind` hangs under it. */
  | {
      readonly kind: 'holdsWhatDoesNotFit';
      readonly nodeId: NodeId;
      readonly nodeKind: NodeKind;
      readonly childKind: NodeKind;
    }
  /** WHAT and HOW are kept apart here, and this is not theirs to fix. `owner` null: it is the municipal side's. */
  | {
      readonly kind: 'acrossTheLine';
      readonly nodeId: NodeId;
      readonly nodeKind: NodeKind;
      readonly owner: PartyId | null;
    }
  /** Only a party itself says that it will do something. */
  | { readonly kind: 'ownedByAnother'; readonly nodeId: NodeId; readonly owner: PartyId | null }
  /** Performances serve effects, and nothing else does. */
  | {
      readonly kind: 'servesWhatItIsNotFor';
      readonly nodeId: NodeId;
      readonly effectId: NodeId;
    }
  | { readonly kind: 'reasonTooLong'; readonly length: number; readonly limit: number }
  | { readonly kind: 'tooManyLinks'; readonly nodeId: NodeId; readonly limit: number }
  | { readonly kind: 'remarkTooLong'; readonly length: number; readonly limit: number }
  | { readonly kind: 'tooManyRemarks'; readonly nodeId: NodeId; readonly limit: number }
  | { readonly kind: 'batchIsGone'; readonly batchId: BatchId }
  | { readonly kind: 'indicatorIsGone'; readonly nodeId: NodeId }
  | { readonly kind: 'indicatorExists'; readonly indicatorId: IndicatorId }
  | { readonly kind: 'indicatorTextTooLong'; readonly length: number; readonly limit: number }
  /** Undo: somebody else changed the same thing after me; theirs stays. */
  | { readonly kind: 'changedSince'; readonly nodeId: NodeId }
  | { readonly kind: 'nothingToUndo' }
  | { readonly kind: 'nothingToRedo' };
