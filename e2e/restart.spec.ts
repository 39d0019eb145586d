/** A power cut at the server: what was called saved is there, and everybody simply goes on. */
import type { BrowserContext } from '@playwright/test';
import { DossierScreen } from './dossier-screen.ts';
import { bram, expect, fatma, test, tom } from './people.ts';

const STRAAT = 'De straat is schoon, heel en veilig';

test('[scenario A19] after a power cut all that was called saved is there, and both go on without a reload', async ({
  dossiers,
  server,
}) => {
  const dossierId = await dossiers.example();
  const ofBram = new DossierScreen(await dossiers.open(bram, dossierId));
  const ofFatma = new DossierScreen(await dossiers.open(fatma, dossierId));
  for (const screen of [ofBram, ofFatma]) {
    await screen.isReady();
    await screen.page.evaluate(() => document.body.setAttribute('data-same-page', ''));
  }
  await ofBram.writeAfter('Een fijne straat', ', geschreven voor de klap');
  await ofFatma.rename(STRAAT, 'De straat is van ons allemaal');
  await ofBram.addNote('Geplakt voor de klap');
  await ofBram.isSaved();
  await ofFatma.isSaved();

  await server.kill();
  for (const { saveState } of [ofBram, ofFatma]) {
    await expect(saveState).toHaveText('Niet verbonden');
  }
  await ofBram.writeAfter('Hier oud worden', ', geschreven zonder server');
  await expect(ofBram.saveState).toHaveText('Niet verbonden, uw wijzigingen staan op dit apparaat');

  await server.run();
  for (const screen of [ofBram, ofFatma]) {
    await screen.isSaved();
    await expect(screen.page.locator('body[data-same-page]')).toHaveCount(1);
  }
  await expect(
    ofFatma.narrative.getByText('Hier oud worden, geschreven zonder server'),
  ).toBeVisible();

  const ofTom = new DossierScreen(await dossiers.open(tom, dossierId));
  await ofTom.isReady();
  await expect(ofTom.narrative).toContainText('Een fijne straat, geschreven voor de klap');
  await expect(ofTom.row('De straat is van ons allemaal')).toHaveCount(1);
  await expect(ofTom.note('Geplakt voor de klap')).toHaveCount(1);

  await ofFatma.writeAfter('Buren kennen elkaar', ' na de klap');
  await expect(ofBram.narrative.getByText('Buren kennen elkaar na de klap')).toBeVisible();
});

test('what was called saved is on the server, also when its writer never comes back', async ({
  dossiers,
  server,
}) => {
  const dossierId = await dossiers.example();
  const ofBram = new DossierScreen(await dossiers.open(bram, dossierId));
  await ofBram.isReady();
  await ofBram.writeAfter('Een fijne straat', ' en dat was het laatste');
  await ofBram.pressOnRow(STRAAT, 'Alt+ArrowUp');
  await ofBram.addNote('Mijn laatste briefje');
  await ofBram.isSaved();
  const outline = await ofBram.outline();
  await server.kill();
  await ofBram.page.context().close();
  await server.run();

  const ofFatma = new DossierScreen(await dossiers.open(fatma, dossierId));
  await ofFatma.isReady();
  await expect(ofFatma.narrative).toContainText('Een fijne straat en dat was het laatste');
  expect(await ofFatma.outline()).toEqual(outline);
  await expect(ofFatma.note('Mijn laatste briefje')).toHaveCount(1);
});

test('nothing is called saved before the server has said that it is', async ({
  browser,
  dossiers,
  server,
}) => {
  const context = await browser.newContext({ baseURL: server.url, reducedMotion: 'reduce' });
  const line = await holdableLine(context);
  const dossierId = await dossiers.example();
  const ofFatma = new DossierScreen(await dossiers.open(fatma, dossierId));
  const ofBram = new DossierScreen(await dossiers.open(bram, dossierId, context));
  await ofFatma.isReady();
  await ofBram.isReady();

  line.hold();
  await ofBram.writeAfter('Een fijne straat', ' die nog onderweg is');
  await expect(ofBram.saveState).toHaveText('Bezig met opslaan…');
  // What others do still comes in, and makes nothing of ours saved.
  await ofFatma.writeAfter('Hier oud worden', ', met elkaar');
  await expect(ofBram.narrative.getByText('Hier oud worden, met elkaar')).toBeVisible();
  await expect(ofBram.saveState).toHaveText('Bezig met opslaan…');
  await expect(ofFatma.narrative).not.toContainText('die nog onderweg is');

  line.release();
  await ofBram.isSaved();
  await expect(ofFatma.narrative).toContainText('Een fijne straat die nog onderweg is');
  await context.close();
});

/** Lets what this browser sends wait on the way to the server. */
async function holdableLine(context: BrowserContext): Promise<{ hold(): void; release(): void }> {
  let waiting: (() => void)[] | undefined;
  await context.routeWebSocket(/\/sync\//, (socket) => {
    const toServer = socket.connectToServer();
    socket.onMessage((message) => {
      if (waiting === undefined) toServer.send(message);
      else waiting.push(() => toServer.send(message));
    });
  });
  return {
    hold: () => {
      waiting = [];
    },
    release: () => {
      for (const send of waiting ?? []) send();
      waiting = undefined;
    },
  };
}
