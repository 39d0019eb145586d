import * as Y from 'yjs';
import { isId, type NodeId, type PartyId } from '../ids.ts';
import { readIndicators, type Indicator } from '../indicator/indicator.ts';
import { readAgreement, type AgreementFacts } from './agreement.ts';
import { readRemarks, type Remark } from './remark.ts';
import { readTitle } from './title.ts';

export { MAX_TITLE_LENGTH } from './title.ts';

/** What a node can be. An effect under an effect is a "sub-effect": a word on screen, not a kind. */
export const NODE_KINDS = ['effect', 'performance', 'activity'] as const;
export type NodeKind = (typeof NODE_KINDS)[number];

/** What people call a node of some kind at some place; the words are in messages, `node.kinds`. */
export type KindName = NodeKind | 'subEffect';

/** What a node is, before anybody said anything about agreeing on it. */
export interface NodeBasics {
  readonly kind: NodeKind;
  /** At most `MAX_TITLE_LENGTH`, whatever is stored. */
  readonly title: string;
  /** The party that answers for it; null: nobody yet. */
  readonly owner: PartyId | null;
  readonly indicators: readonly Indicator[];
}

/** What is written at a node, wherever it hangs. */
export interface NodeFacts extends NodeBasics, AgreementFacts {
  /** What others say about it. */
  readonly remarks: readonly Remark[];
}

/** A visible node, as every face shows it. The same object until something about it changes. */
export interface TreeNode extends NodeFacts {
  readonly nodeId: NodeId;
  /** The visible parent; null: at the top. */
  readonly parentId: NodeId | null;
  /** 1 at the top. */
  readonly level: number;
  /** 1 for the first of its siblings. */
  readonly position: number;
  readonly siblingCount: number;
  /** The visible children, in order. */
  readonly childIds: readonly NodeId[];
  /** Its own parent was archived by somebody who did not see this node there: it is shown under
   *  the nearest parent that is still visible. */
  readonly surfaced: boolean;
  /** Archived nodes are not in the tree at all; see `TreeIndex.isArchived`. */
  readonly isArchived: false;
}

/** What this node is called: an effect under another node is a sub-effect. */
export function kindName({ kind, level }: Pick<TreeNode, 'kind' | 'level'>): KindName {
  return kind === 'effect' && level > 1 ? 'subEffect' : kind;
}

export function isNodeKind(value: unknown): value is NodeKind {
  return NODE_KINDS.some((kind) => kind === value);
}

/** Reads one entry of `nodes`, whatever it is. A node without a readable record is an activity
 *  without a title: visible, so that somebody can repair or archive it. */
export function readNodeFacts(record: unknown): NodeFacts {
  const fields = record instanceof Y.Map ? record : undefined;
  const kind: unknown = fields?.get('kind');
  const owner: unknown = fields?.get('owner');
  return {
    kind: isNodeKind(kind) ? kind : 'activity',
    title: readTitle(fields?.get('title')),
    owner: isId<PartyId>(owner) ? owner : null,
    indicators: readIndicators(fields?.get('indicators')),
    ...readAgreement(fields),
    remarks: readRemarks(fields),
  };
}
