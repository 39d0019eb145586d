import { CLOSE_CODES, MESSAGE_KINDS, SYNC_KINDS, closeReason } from '@meemaak/protocol';
import {
  FramePeer,
  HandMadeSocket,
  RunningServer,
  answersTo,
  createDossier,
  enterDossier,
  openProvider,
  syncUrl,
  until,
  updateAttacks,
  whenSynced,
  writeAsVictim,
  type Script,
  type UpdateAttack,
} from '@meemaak/test-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { syncMessage } from '../testing/enter.ts';

/** Higher than the attacker's (see `relay/attacks.test`). */
const VICTIM = 4_000_000_000;
const ATTACKER = 1_000_000;

let server: RunningServer;
let pid: number | undefined;
beforeAll(async () => {
  server = await RunningServer.start();
  ({ pid } = server);
});
afterAll(() => server.remove());

/** Somebody who works in a dossier of their own making. */
async function openVictim(document: UpdateAttack['document']): Promise<[Script, FramePeer]> {
  const host = await createDossier(server.url);
  const doc = new Y.Doc();
  doc.clientID = VICTIM;
  const victim = new FramePeer(host, document, doc);
  await victim.connect();
  await until('the victim is in', () => victim.isSynced);
  writeAsVictim(doc, document);
  await until('the victim is saved', () => victim.isSaved);
  return [host, victim];
}

const isQuestion = ([kind, sort]: Uint8Array) =>
  kind === MESSAGE_KINDS.sync && sort === SYNC_KINDS.step1;

/** What the attacker hears: why they are closed, or the question for what is missing. */
async function attack(
  host: Script,
  { document }: UpdateAttack,
  updates: readonly Uint8Array[],
): Promise<string | undefined> {
  const attacker = await enterDossier(host, 'Iemand', 'edit');
  const socket = await HandMadeSocket.open(`${syncUrl(attacker)}/${document}`, {
    cookie: attacker.cookie,
  });
  await socket.until(() => socket.heard.find(isQuestion));
  for (const update of updates) socket.say(syncMessage('update', update));
  const asked = socket.until(() => socket.heard.filter(isQuestion)[1]).then(() => 'asked');
  const answer = await Promise.race([asked, socket.closed]).catch(() => socket.closed);
  socket.end();
  return typeof answer === 'number' ? closeReason(answer) : answer;
}

/** What somebody gets who comes in now. */
async function readFresh(host: Script, document: string): Promise<Buffer> {
  const provider = openProvider(host, document);
  await whenSynced(provider);
  expect(provider.doc.store.pendingStructs).toBeNull();
  const state = Buffer.from(Y.encodeStateAsUpdate(provider.doc));
  provider.destroy();
  return state;
}

const refusalsLogged = () =>
  [...server.printed().matchAll(/"update\.refused".*?"kind":"(\w+)"/g)].map(([, kind]) => kind);

const kept: { readonly host: Script; readonly document: string; readonly state: Uint8Array }[] = [];

describe('the attack corpus, over sockets', () => {
  for (const made of updateAttacks) {
    it(`[${made.id}] is answered by its name, and harms nobody: ${made.name}`, async () => {
      const [host, victim] = await openVictim(made.document);
      const updates = made.build({ doc: victim.doc, victim: VICTIM, me: ATTACKER });
      const before = await readFresh(host, made.document);
      const logged = refusalsLogged().length;
      const answer = await attack(host, made, updates);
      expect(answersTo(made)).toContain(answer);
      const name = answer === 'asked' ? 'gap' : refusalsLogged()[logged];
      expect(made.refusals).toContain(name);
      const isTheSame = (await readFresh(host, made.document)).equals(before);
      expect(isTheSame || made.leavesSome === true).toBe(true);
      // Who was aimed at goes on over the same line.
      writeAsVictim(victim.doc, made.document);
      await until('the victim is saved', () => victim.isSaved);
      expect(victim.closeCode).toBeUndefined();
      victim.disconnect();
      kept.push({ host, document: made.document, state: await readFresh(host, made.document) });
      expect(server.pid).toBe(pid);
    });
  }

  it('[F01] leaves documents that open the same after the process was killed', async () => {
    expect(kept).toHaveLength(updateAttacks.length);
    await server.kill();
    await server.run();
    for (const { host, document, state } of kept) {
      const again = await readFresh(host, document);
      expect(Y.diffUpdate(again, Y.encodeStateVectorFromUpdate(state))).toEqual(
        Y.diffUpdate(state, Y.encodeStateVectorFromUpdate(state)),
      );
    }
    expect(server.printed()).not.toContain('document.damaged');
  });
});

describe('somebody who may only read', () => {
  it('[T09] changes nothing with any of it, and is not closed for what is well made', async () => {
    const [host, victim] = await openVictim('tree');
    const reader = await enterDossier(host, 'Griffier', 'read');
    const before = await readFresh(host, 'tree');
    const scene = { doc: victim.doc, victim: VICTIM, me: ATTACKER };
    for (const made of updateAttacks.filter(({ document }) => document === 'tree')) {
      const socket = await HandMadeSocket.open(`${syncUrl(reader)}/tree`, {
        cookie: reader.cookie,
      });
      for (const update of made.build(scene)) socket.say(syncMessage('update', update));
      socket.say(new Uint8Array([MESSAGE_KINDS.sync, SYNC_KINDS.step1, 1, 0]));
      await socket.until(() =>
        socket.heard.find(([kind, sort]) => kind === 0 && sort === SYNC_KINDS.step2),
      );
      socket.end();
    }
    expect(await readFresh(host, 'tree')).toEqual(before);
    expect(victim.closeCode).not.toBe(CLOSE_CODES.internalError);
    victim.disconnect();
  });
});
