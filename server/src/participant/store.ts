/** Participants, and which browser is whom. */
import {
  isRight,
  newId,
  type DossierId,
  type ParticipantId,
  type PartyColour,
  type PartyId,
  type Right,
} from '@meemaak/model';
import type { ParticipantView, PresentParticipant } from '@meemaak/protocol';
import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from '../database/open.ts';
import { hashToken } from '../http/identify.ts';
import type { Entrant } from '../relay/gate.ts';

export interface Entry {
  readonly dossierId: DossierId;
  readonly partyId: PartyId;
  readonly name: string;
  readonly right: Right;
}

export class ParticipantStore {
  readonly #sql: DatabaseSync;

  constructor(sql: DatabaseSync) {
    this.#sql = sql;
  }

  /** Enters a dossier with this token: as a new participant, or changing who this browser was there. */
  enter(token: string, { dossierId, partyId, name, right }: Entry, now: number): ParticipantView {
    return inTransaction(this.#sql, () => {
      const known = this.#participantIdOf(token, dossierId);
      const participantId = known ?? newId<ParticipantId>();
      if (known === undefined) {
        this.#sql
          .prepare('INSERT INTO participants VALUES (?, ?, ?, ?, ?, ?)')
          .run(participantId, dossierId, partyId, name, right, now);
        this.#sql
          .prepare('INSERT INTO sign_ins VALUES (?, ?, ?)')
          .run(hashToken(token), dossierId, participantId);
      } else {
        this.#sql
          .prepare(
            'UPDATE participants SET party_id = ?, name = ?, access_right = ? WHERE participant_id = ?',
          )
          .run(partyId, name, right, participantId);
      }
      return { participantId, name, partyId, right };
    });
  }

  /** This browser forgets who it was, everywhere. Returns whom it was. */
  leave(token: string): ParticipantId[] {
    const left = this.#sql
      .prepare('SELECT participant_id FROM sign_ins WHERE token_hash = ?')
      .all(hashToken(token))
      .map((row) => String(row['participant_id']) as ParticipantId);
    this.#sql.prepare('DELETE FROM sign_ins WHERE token_hash = ?').run(hashToken(token));
    return left;
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

  #participantIdOf(token: string, dossierId: DossierId): ParticipantId | undefined {
    return this.findEntrant(token, dossierId)?.participant.participantId;
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
