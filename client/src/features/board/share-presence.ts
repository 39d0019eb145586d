/** Pointers and selections on the canvas, shared through the dossier's awareness, field `canvas`. */
import {
  showPresentOnBoard,
  watchBoardPresence,
  type PresentOnBoard,
} from '@meemaak/canvas-binding';
import type { PartyColour } from '@meemaak/model';
import { readPresence } from '@meemaak/protocol';
import type { TLStore } from 'tldraw';
import type { DossierRoom } from '../../rooms/dossier-room.ts';

const FIELD = 'canvas';

/** Shows us to the others and the others to us, until called off. */
export function sharePresence(store: TLStore, { awareness }: DossierRoom): () => void {
  const stopShowing = watchBoardPresence(store, (presence) =>
    awareness.setLocalStateField(FIELD, presence),
  );
  const showOthers = (): void => {
    const others: PresentOnBoard[] = [];
    for (const [clientId, state] of awareness.getStates()) {
      const known = clientId === awareness.clientID ? undefined : readPresence(state);
      if (known === undefined) continue;
      const { participantId, name, colour } = known.participant;
      const presence: unknown = state[FIELD];
      others.push({ clientId, participantId, name, colour: pointerColours[colour], presence });
    }
    showPresentOnBoard(store, others);
  };
  showOthers();
  awareness.on('change', showOthers);
  return () => {
    stopShowing();
    awareness.off('change', showOthers);
    awareness.setLocalStateField(FIELD, null);
    showPresentOnBoard(store, []);
  };
}

/** The parties' lines from `tokens.css`, between light and dark: pointers are painted, not styled. */
const pointerColours: Record<PartyColour, string> = {
  blue: '#2c66b3',
  orange: '#b85612',
  green: '#2f7d49',
  purple: '#7c4bb3',
  red: '#b93543',
  teal: '#187b80',
  ochre: '#8f6a14',
  grey: '#6a747c',
};
