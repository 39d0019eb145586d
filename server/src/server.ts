/** A whole server, from database to port; `main` starts one, tests start many. */
import { once } from 'node:events';
import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { CLOSE_CODES } from '@meemaak/protocol';
import type { Hono } from 'hono';
import type { WebSocketServer } from 'ws';
import { startMetricsServer } from './admin/metrics-server.ts';
import { createApp } from './app.ts';
import { AssetStore } from './asset/store.ts';
import type { Config } from './config.ts';
import { openDatabase, type OpenDatabase } from './database/open.ts';
import { firstDossier } from './dossier/first-dossier.ts';
import { DossierStore } from './dossier/store.ts';
import { ownOrigins } from './http/origin.ts';
import { logEvent } from './log.ts';
import { ParticipantStore } from './participant/store.ts';
import { ClientIds } from './relay/client-ids.ts';
import { scrubRegularly, type scrubbingCalls } from './admin/scrubber.ts';
import type { cuttingCalls } from './relay/cutting.ts';
import type { foldingCalls } from './relay/storage/folding.ts';
import { Gate } from './relay/gate.ts';
import { PollLines } from './relay/line/poll-lines.ts';
import { Rooms } from './relay/rooms.ts';
import { SqliteUpdateLog } from './relay/storage/update-log.ts';
import { createSocketServer } from './relay/line/upgrade.ts';
import { RemoteCalls } from './worker/remote-calls.ts';
import type { ServerWriter, createWrites } from './writes.ts';

/** How long a socket may take to say goodbye when we stop. */
const GOODBYE_MS = 2_000;

export interface ServerOptions {
  readonly config: Config;
  /** Also lets the client's development server in. */
  readonly isDevelopment?: boolean;
  readonly clientDir?: string;
  /** It cannot write any more, and must be started anew. */
  readonly onBroken?: (cause: Error) => void;
}

export interface MeemaakServer {
  readonly port: number;
  /** Where `/metrics` is; undefined: nowhere. */
  readonly metricsPort: number | undefined;
  /** Stores everything, tells everybody to come back, and ends. */
  stop(): Promise<void>;
}

/** Resolves when it listens. Throws `DataDirError` when the folder cannot be used. */
export async function startServer(options: ServerOptions): Promise<MeemaakServer> {
  const { config, isDevelopment = false } = options;
  const database = openDatabase(config.dataDir);
  const threads = await startThreads(options);
  const rooms = composeRooms(database, threads);
  // Our own origin is known when the port is.
  const origins = new Set<string>();
  const pollLines = new PollLines();
  const relay = { rooms, pollLines, isOwnOrigin: (origin: string) => origins.has(origin) };
  const app = await composeApp(options, database, threads.writer, relay);
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
  const { metricsPort, host } = config;
  const monitor =
    metricsPort === undefined ? undefined : await startMetricsServer(host, metricsPort);
  for (const origin of ownOrigins(config, port, isDevelopment)) origins.add(origin);

  const scrubber = scrubRegularly(
    { reader: threads.folder, mend: (address) => rooms.mend(address) },
    { everyHours: config.scrubHours },
  );
  let stopping: Promise<void> | undefined;
  const stop = async () => {
    await endInGoodOrder(http, sockets, relay);
    monitor?.close();
    scrubber.stop();
    await Promise.all(Object.values(threads).map((thread) => thread.close()));
    database.close();
    logEvent('server.stopped');
  };
  return {
    port,
    metricsPort: monitor && portOf(monitor),
    stop: () => (stopping ??= stop()),
  };
}

interface Threads {
  readonly writer: RemoteCalls<ReturnType<typeof createWrites>>;
  readonly folder: RemoteCalls<ReturnType<typeof foldingCalls> & ReturnType<typeof scrubbingCalls>>;
  readonly cutter: RemoteCalls<ReturnType<typeof cuttingCalls>>;
}

/** The thread that writes, the one that folds and the one that cuts, on the database that is open and of this build. */
async function startThreads({ config, onBroken }: ServerOptions): Promise<Threads> {
  const [writer, folder, cutter] = await Promise.all([
    RemoteCalls.start<ReturnType<typeof createWrites>>(threadAt('writer'), config.dataDir),
    RemoteCalls.start<ReturnType<typeof foldingCalls> & ReturnType<typeof scrubbingCalls>>(
      threadAt('reader'),
      config.dataDir,
    ),
    RemoteCalls.start<ReturnType<typeof cuttingCalls>>(threadAt('reader'), config.dataDir),
  ]);
  void writer.broken.then((cause) => onBroken?.(cause));
  return { writer, folder, cutter };
}

function threadAt(name: 'writer' | 'reader'): URL {
  return new URL(`./worker/${name}.ts`, import.meta.url);
}

function composeRooms({ sql }: OpenDatabase, { writer, folder, cutter }: Threads): Rooms {
  return new Rooms({
    log: new SqliteUpdateLog(sql, writer),
    folder,
    cutter,
    openClientIds: (dossierId) => new ClientIds(dossierId, sql, writer),
  });
}

/** What lines lead to. */
interface Relay {
  readonly rooms: Rooms;
  readonly pollLines: PollLines;
  readonly isOwnOrigin: (origin: string) => boolean;
}

/** Everything above the sockets: stores, rights, routes. A new database starts with the example. */
async function composeApp(
  { config, clientDir }: ServerOptions,
  { sql }: OpenDatabase,
  writer: ServerWriter,
  relay: Relay,
): Promise<Hono> {
  const dossiers = new DossierStore(sql);
  const participants = new ParticipantStore(sql);
  if (dossiers.list().length === 0) {
    await writer.run('dossier.create', { dossier: firstDossier(), now: Date.now() });
  }
  const register = {
    dossierExists: dossiers.exists.bind(dossiers),
    findEntrant: participants.findEntrant.bind(participants),
    isKnownToken: participants.isKnownToken.bind(participants),
  };
  return createApp({
    config,
    writer,
    dossiers,
    participants,
    assets: new AssetStore(config.dataDir),
    ...relay,
    gate: new Gate(register, relay.isOwnOrigin),
    canStore: () => canStore(writer),
    now: Date.now,
    ...(clientDir === undefined ? {} : { clientDir }),
  });
}

async function canStore(writer: ServerWriter): Promise<boolean> {
  return writer.run('storage.probe', undefined).then(
    () => true,
    () => false,
  );
}

/** Lets nobody in any more, stores everything, and tells who is in to come back. */
async function endInGoodOrder(
  http: Server,
  sockets: WebSocketServer,
  { rooms, pollLines }: Relay,
): Promise<void> {
  await pollLines.gather();
  const closed = once(http, 'close');
  http.close();
  await rooms.closeAll('restarting');
  for (const socket of sockets.clients) socket.close(CLOSE_CODES.restarting, 'restarting');
  pollLines.closeAll('restarting');
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
