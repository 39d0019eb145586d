/** What a script does to take part: one call to sign in, then sockets that carry the cookie. */
import { OWN_PAGE_HEADER } from '@meemaak/protocol';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

/** Somebody's way into one dossier. */
export interface Script {
  readonly serverUrl: string;
  readonly dossierId: string;
  readonly cookie: string;
  readonly partyIds: readonly string[];
}

interface Answer {
  readonly dossierId: string;
  readonly parties: readonly { readonly partyId: string }[];
}

async function command(
  serverUrl: string,
  name: string,
  body: object,
  cookie?: string,
): Promise<{ answer: Answer; cookie: string }> {
  const response = await fetch(`${serverUrl}/api/${name}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      [OWN_PAGE_HEADER]: '1',
      ...(cookie === undefined ? {} : { cookie }),
    },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${name}: ${response.status} ${await response.text()}`);
  const given = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  return { answer: (await response.json()) as Answer, cookie: given };
}

function toScript(
  serverUrl: string,
  { answer, cookie }: { answer: Answer; cookie: string },
): Script {
  const partyIds = answer.parties.map(({ partyId }) => partyId);
  return { serverUrl, dossierId: answer.dossierId, cookie, partyIds };
}

/** Makes an empty dossier; its maker may do everything. */
export async function createDossier(
  serverUrl: string,
  name = 'Script',
  title = 'Proef',
): Promise<Script> {
  return toScript(serverUrl, await command(serverUrl, 'dossier.create', { title, name }));
}

/** Enters the dossier of `host` as somebody else. With `as`: the same browser, changed. */
export async function enterDossier(
  host: Script,
  name: string,
  right: 'read' | 'contribute' | 'edit' | 'facilitate' = 'edit',
  as?: Script,
): Promise<Script> {
  const { serverUrl, dossierId, partyIds } = host;
  const body = { dossierId, partyId: partyIds.at(-1), name, right };
  return toScript(serverUrl, await command(serverUrl, 'participant.enter', body, as?.cookie));
}

/** Leaves every dossier that this cookie had entered. */
export async function leaveDossiers({ serverUrl, cookie }: Script): Promise<void> {
  await command(serverUrl, 'participant.leave', {}, cookie);
}

/** `ws://host/sync/<dossierId>` */
export function syncUrl({ serverUrl, dossierId }: Script): string {
  return `${serverUrl.replace('http', 'ws')}/sync/${dossierId}`;
}

type BrowserWebSocket = typeof globalThis.WebSocket;

/** A WebSocket class for y-websocket that brings the cookie. */
export function signedInSocket({ cookie }: Pick<Script, 'cookie'>): BrowserWebSocket {
  class SignedInSocket extends WebSocket {
    constructor(url: string) {
      super(url, { headers: { cookie }, perMessageDeflate: false });
    }
  }
  // `ws` is what y-websocket documents for Node; only the DOM's event classes differ in type.
  return SignedInSocket as unknown as BrowserWebSocket;
}

/** A stock provider on one document of the dossier. `maxBackoffTime`: the longest that it waits before
 *  it comes back. */
export function openProvider(
  script: Script,
  document: string,
  doc = new Y.Doc(),
  options: { readonly maxBackoffTime?: number } = {},
): WebsocketProvider {
  return new WebsocketProvider(syncUrl(script), document, doc, {
    WebSocketPolyfill: signedInSocket(script),
    disableBc: true,
    ...options,
  });
}

/** Resolves when the provider has what the server had. */
export function whenSynced(provider: WebsocketProvider): Promise<void> {
  if (provider.synced) return Promise.resolve();
  return new Promise((resolve) => {
    provider.once('sync', () => resolve());
  });
}
