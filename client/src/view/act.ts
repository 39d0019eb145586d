import type { Act } from '@meemaak/model';
import type { DossierRoom } from '../rooms/dossier-room.ts';

/** What this person does, for their party. `origin`: the face in which they do it. */
export function actIn({ me }: Pick<DossierRoom, 'me'>, origin: unknown): Act {
  return { by: me.participantId, party: me.partyId, origin };
}
