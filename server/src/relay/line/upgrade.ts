/** From an HTTP request to a connection. A browser cannot see why an upgrade is refused, so every
 *  socket is opened and the unwelcome ones are closed at once, with the reason; nothing they send
 *  is read. */
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { upgradeWebSocket } from '@hono/node-server';
import { CLOSE_CODES, LIMITS, parseSyncPath, type CloseReason } from '@meemaak/protocol';
import { Hono, type Context } from 'hono';
import { WebSocket, WebSocketServer } from 'ws';
import { logEvent, logFault } from '../../log.ts';
import { Connection } from './connection.ts';
import { metrics } from '../../metrics.ts';
import { judgeAtDoor, type SyncParts } from './door.ts';
import { WebSocketLine, closeSocket } from './web-socket-line.ts';

/** The largest frame is cut off by `ws` itself; a little above the limit that has a name of ours. */
const MOST_PAYLOAD_BYTES = LIMITS.messageBytes + 1024;

/** `ws` closes a frame that is too large with 1009 and a broken one with 1002, 1003 or 1007, which
 *  tell a client to come back and send the same again. Ours tell it not to. */
class NamedCloseSocket extends WebSocket {
  override close(code?: number, reason?: string | Buffer): void {
    if (code === 1009) super.close(CLOSE_CODES.frameTooLarge, 'frameTooLarge');
    else if (code === 1002 || code === 1003 || code === 1007) {
      super.close(CLOSE_CODES.malformedFrame, 'malformedFrame');
    } else super.close(code, reason);
  }
}

export function createSocketServer(): WebSocketServer {
  const sockets = new WebSocketServer({
    noServer: true,
    WebSocket: NamedCloseSocket,
    maxPayload: MOST_PAYLOAD_BYTES,
    perMessageDeflate: false,
  });
  // Without a listener one broken handshake would end the process [T40].
  sockets.on('error', (error) => logFault('socketServer.error', error));
  sockets.on('connection', (socket) => socket.on('error', () => {}));
  return sockets;
}

/** `/sync/:dossierId` and `/sync/:dossierId/:document`. */
export function syncRoutes(parts: SyncParts): Hono {
  const routes = new Hono();
  const serve = upgradeWebSocket((context) => ({
    onOpen: (_event, { raw }) => {
      if (raw instanceof WebSocket) welcome(raw, context, parts);
    },
  }));
  routes.get('/sync/:dossierId', serve);
  routes.get('/sync/:dossierId/:document', serve);
  return routes;
}

function welcome(socket: WebSocket, context: Context, parts: SyncParts): void {
  const path = parseSyncPath(context.req.param('dossierId') ?? '', context.req.param('document'));
  if (typeof path === 'string') return refuseSocket(socket, path);
  const { dossierId, document } = path;
  const judge = judgeAtDoor(context, dossierId, parts);
  const entrant = judge();
  if (typeof entrant === 'string') return refuseSocket(socket, entrant);
  const line = new WebSocketLine(socket, wireOf(context));
  const { participantId } = entrant.participant;
  const connection = new Connection({ ...parts, line, dossierId, participantId, judge });
  if (document === undefined) connection.serveChannels();
  else connection.serveDocument(document, readGeneration(context));
}

/** The life of the copy that a script holds, from the query; one that keeps nothing between its runs
 *  need not say. */
function readGeneration(context: Context): number {
  const said = Number(context.req.query('generation') ?? 1);
  return Number.isSafeInteger(said) && said >= 0 ? said : 0;
}

/** The socket of the operating system below: the adapter keeps Node's request. */
function wireOf(context: Context): Socket {
  const { incoming } = context.env as { readonly incoming: IncomingMessage };
  return incoming.socket;
}

function refuseSocket(socket: WebSocket, reason: CloseReason): void {
  metrics.refusals.inc({ kind: reason });
  logEvent('socket.refused', { reason });
  closeSocket(socket, reason);
}
