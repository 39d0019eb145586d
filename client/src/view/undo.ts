/** The way back. What a person did to the tree, on whichever face, is one history per open dossier;
 *  the narrative and the canvas keep their own. Each face offers what undo means there. */
import { UndoHistory } from '@meemaak/model';
import type { Face } from '@meemaak/protocol';
import type { DossierRoom } from '../rooms/dossier-room.ts';

const histories = new WeakMap<DossierRoom, UndoHistory>();

export function treeHistory(room: DossierRoom): UndoHistory {
  const known = histories.get(room);
  if (known !== undefined) return known;
  const history = new UndoHistory();
  histories.set(room, history);
  return history;
}

/** What a face does when somebody at work there asks for it; own work only. */
export interface UndoOffer {
  readonly undo: () => void;
  readonly redo: () => void;
}

const offers = new WeakMap<DossierRoom, Map<Face, UndoOffer>>();

/** Lets the undo keys reach a face; returns how to end that. */
export function offerUndo(room: DossierRoom, face: Face, offer: UndoOffer): () => void {
  const ofRoom = offers.get(room) ?? new Map<Face, UndoOffer>();
  offers.set(room, ofRoom.set(face, offer));
  return () => {
    if (ofRoom.get(face) === offer) ofRoom.delete(face);
  };
}

export function undoOfferOf(room: DossierRoom, face: Face): UndoOffer | undefined {
  return offers.get(room)?.get(face);
}
