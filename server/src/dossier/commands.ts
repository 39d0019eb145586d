import { accept } from '@meemaak/model';
import type { DossierView } from '@meemaak/protocol';
import type { Hono } from 'hono';
import { mountCommand } from '../http/command.ts';
import { keepToken } from '../http/identify.ts';
import type { ParticipantStore } from '../participant/store.ts';
import type { ServerWriter } from '../writes.ts';
import { emptyDossier } from './new-dossier.ts';

export interface DossierParts {
  readonly writer: ServerWriter;
  readonly participants: ParticipantStore;
  readonly isSecure: boolean;
  readonly now: () => number;
}

export function mountDossierCommands(routes: Hono, parts: DossierParts): void {
  const { writer, participants, isSecure, now } = parts;

  mountCommand(routes, 'dossier.create', async ({ title, name }, context) => {
    const { dossier, municipalityId } = emptyDossier(title);
    const { dossierId, parties } = dossier;
    const token = keepToken(context, (known) => participants.isKnownToken(known), isSecure);
    const maker = { token, dossierId, partyId: municipalityId, name, right: 'facilitate' } as const;
    const me = await writer.run('dossier.create', { dossier, maker, now: now() });
    const view: DossierView = { dossierId, title, generation: 1, parties, me };
    return accept(view);
  });
}
