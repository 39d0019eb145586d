/** The addresses of a line over requests (protocol/polling). Asking for one is judged as asking for a
 *  socket is; what comes after must bring the same cookie, or there is no such line. */
import {
  CLOSE_CODES,
  LINE_GONE,
  MOST_PART_BYTES,
  POLL_CONTENT_TYPE,
  encodeLineAnswer,
  parsePart,
  parseSyncPath,
  type CloseReason,
  type LineAnswer,
} from '@meemaak/protocol';
import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { ownPageOnly } from '../../http/own-page.ts';
import { metrics } from '../../metrics.ts';
import { Connection } from './connection.ts';
import { judgeAtDoor, type SyncParts } from './door.ts';
import type { PollLine } from './poll-line.ts';
import type { PollLines } from './poll-lines.ts';

const NOTHING = new Uint8Array(0);

type LineParts = Pick<PollParts, 'lines' | 'readToken'>;

export interface PollParts extends SyncParts {
  readonly lines: PollLines;
  readonly isOwnOrigin: (origin: string) => boolean;
}

export function pollRoutes(parts: PollParts): Hono {
  const routes = new Hono();
  const ownPage = ownPageOnly(parts.isOwnOrigin);
  routes.post('/api/dossiers/:dossierId/lines', ownPage, (context) => openLine(context, parts));
  routes.use('/api/lines/*', ownPage);
  routes.route('/', lineRoutes(parts));
  return routes;
}

/** What comes over lines that are open. */
export function lineRoutes(parts: LineParts): Hono {
  const routes = new Hono();
  const limit = bodyLimit({
    maxSize: MOST_PART_BYTES,
    onError: (context) => refuse(context, 'frameTooLarge', 413),
  });
  routes.post('/api/lines/:lineId/take', (context) => take(context, parts));
  routes.post('/api/lines/:lineId/give', limit, (context) => give(context, parts));
  routes.post('/api/lines/:lineId/leave', (context) => {
    findLine(context, parts)?.cut();
    return answer(context, { part: 0, bytes: NOTHING });
  });
  return routes;
}

function openLine(context: Context, parts: PollParts): Response {
  const path = parseSyncPath(context.req.param('dossierId') ?? '', undefined);
  if (typeof path === 'string') return refuse(context, path, 404);
  const { dossierId } = path;
  const judge = judgeAtDoor(context, dossierId, parts);
  const entrant = judge();
  if (typeof entrant === 'string') {
    return refuse(context, entrant, entrant === 'notSignedIn' ? 401 : 403);
  }
  const opened = parts.lines.open(parts.readToken(context) ?? '');
  if (opened === undefined) return refuse(context, 'tooManyLines', 429);
  const { line, lineId } = opened;
  const { participantId } = entrant.participant;
  new Connection({ ...parts, line, dossierId, participantId, judge }).serveChannels();
  return answer(context, { part: 0, bytes: new TextEncoder().encode(lineId) }, 201);
}

/** "I have the parts until this one": answered when there is another. */
async function take(context: Context, parts: LineParts): Promise<Response> {
  const line = findLine(context, parts);
  const after = parsePart(context.req.query('part'));
  if (line === undefined || after === undefined) return answerGone(context);
  parts.lines.takeTurn(context.req.param('lineId') ?? '');
  return answer(context, await line.take(after));
}

/** Takes a part of what the other side says. Answered when it was handed over: who talks faster than
 *  they are listened to has to wait. */
async function give(context: Context, parts: LineParts): Promise<Response> {
  const line = findLine(context, parts);
  const part = parsePart(context.req.query('part'));
  if (line === undefined || part === undefined) return answerGone(context);
  await line.handedOver();
  if (line.isNext(part)) {
    const bytes = await readWhole(context);
    if (bytes === undefined) return answer(context, { part: line.takenPart, bytes: NOTHING }, 400);
    line.give(part, bytes);
    await line.handedOver();
  }
  return answer(context, { part: line.takenPart, bytes: NOTHING });
}

/** The body; undefined when the line broke before all of it had come in. */
async function readWhole(context: Context): Promise<Uint8Array | undefined> {
  return context.req.arrayBuffer().then(
    (body) => new Uint8Array(body),
    () => undefined,
  );
}

function findLine(context: Context, { lines, readToken }: LineParts): PollLine | undefined {
  return lines.find(context.req.param('lineId') ?? '', readToken(context));
}

function answerGone(context: Context): Response {
  return answer(context, { part: 0, close: { code: LINE_GONE, reason: '' }, bytes: NOTHING }, 404);
}

function refuse(context: Context, reason: CloseReason, status: ContentfulStatusCode): Response {
  metrics.refusals.inc({ kind: reason });
  const close = { code: CLOSE_CODES[reason], reason };
  return answer(context, { part: 0, close, bytes: NOTHING }, status);
}

function answer(context: Context, said: LineAnswer, status: ContentfulStatusCode = 200): Response {
  context.header('content-type', POLL_CONTENT_TYPE);
  context.header('cache-control', 'no-store, no-transform');
  context.header('x-content-type-options', 'nosniff');
  // A stop waits for connections on which something could still be asked.
  if (said.close !== undefined) context.header('connection', 'close');
  return context.body(encodeLineAnswer(said), status);
}
