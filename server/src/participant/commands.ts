/** Entering and leaving. Whoever can reach this server may enter, with the right they name:
 *  the first, honest identity. */
import { accept, refuse } from '@meemaak/model';
import type { DossierView } from '@meemaak/protocol';
import type { Hono } from 'hono';
import type { DossierStore } from '../dossier/store.ts';
import { mountCommand } from '../http/command.ts';
import { keepToken, readToken, takeToken } from '../http/identify.ts';
import type { ServerWriter } from '../writes.ts';
import type { ParticipantStore } from './store.ts';

export interface ParticipantParts {
  readonly writer: ServerWriter;
  readonly dossiers: DossierStore;
  readonly participants: ParticipantStore;
  readonly isSecure: boolean;
  readonly now: () => number;
  /** What this participant may do, or who they are, has changed. */
  readonly onAccessChanged: (participantId: string) => void;
}

export function mountParticipantCommands(routes: Hono, parts: ParticipantParts): void {
  const { writer, dossiers, participants, isSecure, now, onAccessChanged } = parts;

  mountCommand(routes, 'participant.enter', async (entry, context) => {
    const dossier = dossiers.find(entry.dossierId);
    if (dossier === undefined) return refuse({ kind: 'unknownDossier' });
    const parties = dossiers.parties(entry.dossierId);
    if (!parties.some(({ partyId }) => partyId === entry.partyId)) {
      return refuse({ kind: 'unknownParty' });
    }
    const token = keepToken(context, (known) => participants.isKnownToken(known), isSecure);
    const me = await writer.run('participant.enter', { ...entry, token, now: now() });
    onAccessChanged(me.participantId);
    const view: DossierView = { ...dossier, parties, me };
    return accept(view);
  });

  mountCommand(routes, 'participant.leave', async (_body, context) => {
    const token = readToken(context);
    const left = token === undefined ? [] : await writer.run('participant.leave', { token });
    for (const participantId of left) onAccessChanged(participantId);
    takeToken(context);
    return accept({ left: true });
  });
}
