import { accept } from '@meemaak/model';
import type { DossierView } from '@meemaak/protocol';
import type { Hono } from 'hono';
import { mountCommand } from '../http/command.ts';
import { keepToken } from '../http/identify.ts';
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
    const { dossier, municipalityId } = emptyDossier(title);
    const { dossierId, parties } = dossier;
    dossiers.add(dossier, now());
    const token = keepToken(context, (known) => participants.isKnownToken(known), isSecure);
    const entry = { dossierId, partyId: municipalityId, name, right: 'facilitate' } as const;
    const me = participants.enter(token, entry, now());
    const view: DossierView = { dossierId, title, parties, me };
    return accept(view);
  });
}
