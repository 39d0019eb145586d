import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { MESSAGE_KINDS, closeReason, readPresence } from '@meemaak/protocol';
import {
  FramePeer,
  HandMadeSocket,
  RunningServer,
  createDossier,
  enterDossier,
  handMadeUpdate,
  letters,
  openProvider,
  syncUrl,
  until,
  whenSynced,
  writeAsVictim,
  type Script,
} from '@meemaak/test-kit';
import * as encoding from 'lib0/encoding';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { DATABASE_FILE } from '../database/open.ts';
import { syncMessage } from '../testing/enter.ts';

const DOCUMENTS = ['narrative', 'tree', 'board'] as const;
const ROOTS = { narrative: 'body', tree: 'pos', board: 'records' } as const;

let server: RunningServer;
let host: Script;
let eva: Script;
let forger: Script;
beforeAll(async () => {
  server = await RunningServer.start();
  host = await createDossier(server.url, 'Fatma');
  eva = await enterDossier(host, 'Eva', 'edit');
  forger = await enterDossier(host, 'Mallory', 'edit');
});
afterAll(() => server.remove());

async function enter(script: Script, document: string, doc = new Y.Doc()): Promise<FramePeer> {
  const peer = new FramePeer(script, document as (typeof DOCUMENTS)[number], doc);
  await peer.connect();
  await until('the peer is in', () => peer.isSynced);
  return peer;
}

const openSocket = ({ cookie }: Script, document: string) =>
  HandMadeSocket.open(`${syncUrl(host)}/${document}`, { cookie });

/** The next clock of this client, written by somebody else. */
const forgedItem = (client: number, clock: number, document: (typeof DOCUMENTS)[number]) =>
  handMadeUpdate({
    client,
    clock,
    items: [
      document === 'narrative'
        ? {
            parent: 'body',
            content: { kind: 7, bytes: [3, 9, ...new TextEncoder().encode('paragraph')] },
          }
        : { parent: ROOTS[document], key: 'forged', content: letters('a') },
    ],
  });

async function forge(document: string, update: Uint8Array): Promise<string | undefined> {
  const socket = await openSocket(forger, document);
  socket.say(syncMessage('update', update));
  return closeReason(await socket.closed);
}

describe('who wrote what', () => {
  for (const document of DOCUMENTS) {
    it(`[T17] nobody writes under somebody else's client id in ${document}: not beside them, nor while they are away, nor after a restart`, async () => {
      const doc = new Y.Doc();
      const evaHere = await enter(eva, document, doc);
      writeAsVictim(doc, document);
      await until('Eva is saved', () => evaHere.isSaved);
      const next = () => Y.getState(doc.store, doc.clientID);
      expect(await forge(document, forgedItem(doc.clientID, next(), document))).toBe(
        'updateRefused',
      );
      evaHere.disconnect();
      expect(await forge(document, forgedItem(doc.clientID, next(), document))).toBe(
        'updateRefused',
      );
      await server.kill();
      await server.run();
      expect(await forge(document, forgedItem(doc.clientID, next(), document))).toBe(
        'updateRefused',
      );
      // What she made while she was away comes in whole.
      writeAsVictim(doc, document);
      const evaBack = await enter(eva, document, doc);
      await until('Eva is saved', () => evaBack.isSaved);
      const reader = await enter(host, document);
      expect(Y.getState(reader.doc.store, doc.clientID)).toBe(next());
      expect(reader.doc.store.pendingStructs).toBeNull();
      evaBack.disconnect();
      reader.disconnect();
    });
  }

  it('[T17] nobody writes talk under any client id: it is dropped', async () => {
    const socket = await openSocket(forger, 'talk');
    const item = { parent: 'threads', key: 'forged', content: letters('a') };
    socket.say(syncMessage('update', handMadeUpdate({ client: 5, clock: 0, items: [item] })));
    socket.say(new Uint8Array([0, 0, 1, 0]));
    await socket.until(() => socket.heard.find(([kind, sort]) => kind === 0 && sort === 1));
    socket.end();
    const reader = await enter(host, 'talk');
    expect(Y.getState(reader.doc.store, 5)).toBe(0);
    reader.disconnect();
  });

  it('[T17] the ledger names the writer of every item that there is', async () => {
    const names = namesByClientId();
    for (const document of DOCUMENTS) {
      const mine = new Y.Doc();
      const peer = await enter(host, document, mine);
      writeAsVictim(mine, document);
      await until('Fatma is saved', () => peer.isSaved);
      expect(namesByClientId().get(mine.clientID)).toBe('Fatma');
      const writers = [...mine.store.clients.keys()].map((id) => namesByClientId().get(id));
      expect(new Set(writers)).toEqual(new Set(['server', 'Eva', 'Fatma']));
      peer.disconnect();
    }
    expect([...names.values()]).not.toContain(undefined);
  });
});

/** As the ledger has it; the first id is the seed's, which is the server's by its number. */
function namesByClientId(): ReadonlyMap<number, string> {
  const sql = new DatabaseSync(join(server.dataDir, DATABASE_FILE), { readOnly: true });
  const rows = sql
    .prepare(
      `SELECT client_id, coalesce(name, client_ids.participant_id) AS name FROM client_ids
       LEFT JOIN participants USING (participant_id, dossier_id) WHERE client_ids.dossier_id = ?`,
    )
    .all(host.dossierId);
  sql.close();
  return new Map([
    [1, 'server'],
    ...rows.map((row) => [Number(row['client_id']), String(row['name'])] as const),
  ]);
}

/** Says: this client shows this. */
function presenceMessage(clientId: number, clock: number, state: object): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE_KINDS.awareness);
    const update = encoding.encode((inner) => {
      for (const number of [1, clientId, clock]) encoding.writeVarUint(inner, number);
      encoding.writeVarString(inner, JSON.stringify(state));
    });
    encoding.writeVarUint8Array(encoder, update);
  });
}

describe('who is shown', () => {
  it("[T22] nobody is shown with another's name, colour or id, nor under another's client id, however high the clock", async () => {
    const watcher = openProvider(host, 'tree');
    const evaShown = openProvider(eva, 'tree');
    await Promise.all([whenSynced(watcher), whenSynced(evaShown)]);
    const shown = (clientId: number) =>
      readPresence(watcher.awareness.getStates().get(clientId))?.participant;
    evaShown.awareness.setLocalState({ face: 'tree' });
    await until('Eva is seen', () => shown(evaShown.doc.clientID) !== undefined);
    const evaIs = shown(evaShown.doc.clientID);
    expect(evaIs?.name).toBe('Eva');

    const socket = await openSocket(forger, 'tree');
    const costume = { participant: { ...evaIs, colour: 'red' }, face: 'board' };
    socket.say(presenceMessage(evaShown.doc.clientID, 2 ** 31, costume));
    socket.say(presenceMessage(7_777, 2 ** 31, costume));
    await until('the forger is seen', () => shown(7_777) !== undefined);
    expect(shown(7_777)).toMatchObject({ name: 'Mallory' });
    expect(shown(7_777)?.participantId).not.toBe(evaIs?.participantId);
    expect(shown(evaShown.doc.clientID)).toEqual(evaIs);

    // Away: nobody takes her place; back: she is seen again, by her own name.
    const evaId = evaShown.doc.clientID;
    evaShown.destroy();
    await until('Eva is gone', () => shown(evaId) === undefined);
    const second = await openSocket(forger, 'tree');
    second.say(presenceMessage(evaId, 2 ** 40, costume));
    second.say(presenceMessage(8_888, 1, costume));
    await until('the forger is seen twice', () => shown(8_888) !== undefined);
    expect(shown(evaId)).toBeUndefined();
    const doc = new Y.Doc();
    doc.clientID = evaId;
    const evaBack = openProvider(eva, 'tree', doc);
    evaBack.awareness.setLocalState({ face: 'narrative' });
    await until('Eva is seen again', () => shown(evaId) !== undefined);
    expect(shown(evaId)).toEqual(evaIs);
    for (const provider of [watcher, evaBack]) provider.destroy();
    for (const one of [socket, second]) one.end();
  });
});
