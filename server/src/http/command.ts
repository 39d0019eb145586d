/** Mounts one command of the table: read the body, do it, answer. A command's own file says what
 *  it does; this one what all of them share. */
import { refuse, type Outcome } from '@meemaak/model';
import {
  LIMITS,
  commandActions,
  commandBodies,
  type CommandName,
  type CommandReply,
  type ParsedCommandBody,
  type RequestRefusal,
} from '@meemaak/protocol';
import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { StorageError } from '../database/storage-error.ts';
import { logFault } from '../log.ts';
import { answerRefusal } from './refusal.ts';

export type Answer<Name extends CommandName> = Outcome<CommandReply<Name>, RequestRefusal>;

/** `POST /api/<name>`. `act` gets a body that fits the table. */
export function mountCommand<Name extends CommandName>(
  routes: Hono,
  name: Name,
  act: (body: ParsedCommandBody<Name>, context: Context) => Answer<Name> | Promise<Answer<Name>>,
): void {
  // No command asks for a right yet. One that does must be judged here before it is mounted.
  if (commandActions[name] !== 'anyone') throw new Error(`Nobody judges who may ${name}.`);
  const limit = bodyLimit({
    maxSize: LIMITS.commandBytes,
    onError: (context) => answerRefusal(context, { kind: 'bodyTooLarge' }),
  });
  routes.post(`/api/${name}`, limit, async (context) => {
    const parsed = await parseBody(name, context);
    const answer = parsed.ok
      ? await actOrRefuse(name, async () => act(parsed.value, context))
      : parsed;
    if (!answer.ok) return answerRefusal(context, answer.refusal);
    return context.json(answer.value, name.endsWith('.create') ? 201 : 200);
  });
}

/** A disk that is full or read-only is an expected "no"; everything else that throws is our bug. */
async function actOrRefuse<Name extends CommandName>(
  name: Name,
  act: () => Promise<Answer<Name>>,
): Promise<Answer<Name>> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    logFault('command.notStored', error, { command: name });
    return refuse({ kind: 'storageUnavailable' });
  }
}

async function parseBody<Name extends CommandName>(
  name: Name,
  context: Context,
): Promise<Outcome<ParsedCommandBody<Name>, RequestRefusal>> {
  const body: unknown = await context.req.json().catch(() => undefined);
  const parsed = commandBodies[name].safeParse(body);
  if (!parsed.success) {
    const fields = parsed.error.issues.map(({ path }) => path.join('.'));
    return refuse({ kind: 'bodyNotUnderstood', fields: [...new Set(fields)] });
  }
  // The table pairs name and body; the compiler cannot follow the pair through an index.
  return { ok: true, value: parsed.data as ParsedCommandBody<Name> };
}
