/** Mounts one command of the table: read the body, do it, answer. A command's own file says what
 *  it does; this one what all of them share. */
import { can, refuse, type Action, type DossierId, type Outcome } from '@meemaak/model';
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
import type { DossierStore } from '../dossier/store.ts';
import type { ParticipantStore } from '../participant/store.ts';
import type { Entrant } from '../relay/gate.ts';
import { readToken } from './identify.ts';
import { answerRefusal } from './refusal.ts';

export type Answer<Name extends CommandName> = Outcome<CommandReply<Name>, RequestRefusal>;

/** `POST /api/<name>` for whoever reaches this server. `act` gets a body that fits the table. */
export function mountCommand<Name extends CommandName>(
  routes: Hono,
  name: Name,
  act: (body: ParsedCommandBody<Name>, context: Context) => Answer<Name> | Promise<Answer<Name>>,
): void {
  if (commandActions[name] !== 'anyone') throw new Error(`Nobody judges who may ${name}.`);
  mount(routes, name, act);
}

/** Who knows which dossiers there are, and who is in them. */
export interface Register {
  readonly dossiers: DossierStore;
  readonly participants: ParticipantStore;
}

/** The names of commands whose body says which dossier it is about. */
type DossierCommandName = {
  [Name in CommandName]: ParsedCommandBody<Name> extends { readonly dossierId: DossierId }
    ? Name
    : never;
}[CommandName];

/** The same for who is in the dossier that the body names, with the right that the table asks for. */
export function mountDossierCommand<Name extends DossierCommandName>(
  routes: Hono,
  name: Name,
  { dossiers, participants }: Register,
  act: (body: ParsedCommandBody<Name>, entrant: Entrant) => Promise<Answer<Name>>,
): void {
  const action: Action | 'anyone' = commandActions[name];
  if (action === 'anyone') throw new Error(`Anybody may ${name}.`);
  mount(routes, name, async (body, context): Promise<Answer<Name>> => {
    const { dossierId }: { readonly dossierId: DossierId } = body;
    if (!dossiers.exists(dossierId)) return refuse({ kind: 'unknownDossier' });
    const entrant = participants.findEntrant(readToken(context), dossierId);
    if (entrant === undefined) return refuse({ kind: 'notSignedIn' });
    const { right } = entrant;
    if (!can(right, action)) return refuse({ kind: 'notAllowed', right, action });
    return act(body, entrant);
  });
}

function mount<Name extends CommandName>(
  routes: Hono,
  name: Name,
  act: (body: ParsedCommandBody<Name>, context: Context) => Answer<Name> | Promise<Answer<Name>>,
): void {
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
