/** Putting mine back, from the list: an ordinary change, with a way back of its own. What was put back
 *  in the tree is also the last step of the tree's own undo. */
import {
  boardStandsAsMine,
  putBoardBack,
  putTreeBack,
  reverseStep,
  takeBoardBack,
  treeStandsAsMine,
  type Clash,
} from '@meemaak/model';
import type { DossierRoom } from '../../rooms/dossier-room.ts';
import { treeHistory } from '../../view/undo.ts';
import { actIn } from '../../view/act.ts';

const ABSENCE_ORIGIN = Symbol('the list of an absence');

/** Can this kind of clash be put back at all, here and by this person? */
export function canPutBack(room: DossierRoom, clash: Clash): boolean {
  switch (clash.kind) {
    case 'paragraphRemoved':
      return false;
    case 'fieldChangedTwice':
      return clash.path[0] !== 'indicators' && room.may('tree.edit');
    case 'noteRemoved':
    case 'noteChangedTwice':
      return room.may('board.edit');
    case 'parentArchived':
    case 'archivedWhileWorkedIn':
    case 'movedTwice':
      return room.may('tree.edit');
  }
}

/** Does everything stand as I had it? Then there is nothing to put back. */
export function standsAsMine({ tree, board }: DossierRoom, clash: Clash): boolean {
  switch (clash.kind) {
    case 'paragraphRemoved':
      return false;
    case 'noteRemoved':
    case 'noteChangedTwice':
      return boardStandsAsMine(board, clash);
    case 'parentArchived':
    case 'archivedWhileWorkedIn':
    case 'fieldChangedTwice':
    case 'movedTwice':
      return treeStandsAsMine(tree, clash);
  }
}

/** Gives what takes it back again; undefined when it was refused. */
export function putMineBack(room: DossierRoom, clash: Clash): (() => boolean) | undefined {
  const { tree, board } = room;
  const act = actIn(room, ABSENCE_ORIGIN);
  if (clash.kind === 'paragraphRemoved') return undefined;
  if (clash.kind === 'noteRemoved' || clash.kind === 'noteChangedTwice') {
    const outcome = putBoardBack(board, clash, ABSENCE_ORIGIN);
    if (!outcome.ok) return undefined;
    return () => {
      takeBoardBack(board, outcome.value, ABSENCE_ORIGIN);
      return true;
    };
  }
  const outcome = putTreeBack(tree, clash, act);
  if (!outcome.ok) return undefined;
  const step = outcome.value;
  treeHistory(room).record(step);
  return () => {
    const undone = reverseStep(tree, step, act);
    if (undone.ok) treeHistory(room).record(undone.value);
    return undone.ok;
  };
}
