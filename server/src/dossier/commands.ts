import { accept, type PartyId } from '@meemaak/model';
import type { DossierView } from '@meemaak/protocol';
import type { Hono } from 'hono';
import { mountCommand } from '../http/command.ts';
import { giveToken, newToken, readToken } from '../http/identify.ts';
import type { ParticipantStore } from '../participant/store.ts';
import { emptyDossier } from './new-dossier.ts';
import type { DossierStore } from './store.ts';

export interface DossierParts {
  readonly dossiers: DossierStore;
  readonly participants: ParticipantStore;
  readonly isSecure: boolean;
  readonly now: () => number;
}

export function mountDossierCommands(routes: Hono, parts: DossierParts): void {
  const { dossiers, participants, isSecure, now } = parts;

  mountCommand(routes, 'dossier.create', ({ title, name }, context) => {
    const dossier = emptyDossier(title);
    const { dossierId, parties } = dossier;
    dossiers.add(dossier, now());
    const known = readToken(context);
    const token = participants.isKnownToken(known) && known !== undefined ? known : newToken();
    const partyId = parties[0]?.partyId ?? ('' as PartyId);
    const me = participants.enter(token, { dossierId, partyId, name, right: 'facilitate' }, now());
    giveToken(context, token, isSecure);
    const view: DossierView = { dossierId, title, parties, me };
    return accept(view);
  });
}
