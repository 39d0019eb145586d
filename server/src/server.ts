/** A whole server, from database to port; `main` starts one, tests start many. */
import { once } from 'node:events';
import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { CLOSE_CODES } from '@meemaak/protocol';
import type { Hono } from 'hono';
import type { WebSocketServer } from 'ws';
import { createApp } from './app.ts';
import { AssetStore } from './asset/store.ts';
import type { Config } from './config.ts';
import { openDatabase, type OpenDatabase } from './database/open.ts';
import { firstDossier } from './dossier/first-dossier.ts';
import { DossierStore } from './dossier/store.ts';
import { ownOrigins } from './http/origin.ts';
import { logEvent } from './log.ts';
import { ParticipantStore } from './participant/store.ts';
import { Gate } from './relay/gate.ts';
import { Rooms } from './relay/rooms.ts';
import { SqliteUpdateLog } from './relay/update-log.ts';
import { createSocketServer } from './relay/upgrade.ts';

/** How long a socket may take to say goodbye when we stop. */
const GOODBYE_MS = 2_000;

export interface ServerOptions {
  readonly config: Config;
  /** Also lets the client's development server in. */
  readonly isDevelopment?: boolean;
  readonly clientDir?: string;
}

export interface MeemaakServer {
  readonly port: number;
  /** Stores everything, tells everybody to come back, and ends. */
  stop(): Promise<void>;
}

/** Resolves when it listens. Throws `DataDirError` when the folder cannot be used. */
export async function startServer(options: ServerOptions): Promise<MeemaakServer> {
  const { config, isDevelopment = false } = options;
  const database = openDatabase(config.dataDir);
  const log = new SqliteUpdateLog(database.sql);
  const rooms = new Rooms(log);
  // Our own origin is known when the port is.
  const origins = new Set<string>();
  const app = composeApp(options, database, log, rooms, (origin) => origins.has(origin));
  const sockets = createSocketServer();
  const http = serve({
    fetch: app.fetch,
    port: config.port,
    hostname: config.host,
    websocket: { server: sockets },
  }) as Server;
  // A broken request is its sender's trouble [T40].
  http.on('clientError', (_error, socket) => socket.destroy());
  await Promise.race([once(http, 'listening'), failed(http)]);
  const port = portOf(http);
  for (const origin of ownOrigins(config, port, isDevelopment)) origins.add(origin);

  let stopping: Promise<void> | undefined;
  const stop = async () => {
    await endInGoodOrder(http, sockets, rooms);
    database.close();
    logEvent('server.stopped');
  };
  return { port, stop: () => (stopping ??= stop()) };
}

/** Everything above the sockets: stores, rights, routes. A new database starts with the example. */
function composeApp(
  { config, clientDir }: ServerOptions,
  { sql }: OpenDatabase,
  log: SqliteUpdateLog,
  rooms: Rooms,
  isOwnOrigin: (origin: string) => boolean,
): Hono {
  const dossiers = new DossierStore(sql);
  const participants = new ParticipantStore(sql);
  if (dossiers.list().length === 0) dossiers.add(firstDossier(), Date.now());
  const register = {
    dossierExists: dossiers.exists.bind(dossiers),
    findEntrant: participants.findEntrant.bind(participants),
    isKnownToken: participants.isKnownToken.bind(participants),
  };
  return createApp({
    config,
    dossiers,
    participants,
    assets: new AssetStore(config.dataDir),
    rooms,
    gate: new Gate(register, isOwnOrigin),
    isOwnOrigin,
    canStore: () => log.isWritable(),
    now: Date.now,
    ...(clientDir === undefined ? {} : { clientDir }),
  });
}

/** Lets nobody in any more, stores everything, and tells who is in to come back. */
async function endInGoodOrder(http: Server, sockets: WebSocketServer, rooms: Rooms): Promise<void> {
  const closed = once(http, 'close');
  http.close();
  await rooms.closeAll('restarting');
  for (const socket of sockets.clients) socket.close(CLOSE_CODES.restarting, 'restarting');
  http.closeIdleConnections();
  const cutOff = setTimeout(() => {
    for (const socket of sockets.clients) socket.terminate();
    http.closeAllConnections();
  }, GOODBYE_MS);
  await closed;
  clearTimeout(cutOff);
}

async function failed(http: Server): Promise<never> {
  const [error] = await once(http, 'error');
  throw error;
}

function portOf(http: Server): number {
  const address = http.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address.port;
}
