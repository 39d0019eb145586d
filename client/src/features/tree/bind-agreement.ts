/** What people say about agreeing on a node, as the tree face calls it: signed, and remembered for undo. */
import {
  addRemark,
  newId,
  removeRemark,
  setHelper,
  setNodeState,
  setService,
  takeNode,
  type Act,
  type NodeId,
  type NodeStateName,
  type Outcome,
  type PartyId,
  type Remark,
  type RemarkId,
  type Signature,
  type TreeRefusal,
  type TreeStep,
} from '@meemaak/model';
import type { DossierRoom } from '../../rooms/dossier-room.ts';
import type { MeasuringVerbs } from './bind-measuring.ts';

/** What the panel of the chosen node can do. */
export type NodeVerbs = AgreementVerbs & MeasuringVerbs;

export interface AgreementVerbs {
  setState(nodeId: NodeId, is: NodeStateName): void;
  /** "Wij nemen dit", on behalf of the person's own party; or no more. */
  take(nodeId: NodeId, takes: boolean): void;
  setHelper(nodeId: NodeId, partyId: PartyId, helps: boolean): void;
  /** False when refused. */
  remark(nodeId: NodeId, text: string): boolean;
  removeRemark(nodeId: NodeId, remark: Remark): void;
  /** `reason` null: it no longer serves that effect. False when refused. */
  setService(nodeId: NodeId, effectId: NodeId, reason: string | null): boolean;
}

export function bindAgreement(
  { tree, me }: Pick<DossierRoom, 'tree' | 'me'>,
  act: Act,
  settle: (outcome: Outcome<TreeStep, TreeRefusal>) => boolean,
): AgreementVerbs {
  const sign = (): Signature => ({ by: me.participantId, party: me.partyId, at: Date.now() });
  return {
    setState: (nodeId, is) => settle(setNodeState(tree, { nodeId, state: { is, ...sign() } }, act)),
    take: (nodeId, takes) => settle(takeNode(tree, { nodeId, taken: takes ? sign() : null }, act)),
    setHelper: (nodeId, partyId, helps) => settle(setHelper(tree, { nodeId, partyId, helps }, act)),
    remark: (nodeId, text) => {
      const remark = { remarkId: newId<RemarkId>(), text, ...sign() };
      return settle(addRemark(tree, { nodeId, remark }, act));
    },
    removeRemark: (nodeId, remark) => settle(removeRemark(tree, { nodeId, remark }, act)),
    setService: (nodeId, effectId, reason) =>
      settle(setService(tree, { nodeId, effectId, reason }, act)),
  };
}
