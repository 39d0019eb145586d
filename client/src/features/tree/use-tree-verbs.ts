/** The model's verbs as this face calls them: with who and why filled in, remembered for undo, and a
 *  refusal in words. */
import {
  archiveNode,
  createNode,
  indentNode,
  moveNodeDown,
  moveNodeUp,
  newId,
  outdentNode,
  restoreBatch,
  reverseStep,
  setNodeKind,
  setNodeOwner,
  type Act,
  type BatchId,
  type NodeId,
  type NodeKind,
  type Outcome,
  type PartyId,
  type TreeRefusal,
  type TreeStep,
} from '@meemaak/model';
import { useEffect, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { DossierRoom } from '../../rooms/dossier-room.ts';
import { useRoom } from '../../rooms/use-room.tsx';
import { treeHistory } from '../../view/undo.ts';
import { useShownTitle } from '../card/use-shown-title.ts';
import { TREE_ORIGIN } from './tree-origin.ts';

export interface NewPlace {
  readonly kind: NodeKind;
  readonly parentId: NodeId | null;
  readonly afterId?: NodeId | null | undefined;
}

export interface TreeVerbs {
  /** Makes an empty node there, of the person's own party; undefined when refused. */
  create(place: NewPlace): NodeId | undefined;
  /** Takes back a new node that got no title: as if it was never made. */
  takeBack(nodeId: NodeId): void;
  /** Remembers a title that was written letter by letter as one step to undo. */
  noteRename(nodeId: NodeId, before: string): void;
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
}

/** Something to tell the person about the last thing they did; the next thing puts it away. */
export interface TreeMessage {
  readonly text: string;
  /** `heard`: read aloud only, because one sees it happen. `undoable`: with the way back beside it. */
  readonly look: 'heard' | 'seen' | 'undoable';
}

type TreeOutcome = Outcome<TreeStep, TreeRefusal>;

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
    const tell = (text: string, look: TreeMessage['look'] = 'seen') => setMessage({ text, look });
    const words = {
      refusal: ({ kind }: TreeRefusal) => t(`refusals.${kind}`),
      archived: (title: string, count: number) => t('archived', { title, count }),
      undone: t('undone'),
      redone: t('redone'),
      shownTitle,
    };
    return bindVerbs(room, words, tell);
  }, [room, t, shownTitle]);
  return { verbs, message, dismiss: () => setMessage(undefined) };
}

interface Words {
  readonly refusal: (refusal: TreeRefusal) => string;
  readonly archived: (title: string, count: number) => string;
  readonly undone: string;
  readonly redone: string;
  readonly shownTitle: (title: string) => string;
}

/** Moving up the first of a row is no news: the person sees that it is the first. */
const silentRefusals: ReadonlySet<TreeRefusal['kind']> = new Set(['alreadyFirst', 'alreadyLast']);

function bindVerbs(
  room: DossierRoom,
  words: Words,
  tell: (text: string, look?: TreeMessage['look']) => void,
): TreeVerbs {
  const { tree, treeIndex } = room;
  const act: Act = { by: room.me.participantId, origin: TREE_ORIGIN };
  const history = treeHistory(room);

  const settle = (outcome: TreeOutcome): boolean => {
    if (outcome.ok) history.record(outcome.value);
    else if (!silentRefusals.has(outcome.refusal.kind)) tell(words.refusal(outcome.refusal));
    return outcome.ok;
  };
  const tellBack = (outcome: TreeOutcome, done: string): void => {
    if (outcome.ok) tell(done, 'heard');
    else tell(words.refusal(outcome.refusal));
  };
  return {
    create(place) {
      const nodeId = newId<NodeId>();
      const owner = room.me.partyId;
      return settle(createNode(tree, { nodeId, title: '', owner, ...place }, act))
        ? nodeId
        : undefined;
    },
    takeBack(nodeId) {
      reverseStep(tree, { kind: 'created', nodeId }, act);
      history.forget(nodeId);
    },
    noteRename(nodeId, before) {
      const title = treeIndex.node(nodeId)?.title ?? before;
      if (title !== before) history.record({ kind: 'renamed', nodeId, from: before, to: title });
    },
    setKind: (nodeId, kind) => settle(setNodeKind(tree, { nodeId, kind }, act)),
    setOwner: (nodeId, owner) => settle(setNodeOwner(tree, { nodeId, owner }, act)),
    moveUp: (nodeId) => settle(moveNodeUp(tree, treeIndex, nodeId, act)),
    moveDown: (nodeId) => settle(moveNodeDown(tree, treeIndex, nodeId, act)),
    moveIn: (nodeId) => settle(indentNode(tree, treeIndex, nodeId, act)),
    moveOut: (nodeId) => settle(outdentNode(tree, treeIndex, nodeId, act)),
    archive(nodeId) {
      const title = words.shownTitle(treeIndex.node(nodeId)?.title ?? '');
      const before = treeIndex.rows().length;
      const batch = { nodeId, batchId: newId<BatchId>(), at: Date.now() };
      if (!settle(archiveNode(tree, treeIndex, batch, act))) return;
      tell(words.archived(title, before - treeIndex.rows().length), 'undoable');
    },
    restore: (batchId) => settle(restoreBatch(tree, batchId, act)),
    undo: () => tellBack(history.undo(tree, act), words.undone),
    redo: () => tellBack(history.redo(tree, act), words.redone),
  };
}
