/** Our own copy, pasted on a row: at once, where it fits. */
import { addBranch, mayHangUnder, type Act, type NodeId, type TreeStep } from '@meemaak/model';
import {
  planBranch,
  planToNodes,
  readHtml,
  type BranchPlan,
  type Outline,
} from '@meemaak/transfer';
import type { DossierRoom } from '../../rooms/dossier-room.ts';

/** What the clipboard held. */
export interface Pasted {
  readonly text: string;
  readonly html: string;
}

/** A branch that was put in the tree. */
export interface AddedBranch {
  readonly step: TreeStep;
  readonly firstId: NodeId;
  readonly count: number;
}

/** Reads what only we write; undefined: it is from elsewhere. */
export function readOwnCopy({ html }: Pasted): Outline | undefined {
  if (!html.includes('data-meemaak')) return undefined;
  const outline = readHtml(html);
  return outline?.ok === true ? outline.value : undefined;
}

/** Puts our own copy under the row; what may not hang there, behind it. Undefined: it is from elsewhere
 *  or fits neither, and a person has to look. */
export function pasteOnRow(
  room: DossierRoom,
  nodeId: NodeId,
  pasted: Pasted,
  act: Act,
): AddedBranch | undefined {
  const outline = readOwnCopy(pasted);
  const node = room.treeIndex.node(nodeId);
  if (outline === undefined || node === undefined) return undefined;
  const above = node.parentId === null ? undefined : room.treeIndex.node(node.parentId);
  const plan = planBranch(outline, {
    parentKind: null,
    chosenKinds: new Map(),
    parties: room.view.parties,
  });
  if (fits(plan, node.kind)) return addPlan(room, plan, { parentId: nodeId }, act);
  if (!fits(plan, above?.kind)) return undefined;
  return addPlan(room, plan, { parentId: node.parentId, afterId: nodeId }, act);
}

/** Without a kind: at the top. */
function fits(plan: BranchPlan, under: Parameters<typeof mayHangUnder>[1] | undefined): boolean {
  return plan.lines.every(
    ({ level, kind, unfitUnder }) =>
      unfitUnder === undefined && (level > 1 || mayHangUnder(kind, under ?? null)),
  );
}

/** Undefined when the model refuses. */
function addPlan(
  { tree }: DossierRoom,
  plan: BranchPlan,
  place: { parentId: NodeId | null; afterId?: NodeId },
  act: Act,
): AddedBranch | undefined {
  const nodes = planToNodes(plan);
  const outcome = addBranch(tree, { ...place, nodes }, act);
  const firstId = nodes[0]?.nodeId;
  if (!outcome.ok || firstId === undefined) return undefined;
  return { step: outcome.value, firstId, count: nodes.length };
}
