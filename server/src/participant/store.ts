/** Participants, and which browser is whom; read only. */
import {
  isRight,
  type DossierId,
  type ParticipantId,
  type PartyColour,
  type PartyId,
} from '@meemaak/model';
import type { ParticipantView, PresentParticipant } from '@meemaak/protocol';
import type { DatabaseSync } from 'node:sqlite';
import { hashToken } from '../http/identify.ts';
import type { Entrant } from '../relay/gate.ts';

export class ParticipantStore {
  readonly #sql: DatabaseSync;

  constructor(sql: DatabaseSync) {
    this.#sql = sql;
  }

  /** Whom this browser is, in all dossiers. */
  everybodyOf(token: string): ParticipantId[] {
    return this.#sql
      .prepare('SELECT participant_id FROM sign_ins WHERE token_hash = ?')
      .all(hashToken(token))
      .map((row) => String(row['participant_id']) as ParticipantId);
  }

  isKnownToken(token: string): boolean {
    const row = this.#sql
      .prepare('SELECT 1 FROM sign_ins WHERE token_hash = ? LIMIT 1')
      .get(hashToken(token));
    return row !== undefined;
  }

  find(token: string | undefined, dossierId: DossierId): ParticipantView | undefined {
    const entrant = this.findEntrant(token, dossierId);
    if (entrant === undefined) return undefined;
    const { participantId, name, partyId } = entrant.participant;
    return { participantId, name, partyId, right: entrant.right };
  }

  /** The participant that this browser is in the dossier, as the others may see them. */
  findEntrant(token: string | undefined, dossierId: DossierId): Entrant | undefined {
    if (token === undefined) return undefined;
    const row = this.#sql
      .prepare(
        `SELECT participant_id, participants.name, access_right, party_id, short_name, colour
         FROM sign_ins JOIN participants USING (participant_id, dossier_id)
         JOIN parties USING (dossier_id, party_id)
         WHERE token_hash = ? AND dossier_id = ?`,
      )
      .get(hashToken(token), dossierId);
    const right = row?.['access_right'];
    if (row === undefined || !isRight(right)) return undefined;
    return { participant: toPresent(row), right };
  }
}

function toPresent(row: Record<string, unknown>): PresentParticipant {
  return {
    participantId: String(row['participant_id']) as ParticipantId,
    name: String(row['name']),
    partyId: String(row['party_id']) as PartyId,
    partyShortName: String(row['short_name']),
    colour: String(row['colour']) as PartyColour,
  };
}
