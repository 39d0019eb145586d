/** The whole HTTP side, built from its parts; no port, so tests can call it as it is. */
import type { ClientConfig } from '@meemaak/protocol';
import { Hono } from 'hono';
import { mountHealth } from './admin/health.ts';
import { mountAssets } from './asset/routes.ts';
import type { AssetStore } from './asset/store.ts';
import type { Config } from './config.ts';
import { mountDossierCommands } from './dossier/commands.ts';
import { mountGuardCommand } from './dossier/guard.ts';
import type { DossierStore } from './dossier/store.ts';
import { mountDossierViews } from './dossier/views.ts';
import { sandboxPicture, setSecurityHeaders } from './http/headers.ts';
import { readToken } from './http/identify.ts';
import { ownPageOnly } from './http/own-page.ts';
import { clientRoutes } from './http/static.ts';
import { logFault } from './log.ts';
import { mountParticipantCommands } from './participant/commands.ts';
import type { ParticipantStore } from './participant/store.ts';
import { firstLoadRoutes } from './relay/first-load.ts';
import type { Gate } from './relay/gate.ts';
import type { PollLines } from './relay/line/poll-lines.ts';
import { pollRoutes } from './relay/line/poll-routes.ts';
import type { Rooms } from './relay/rooms.ts';
import { Turns } from './relay/line/turns.ts';
import { syncRoutes } from './relay/line/upgrade.ts';
import type { ServerWriter } from './writes.ts';

export interface AppParts {
  readonly config: Config;
  readonly writer: ServerWriter;
  readonly dossiers: DossierStore;
  readonly participants: ParticipantStore;
  readonly assets: AssetStore;
  readonly rooms: Rooms;
  readonly gate: Gate;
  readonly pollLines: PollLines;
  readonly isOwnOrigin: (origin: string) => boolean;
  readonly canStore: () => Promise<boolean>;
  readonly now: () => number;
  readonly clientDir?: string;
}

export function createApp(parts: AppParts): Hono {
  const { config, writer, dossiers, participants, assets, rooms, gate, now } = parts;
  const app = new Hono();
  app.onError((error, context) => {
    logFault('request.failed', error, { path: context.req.routePath });
    return context.json({ fault: true }, 500);
  });
  const sync = { rooms, gate, turns: new Turns(), readToken };
  app.route('/', syncRoutes(sync));
  app.route('/', pollRoutes({ ...sync, lines: parts.pollLines, isOwnOrigin: parts.isOwnOrigin }));
  app.use('/api/dossiers/:dossierId/assets/:assetId', sandboxPicture);
  app.use(setSecurityHeaders);
  app.route('/', firstLoadRoutes({ rooms, gate, readToken }));
  mountHealth(app, parts.canStore);
  app.on('POST', '/api/*', ownPageOnly(parts.isOwnOrigin));
  app.use('/api/*', async (context, next) => {
    await next();
    if (!context.res.headers.has('cache-control')) context.header('cache-control', 'no-store');
  });
  const isSecure = config.publicUrl?.startsWith('https:') ?? false;
  const onAccessChanged = (participantId: string) =>
    rooms.closeChannelsOf(participantId, 'accessChanged');
  mountDossierCommands(app, { writer, participants, isSecure, now });
  mountGuardCommand(app, { dossiers, participants, rooms, now });
  mountParticipantCommands(app, { writer, dossiers, participants, isSecure, now, onAccessChanged });
  mountDossierViews(app, { dossiers, participants });
  mountAssets(app, {
    assets,
    findEntrant: (token, dossierId) => participants.findEntrant(token, dossierId),
  });
  app.get('/api/config', (context) => {
    const view: ClientConfig = { tldrawLicenseKey: config.tldrawLicenseKey };
    return context.json(view);
  });
  app.all('/api/*', (context) => context.json({ fault: 'unknownAddress' }, 404));
  app.route('/', clientRoutes(parts.clientDir));
  return app;
}
