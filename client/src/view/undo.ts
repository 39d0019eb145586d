/** What this person did to the tree, on whichever face, and the way back. One history per open
 *  dossier; the narrative and the canvas keep their own. */
import { UndoHistory } from '@meemaak/model';
import type { DossierRoom } from '../rooms/dossier-room.ts';

const histories = new WeakMap<DossierRoom, UndoHistory>();

export function treeHistory(room: DossierRoom): UndoHistory {
  const known = histories.get(room);
  if (known !== undefined) return known;
  const history = new UndoHistory();
  histories.set(room, history);
  return history;
}
