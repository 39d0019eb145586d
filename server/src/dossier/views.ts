import { isId, type DossierId } from '@meemaak/model';
import type { DossierListView, DossierView, WritersView } from '@meemaak/protocol';
import type { Hono } from 'hono';
import { readToken } from '../http/identify.ts';
import { answerRefusal } from '../http/refusal.ts';
import type { ParticipantStore } from '../participant/store.ts';
import type { DossierStore } from './store.ts';

export interface DossierViewParts {
  readonly dossiers: DossierStore;
  readonly participants: ParticipantStore;
}

export function mountDossierViews(
  routes: Hono,
  { dossiers, participants }: DossierViewParts,
): void {
  routes.get('/api/dossiers', (context) => {
    const view: DossierListView = { dossiers: dossiers.list() };
    return context.json(view);
  });

  routes.get('/api/dossiers/:dossierId', (context) => {
    const dossierId = context.req.param('dossierId');
    const dossier = isId<DossierId>(dossierId) ? dossiers.find(dossierId) : undefined;
    if (dossier === undefined) return answerRefusal(context, { kind: 'unknownDossier' });
    const view: DossierView = {
      ...dossier,
      parties: dossiers.parties(dossier.dossierId),
      me: participants.find(readToken(context), dossier.dossierId),
    };
    return context.json(view);
  });

  routes.get('/api/dossiers/:dossierId/writers', (context) => {
    const dossierId = context.req.param('dossierId');
    if (!isId<DossierId>(dossierId) || !participants.find(readToken(context), dossierId)) {
      return answerRefusal(context, { kind: 'notSignedIn' });
    }
    const view: WritersView = { writers: dossiers.writers(dossierId) };
    return context.json(view);
  });
}
