/** Saying something about a node, and taking that away again. Anybody may who may edit, also where WHAT and HOW
 *  are kept apart: it changes nothing of the node. */
import type { TreeDocument } from '../documents/tree-document.ts';
import type { NodeId } from '../ids.ts';
import { accept, refuse, type Outcome } from '../refusal.ts';
import { isVisible } from './archive.ts';
import { whyAcrossTheLine } from './guard.ts';
import { openRecord } from './node-record.ts';
import { MAX_REMARK_LENGTH, MOST_REMARKS, readRemarks, remarkKey, type Remark } from './remark.ts';
import type { Act, TreeRefusal, TreeStep } from './step.ts';
import { oneLine } from './title.ts';

/** Says something about a node; anybody who may edit may. Refuses `nodeIsGone`, `remarkTooLong` and
 *  `tooManyRemarks`. */
export function addRemark(
  tree: TreeDocument,
  { nodeId, remark }: { readonly nodeId: NodeId; readonly remark: Remark },
  act: Act,
): Outcome<TreeStep, TreeRefusal> {
  const text = oneLine(remark.text);
  if (!isVisible(tree, nodeId)) return refuse({ kind: 'nodeIsGone', nodeId });
  if (text.length > MAX_REMARK_LENGTH) {
    return refuse({ kind: 'remarkTooLong', length: text.length, limit: MAX_REMARK_LENGTH });
  }
  if (readRemarks(tree.nodes.get(nodeId)).length >= MOST_REMARKS) {
    return refuse({ kind: 'tooManyRemarks', nodeId, limit: MOST_REMARKS });
  }
  const { remarkId, ...said } = { ...remark, text };
  tree.doc.transact(() => openRecord(tree, nodeId).set(remarkKey(remarkId), said), act.origin);
  return accept<TreeStep>({ kind: 'remarked', nodeId, remark: { remarkId, ...said } });
}

/** Takes a remark away: whoever made it, or whose the node is. Refuses `nodeIsGone` and `acrossTheLine`. */
export function removeRemark(
  tree: TreeDocument,
  { nodeId, remark }: { readonly nodeId: NodeId; readonly remark: Remark },
  act: Act,
): Outcome<TreeStep, TreeRefusal> {
  if (!isVisible(tree, nodeId)) return refuse({ kind: 'nodeIsGone', nodeId });
  const isOwn = act.party === undefined || remark.party === act.party;
  const refusal = isOwn ? undefined : whyAcrossTheLine(tree, [nodeId], act);
  if (refusal !== undefined) return refuse(refusal);
  tree.doc.transact(() => openRecord(tree, nodeId).delete(remarkKey(remark.remarkId)), act.origin);
  return accept<TreeStep>({ kind: 'remarkTakenAway', nodeId, remark });
}
