/** Talks to the server over HTTP: commands by name, and views by address. */
import {
  OWN_PAGE_HEADER,
  type ClientConfig,
  type CommandBody,
  type CommandName,
  type CommandReply,
  type DossierListView,
  type DossierView,
  type RequestRefusal,
  type WritersView,
} from '@meemaak/protocol';
import { accept, refuse, type DossierId, type Outcome } from '@meemaak/model';

/** No answer of ours came back: no line, a proxy's page, or our own bug on the other side. */
export interface ServerUnreachable {
  readonly kind: 'serverUnreachable';
}

export type SendRefusal = RequestRefusal | ServerUnreachable;

/** Sends a command; the reply is typed by the command table of the protocol. */
export function send<Name extends CommandName>(
  name: Name,
  body: CommandBody<Name>,
): Promise<Outcome<CommandReply<Name>, SendRefusal>> {
  return request(`/api/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [OWN_PAGE_HEADER]: '1' },
    body: JSON.stringify(body),
  });
}

export function fetchDossiers(): Promise<Outcome<DossierListView, SendRefusal>> {
  return request('/api/dossiers', {});
}

export function fetchDossier(dossierId: DossierId): Promise<Outcome<DossierView, SendRefusal>> {
  return request(`/api/dossiers/${dossierId}`, {});
}

export function fetchWriters(dossierId: DossierId): Promise<Outcome<WritersView, SendRefusal>> {
  return request(`/api/dossiers/${dossierId}/writers`, {});
}

export function fetchConfig(): Promise<Outcome<ClientConfig, SendRefusal>> {
  return request('/api/config', {});
}

async function request<Reply>(
  path: string,
  init: RequestInit,
): Promise<Outcome<Reply, SendRefusal>> {
  try {
    const response = await fetch(path, init);
    const answer: unknown = await response.json();
    // Our own server's answers, typed by the tables both sides share; it parses what we send.
    if (response.ok) return accept(answer as Reply);
    const refusal = readRefusal(answer);
    return refuse(refusal ?? { kind: 'serverUnreachable' });
  } catch {
    return refuse({ kind: 'serverUnreachable' });
  }
}

function readRefusal(answer: unknown): RequestRefusal | undefined {
  if (typeof answer !== 'object' || answer === null || !('refusal' in answer)) return undefined;
  const { refusal } = answer;
  if (typeof refusal !== 'object' || refusal === null || !('kind' in refusal)) return undefined;
  return typeof refusal.kind === 'string' ? (refusal as RequestRefusal) : undefined;
}
