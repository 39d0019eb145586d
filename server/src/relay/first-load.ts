/** A whole document over HTTP, compressed: on a slow line that is a quarter of what the socket would
 *  send. The socket then only brings what came since.
 *
 *      GET /api/dossiers/<dossierId>/documents/<document>
 *      body: the updates on disk, in order, each as varUint length | bytes
 *      etag: generation and number of the last of them; x-meemaak-generation
 *
 *  Never kept by the browser's cache: what somebody forgets on a shared computer is to be gone. */
import { brotliCompress, constants, gzip } from 'node:zlib';
import { promisify } from 'node:util';
import { parseSyncPath } from '@meemaak/protocol';
import * as encoding from 'lib0/encoding';
import { Hono, type Context } from 'hono';
import type { Gate } from './gate.ts';
import type { Room } from './room.ts';
import type { Rooms } from './rooms.ts';

/** A tenth of the time of the best, and nearly as small. */
const BROTLI_QUALITY = 5;

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

type Coding = 'br' | 'gzip' | 'identity';

export interface FirstLoadParts {
  readonly rooms: Rooms;
  readonly gate: Gate;
  readonly readToken: (context: Context) => string | undefined;
}

export function firstLoadRoutes({ rooms, gate, readToken }: FirstLoadParts): Hono {
  const routes = new Hono();
  routes.get('/api/dossiers/:dossierId/documents/:document', async (context) => {
    const path = parseSyncPath(context.req.param('dossierId'), context.req.param('document'));
    if (typeof path === 'string' || path.document === undefined) return context.notFound();
    const { dossierId, document } = path;
    const entrant = gate.admit({ origin: undefined, token: readToken(context), dossierId });
    if (typeof entrant === 'string')
      return context.body(null, entrant === 'notSignedIn' ? 401 : 403);
    if (!gate.mayRead(entrant, document)) return context.body(null, 403);
    const room = rooms.glance({ dossierId, document });
    if (room === undefined) return context.body(null, 503);
    return answer(context, room);
  });
  return routes;
}

async function answer(context: Context, room: Room): Promise<Response> {
  const etag = `"${room.generation}-${room.storedSeq}"`;
  context.header('cache-control', 'no-store');
  context.header('etag', etag);
  context.header('x-meemaak-generation', String(room.generation));
  if (context.req.header('if-none-match') === etag) return context.body(null, 304);
  const coding = chooseCoding(context.req.header('accept-encoding') ?? '');
  const body = await compressed(room, etag, coding);
  context.header('content-type', 'application/octet-stream');
  context.header('vary', 'accept-encoding');
  if (coding !== 'identity') context.header('content-encoding', coding);
  return context.body(body);
}

function chooseCoding(accepted: string): Coding {
  if (/\bbr\b/.test(accepted)) return 'br';
  return /\bgzip\b/.test(accepted) ? 'gzip' : 'identity';
}

/** What was made last of each room: a hall opens the same dossier at the same moment. */
const made = new WeakMap<
  Room,
  { readonly key: string; readonly body: Promise<Uint8Array<ArrayBuffer>> }
>();

function compressed(room: Room, etag: string, coding: Coding): Promise<Uint8Array<ArrayBuffer>> {
  const key = `${etag} ${coding}`;
  const known = made.get(room);
  if (known?.key === key) return known.body;
  const body = compress(encodePieces(room.pieces()), coding);
  made.set(room, { key, body });
  return body;
}

async function compress(
  bytes: Uint8Array<ArrayBuffer>,
  coding: Coding,
): Promise<Uint8Array<ArrayBuffer>> {
  if (coding === 'identity') return bytes;
  const small =
    coding === 'gzip'
      ? await zip(bytes)
      : await brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } });
  return new Uint8Array(small);
}

function encodePieces(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return encoding.encode((encoder) => {
    for (const piece of pieces) encoding.writeVarUint8Array(encoder, piece);
  });
}
