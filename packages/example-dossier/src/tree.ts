/** Writes the branches into a tree document, through the same verbs that people use. */
import {
  addIndicator,
  createNode,
  seedAct,
  setHelper,
  takeNode,
  type Indicator,
  type IndicatorId,
  type NodeId,
  type NodeKind,
  type Outcome,
  type PartyId,
  type TreeDocument,
} from '@meemaak/model';
import { branches, type Branch, type Measured } from './branches.ts';

const kinds: readonly (readonly [
  keyof Branch & ('effects' | 'performances' | 'activities'),
  NodeKind,
])[] = [
  ['effects', 'effect'],
  ['performances', 'performance'],
  ['activities', 'activity'],
];

/** Writes all branches; the same bytes every time. */
export function writeBranches(tree: TreeDocument): void {
  for (const branch of branches) writeBranch(tree, branch, 'effect', null);
}

function writeBranch(
  tree: TreeDocument,
  branch: Branch,
  kind: NodeKind,
  parentId: NodeId | null,
): void {
  const nodeId = branch.id as NodeId;
  const owner = branch.owner as PartyId;
  expectAccepted(createNode(tree, { nodeId, kind, title: branch.title, owner, parentId }, seedAct));
  for (const measured of branch.indicators ?? []) {
    expectAccepted(addIndicator(tree, nodeId, toIndicator(measured), seedAct));
  }
  writeAgreement(tree, branch, kind);
  for (const [key, childKind] of kinds) {
    for (const child of branch[key] ?? []) writeBranch(tree, child, childKind, nodeId);
  }
}

/** What is to be done was taken up by who will do it, and a few are still asked. */
function writeAgreement(tree: TreeDocument, branch: Branch, kind: NodeKind): void {
  const nodeId = branch.id as NodeId;
  if (kind !== 'effect' && branch.isAsked !== true) {
    const taken = { by: null, party: branch.owner as PartyId, at: null };
    expectAccepted(takeNode(tree, { nodeId, taken }, seedAct));
  }
  for (const helper of branch.helpers ?? []) {
    expectAccepted(setHelper(tree, { nodeId, partyId: helper as PartyId, helps: true }, seedAct));
  }
}

function toIndicator(measured: Measured): Indicator {
  const [id, name, unit, direction, baseline, target, targetGroup, source, holder] = measured;
  return {
    indicatorId: id as IndicatorId,
    name,
    unit,
    direction,
    baseline: { value: baseline[0], year: baseline[1] },
    target: { value: target[0], year: target[1] },
    targetGroup,
    source,
    holder: holder as PartyId,
    risk: '',
    yearly: [],
  };
}

function expectAccepted(outcome: Outcome<unknown, { readonly kind: string }>): void {
  if (!outcome.ok) throw new Error(`The example does not fit the rules: ${outcome.refusal.kind}.`);
}
