import { openNarrative } from '@meemaak/model';
import {
  RunningServer,
  createDossier,
  enterDossier,
  openProvider,
  whenSynced,
} from '@meemaak/test-kit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

let server: RunningServer;
beforeAll(async () => {
  server = await RunningServer.start();
});
afterAll(() => server.remove());

const bodyOf = (provider: WebsocketProvider) => openNarrative(provider.doc).body;

/** Resolves as soon as the document, or who is in it, answers the question. */
function whenTrue(provider: WebsocketProvider, isTrue: () => boolean): Promise<void> {
  if (isTrue()) return Promise.resolve();
  return new Promise((resolve) => {
    const look = () => {
      if (isTrue()) resolve();
    };
    provider.doc.on('update', look);
    provider.awareness.on('change', look);
  });
}

it('[T22] lets two stock providers edit a paragraph, see each other, and find it after a restart', async () => {
  const host = await createDossier(server.url, 'Bram');
  const guest = await enterDossier(host, 'Fatma');
  const bram = openProvider(host, 'narrative');
  const fatma = openProvider(guest, 'narrative');
  await Promise.all([whenSynced(bram), whenSynced(fatma)]);
  // A new dossier's narrative is empty, so that every editor can add the same first paragraph.
  expect(bodyOf(bram).length).toBe(0);

  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText('Wij kennen')]);
  bodyOf(bram).insert(0, [paragraph]);
  await whenTrue(fatma, () => bodyOf(fatma).toJSON().includes('Wij kennen'));
  const [received] = bodyOf(fatma).toArray();
  if (!(received instanceof Y.XmlElement)) throw new Error('The paragraph is no element.');
  const [words] = received.toArray();
  if (!(words instanceof Y.XmlText)) throw new Error('The paragraph has no words.');
  words.insert(words.length, ' onze buren.');
  const whole = '<paragraph>Wij kennen onze buren.</paragraph>';
  await whenTrue(bram, () => bodyOf(bram).toJSON() === whole);

  // Their own `user` travels; who they are is written by the server, whatever they claim.
  const claim = { participantId: 'p-burgemeester', name: 'De burgemeester' };
  bram.awareness.setLocalState({ user: { name: 'bram-laptop' }, participant: claim });
  fatma.awareness.setLocalStateField('user', { name: 'fatma-tablet' });
  const stateOf = (at: WebsocketProvider, of: WebsocketProvider) =>
    at.awareness.getStates().get(of.doc.clientID);
  await whenTrue(fatma, () => stateOf(fatma, bram)?.['user']?.name === 'bram-laptop');
  await whenTrue(bram, () => stateOf(bram, fatma)?.['user']?.name === 'fatma-tablet');
  expect(stateOf(fatma, bram)).toMatchObject({ participant: { name: 'Bram' } });
  expect(stateOf(bram, fatma)).toMatchObject({ participant: { name: 'Fatma' } });

  fatma.destroy();
  await whenTrue(bram, () => stateOf(bram, fatma) === undefined);
  bram.destroy();

  await server.stop();
  await server.run();
  const late = openProvider(guest, 'narrative');
  await whenSynced(late);
  expect(bodyOf(late).toJSON()).toBe(whole);
  late.destroy();
});
