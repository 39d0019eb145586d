/** A node that somebody makes by naming it in the text. */
import {
  createNode,
  mayMake,
  newId,
  readGuard,
  type NodeId,
  type NodeKind,
  type TreeNode,
} from '@meemaak/model';
import type { DossierRoom } from '../../rooms/dossier-room.ts';
import { actIn } from '../../view/act.ts';
import { treeHistory } from '../../view/undo.ts';
import type { Made } from './made-together.ts';

export interface NewPlace {
  readonly kind: NodeKind;
  /** undefined: at the top of the tree. */
  readonly parent: TreeNode | undefined;
}

type TreeOfRoom = Pick<DossierRoom, 'treeIndex' | 'documentState' | 'tree' | 'me'>;

/** What can be made, and where: an effect at the top, a performance under the chosen effect, an
 *  activity under the chosen performance. Nothing for whoever may not change the tree, nor what is not
 *  this party's to make. */
export function placesForNew(room: TreeOfRoom, chosenId: NodeId | undefined): readonly NewPlace[] {
  const { loaded, mayWrite, damaged } = room.documentState('tree').get();
  if (!loaded || !mayWrite || damaged) return [];
  const chosen = chosenId === undefined ? undefined : room.treeIndex.node(chosenId);
  const effect = chosen?.kind === 'effect' ? chosen : undefined;
  const places: NewPlace[] = [
    { kind: 'effect', parent: undefined },
    { kind: 'performance', parent: effect },
  ];
  if (chosen?.kind === 'performance') places.push({ kind: 'activity', parent: chosen });
  const guard = readGuard(room.tree);
  return places.filter(({ kind }) => mayMake(guard, room.me.partyId, kind));
}

/** Undefined when the tree refuses it: its place was archived meanwhile. Undo in the tree takes it back,
 *  and so does undo of the chip (`insertMade`). */
export function createNamedNode(
  room: DossierRoom,
  { kind, parent, title }: NewPlace & { readonly title: string },
): Made | undefined {
  const nodeId = newId<NodeId>();
  const { partyId } = room.me;
  const act = actIn(room, ORIGIN);
  const outcome = createNode(
    room.tree,
    { nodeId, kind, title, owner: partyId, parentId: parent?.nodeId ?? null },
    act,
  );
  if (!outcome.ok) return undefined;
  const history = treeHistory(room);
  history.record(outcome.value);
  return { nodeId, tree: room.tree, history, act };
}

const ORIGIN = 'narrative';
