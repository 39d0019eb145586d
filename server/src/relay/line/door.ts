/** What every way in has in common: an HTTP request asks for a line, and is judged before anything
 *  else of it is read. */
import type { DossierId } from '@meemaak/model';
import type { CloseReason } from '@meemaak/protocol';
import type { Context } from 'hono';
import type { Entrant, Gate } from '../gate.ts';
import type { Rooms } from '../rooms.ts';
import type { Turns } from './turns.ts';

export interface SyncParts {
  readonly rooms: Rooms;
  readonly gate: Gate;
  readonly turns: Turns;
  readonly readToken: (context: Context) => string | undefined;
}

/** Who this is and what they may do, at any moment of the line that the request asks for. */
export function judgeAtDoor(
  context: Context,
  dossierId: DossierId,
  { gate, readToken }: SyncParts,
): () => Entrant | CloseReason {
  const origin = context.req.header('origin');
  const token = readToken(context);
  return () => gate.admit({ origin, token, dossierId });
}
