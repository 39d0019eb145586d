/** What is written of participants; runs in the writing thread. */
import {
  newId,
  type DossierId,
  type ParticipantId,
  type PartyId,
  type Right,
} from '@meemaak/model';
import type { ParticipantView } from '@meemaak/protocol';
import type { DatabaseSync } from 'node:sqlite';
import { hashToken } from '../http/identify.ts';
import { ParticipantStore } from './store.ts';

export interface Entry {
  readonly dossierId: DossierId;
  readonly partyId: PartyId;
  readonly name: string;
  readonly right: Right;
}

type Entering = Entry & { readonly token: string; readonly now: number };

export function participantWrites(sql: DatabaseSync) {
  const participants = new ParticipantStore(sql);

  const addParticipant = ({ token, dossierId, partyId, name, right, now }: Entering) => {
    const participantId = newId<ParticipantId>();
    sql
      .prepare('INSERT INTO participants VALUES (?, ?, ?, ?, ?, ?)')
      .run(participantId, dossierId, partyId, name, right, now);
    sql
      .prepare('INSERT INTO sign_ins VALUES (?, ?, ?)')
      .run(hashToken(token), dossierId, participantId);
    return participantId;
  };

  const changeParticipant = (participantId: ParticipantId, { partyId, name, right }: Entry) => {
    sql
      .prepare(
        'UPDATE participants SET party_id = ?, name = ?, access_right = ? WHERE participant_id = ?',
      )
      .run(partyId, name, right, participantId);
    return participantId;
  };

  return {
    /** Enters a dossier with this token: as a new participant, or changing who this browser was there. */
    'participant.enter'(entering: Entering): ParticipantView {
      const { token, dossierId, partyId, name, right } = entering;
      const known = participants.find(token, dossierId)?.participantId;
      const participantId =
        known === undefined ? addParticipant(entering) : changeParticipant(known, entering);
      return { participantId, name, partyId, right };
    },

    /** This browser forgets who it was, everywhere. Returns whom it was. */
    'participant.leave'({ token }: { readonly token: string }): ParticipantId[] {
      const left = participants.everybodyOf(token);
      sql.prepare('DELETE FROM sign_ins WHERE token_hash = ?').run(hashToken(token));
      return left;
    },
  };
}
