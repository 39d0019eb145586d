/** The model's verbs as this face calls them: with who and why filled in, remembered for undo, and a
 *  refusal in words. */
import {
  archiveNode,
  createNode,
  indentNode,
  moveNodeAs,
  moveNodeDown,
  moveNodeUp,
  newId,
  outdentNode,
  restoreBatch,
  reverseStep,
  setNodeKind,
  setNodeOwner,
  whyAcrossTheLine,
  type BatchId,
  type NodeId,
  type NodeKind,
  type Outcome,
  type PartyId,
  type TreeNode,
  type TreeRefusal,
  type TreeStep,
} from '@meemaak/model';
import { useEffect, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { DossierRoom } from '../../rooms/dossier-room.ts';
import { useRoom } from '../../rooms/use-room.tsx';
import { treeHistory } from '../../view/undo.ts';
import { useShownTitle } from '../card/use-shown-title.ts';
import { bindSeveral, type SeveralVerbs, type SeveralWords } from './bind-several.ts';
import { readTakenAway } from './taken-away.ts';
import { TREE_ORIGIN } from './tree-origin.ts';
import { actIn } from '../../view/act.ts';

export interface NewPlace {
  readonly kind: NodeKind;
  readonly parentId: NodeId | null;
  readonly afterId?: NodeId | null | undefined;
}

export interface TreeVerbs extends SeveralVerbs {
  /** Remembers for undo what was done elsewhere than here, or tells why it was not; false when it was not. */
  settle(outcome: TreeOutcome): boolean;
  /** Makes an empty node there, of the person's own party; undefined when refused. */
  create(place: NewPlace): NodeId | undefined;
  /** Is it theirs to change? Says so when it is not. */
  mayChange(nodeId: NodeId): boolean;
  /** Takes back a new node that got no title: as if it was never made. */
  takeBack(nodeId: NodeId): void;
  /** Remembers a title that was written letter by letter as one step to undo. */
  note(step: TreeStep): void;
  setKind(nodeId: NodeId, kind: NodeKind): void;
  setOwner(nodeId: NodeId, owner: PartyId | null): void;
  moveUp(nodeId: NodeId): void;
  moveDown(nodeId: NodeId): void;
  moveIn(nodeId: NodeId): void;
  moveOut(nodeId: NodeId): void;
  archive(nodeId: NodeId): void;
  restore(batchId: BatchId): void;
  undo(): void;
  redo(): void;
  /** Says something about what was done elsewhere than here. */
  tell(message: TreeMessage): void;
  /** Tells that somebody else took this node away while the person was typing its title. */
  tellTakenAway(nodeId: NodeId): void;
}

/** Something to tell the person about the last thing they did; the next thing puts it away. */
export interface TreeMessage {
  readonly text: string;
  /** `heard`: read aloud only, because one sees it happen. `held`: it also takes the keyboard, from
   *  what is gone. */
  readonly look: 'heard' | 'seen' | 'held';
  /** What one can do about it. */
  readonly waysOn?: readonly WayOn[];
}

export interface WayOn {
  readonly name: string;
  /** The node that it is about, and where the keyboard goes. */
  readonly nodeId: NodeId;
  readonly act: () => void;
}

type Tell = (message: TreeMessage) => void;

type TreeOutcome = Outcome<TreeStep, TreeRefusal>;
type Misfit = Extract<TreeRefusal, { kind: 'doesNotFitThere' }>;

export function useTreeVerbs(): {
  verbs: TreeVerbs;
  message: TreeMessage | undefined;
  dismiss: () => void;
} {
  const room = useRoom();
  const t = useTranslations('tree');
  const shownTitle = useShownTitle();
  const [message, setMessage] = useState<TreeMessage>();
  useEffect(() => treeHistory(room).subscribe(() => setMessage(undefined)), [room]);
  const verbs = useMemo(() => {
    const words: Words = {
      refusal: ({ kind, ...facts }) =>
        t(`refusals.${kind}`, { parentKind: '', childKind: '', nodeKind: '', ...facts }),
      become: (kind) => t('become', { kind }),
      restore: t('restore'),
      archived: (title, count) => t('archived', { title, count }),
      archivedByOther: (name, title) =>
        t('archivedByOther', { name: name ?? t('somebodyElse'), title }),
      moved: ({ title, level, position, siblingCount }, parent) => {
        const place = {
          title: shownTitle(title),
          level: String(level),
          position: String(position),
          count: String(siblingCount),
        };
        return parent === undefined
          ? t('moved', place)
          : t('movedUnder', { ...place, parent: shownTitle(parent.title) });
      },
      doneForAll: (count) => t('doneForAll', { count }),
      archivedAll: (count) => t('archivedAll', { count }),
      movedTo(count, parentId) {
        const parent = parentId === null ? undefined : room.treeIndex.node(parentId);
        return parent === undefined
          ? t('movedToTop', { count })
          : t('movedTo', { count, parent: shownTitle(parent.title) });
      },
      undo: t('commands.undo'),
      undone: t('undone'),
      redone: t('redone'),
      shownTitle,
    };
    return bindVerbs(room, words, setMessage);
  }, [room, t, shownTitle]);
  return { verbs, message, dismiss: () => setMessage(undefined) };
}

interface Words extends SeveralWords {
  readonly become: (kind: NodeKind) => string;
  readonly restore: string;
  readonly archived: (title: string, count: number) => string;
  readonly archivedByOther: (name: string | undefined, title: string) => string;
  readonly moved: (node: TreeNode, parent: TreeNode | undefined) => string;
  readonly undone: string;
  readonly redone: string;
  readonly shownTitle: (title: string) => string;
}

function bindVerbs(room: DossierRoom, words: Words, tell: Tell): TreeVerbs {
  const { tree, treeIndex } = room;
  const act = actIn(room, TREE_ORIGIN);
  const history = treeHistory(room);

  const tellRefusal = (refusal: TreeRefusal): void =>
    tell({ text: words.refusal(refusal), look: 'seen' });
  const settle = (outcome: TreeOutcome): boolean => {
    if (outcome.ok) history.record(outcome.value);
    else tellRefusal(outcome.refusal);
    return outcome.ok;
  };
  const settleMove = (nodeId: NodeId, outcome: TreeOutcome): void => {
    if (!outcome.ok && outcome.refusal.kind === 'doesNotFitThere') {
      tell({
        text: words.refusal(outcome.refusal),
        look: 'seen',
        waysOn: asOtherKind(outcome.refusal),
      });
      return;
    }
    const node = treeIndex.node(nodeId);
    if (!settle(outcome) || node === undefined) return;
    const parent = node.parentId === null ? undefined : treeIndex.node(node.parentId);
    tell({ text: words.moved(node, parent), look: 'heard' });
  };
  const asOtherKind = ({ nodeId, parentId, fittingKinds }: Misfit): readonly WayOn[] => {
    const oldParentId = treeIndex.node(nodeId)?.parentId;
    // Out of its parent it stays beside it.
    const isOut = oldParentId != null && treeIndex.node(oldParentId)?.parentId === parentId;
    const afterId = isOut ? oldParentId : undefined;
    return fittingKinds.map((kind) => ({
      name: words.become(kind),
      nodeId,
      act: () => settleMove(nodeId, moveNodeAs(tree, { nodeId, kind, parentId, afterId }, act)),
    }));
  };
  const tellBack = (outcome: TreeOutcome, done: string): void => {
    if (outcome.ok) tell({ text: done, look: 'heard' });
    else tellRefusal(outcome.refusal);
  };
  const undo = (): void => tellBack(history.undo(tree, act), words.undone);
  const restore = (batchId: BatchId): void => void settle(restoreBatch(tree, batchId, act));
  return {
    settle,
    ...bindSeveral(room, act, words, { tell, undo }),
    create(place) {
      const nodeId = newId<NodeId>();
      const owner = room.me.partyId;
      return settle(createNode(tree, { nodeId, title: '', owner, ...place }, act))
        ? nodeId
        : undefined;
    },
    mayChange(nodeId) {
      const refusal = whyAcrossTheLine(tree, [nodeId], act);
      if (refusal !== undefined) tellRefusal(refusal);
      return refusal === undefined;
    },
    takeBack(nodeId) {
      reverseStep(tree, { kind: 'created', nodeId }, act);
      history.forget(nodeId);
    },
    note: (step) => history.record(step),
    setKind: (nodeId, kind) => settle(setNodeKind(tree, { nodeId, kind }, act)),
    setOwner: (nodeId, owner) => settle(setNodeOwner(tree, { nodeId, owner }, act)),
    moveUp: (nodeId) => settleMove(nodeId, moveNodeUp(tree, treeIndex, nodeId, act)),
    moveDown: (nodeId) => settleMove(nodeId, moveNodeDown(tree, treeIndex, nodeId, act)),
    moveIn: (nodeId) => settleMove(nodeId, indentNode(tree, treeIndex, nodeId, act)),
    moveOut: (nodeId) => settleMove(nodeId, outdentNode(tree, treeIndex, nodeId, act)),
    archive(nodeId) {
      const title = words.shownTitle(treeIndex.node(nodeId)?.title ?? '');
      const before = treeIndex.rows().length;
      const batch = { nodeId, batchId: newId<BatchId>(), at: Date.now() };
      if (!settle(archiveNode(tree, treeIndex, batch, act))) return;
      const text = words.archived(title, before - treeIndex.rows().length);
      tell({ text, look: 'seen', waysOn: [{ name: words.restore, nodeId, act: undo }] });
    },
    restore,
    undo,
    tell,
    redo: () => tellBack(history.redo(tree, act), words.redone),
    tellTakenAway(nodeId) {
      const taken = readTakenAway(room, nodeId);
      const title = words.shownTitle(treeIndex.archivedTitle(nodeId) ?? '');
      tell({
        text: words.archivedByOther(taken?.name, title),
        look: 'held',
        waysOn: taken && [{ name: words.restore, nodeId, act: () => restore(taken.batchId) }],
      });
    },
  };
}
