/** Behind an office's proxy that lets no WebSocket through, people work with all the others. */
import type { BrowserContext } from '@playwright/test';
import { DossierScreen } from './dossier-screen.ts';
import { bram, expect, fatma, test as base } from './people.ts';
import { StrictProxy } from './strict-proxy.ts';

const STRAAT = 'De straat is schoon, heel en veilig';

/** Browsers of an office, and what stands between them and the world. */
interface Office {
  readonly proxy: StrictProxy;
  readonly context: BrowserContext;
}

const test = base.extend<{ office: Office }>({
  office: async ({ browser, contextOptions, server }, use) => {
    const proxy = await StrictProxy.start();
    const context = await browser.newContext({
      ...contextOptions,
      baseURL: server.url,
      proxy: { server: proxy.url },
    });
    await use({ proxy, context });
    await context.close();
    await proxy.stop();
  },
});

test('[F35] [X11] where WebSockets are blocked, two people see each other work, and what is saved stays', async ({
  dossiers,
  office,
}) => {
  const dossierId = await dossiers.example();
  const ofBram = new DossierScreen(await dossiers.open(bram, dossierId, office.context));
  const ofFatma = new DossierScreen(await dossiers.open(fatma, dossierId));
  await ofBram.isReady();
  await ofFatma.isReady();
  expect(office.proxy.refusedSockets).toBeGreaterThan(0);
  await expect(ofBram.slowLine).toHaveText('Tragere verbinding');
  await expect(ofFatma.slowLine).toHaveText('');
  for (const { presence } of [ofBram, ofFatma]) {
    await expect(presence).toHaveAccessibleName(/2 personen aanwezig/);
  }

  await ofBram.writeAfter('Een fijne straat', ', geschreven op kantoor');
  await expect(ofFatma.narrative).toContainText('Een fijne straat, geschreven op kantoor');
  await ofFatma.rename(STRAAT, 'De straat is van ons allemaal');
  await expect(ofBram.row('De straat is van ons allemaal')).toHaveCount(1);
  await ofBram.addNote('Geplakt op kantoor');
  await expect(ofFatma.note('Geplakt op kantoor')).toHaveCount(1);
  await ofBram.isSaved();

  await ofBram.page.reload();
  await ofBram.isReady();
  await expect(ofBram.narrative).toContainText('Een fijne straat, geschreven op kantoor');
  await expect(ofBram.row('De straat is van ons allemaal')).toHaveCount(1);
  await expect(ofBram.note('Geplakt op kantoor')).toHaveCount(1);
  await expect(ofBram.slowLine).toHaveText('Tragere verbinding');
});

test('[F35] where WebSockets are blocked, a power cut at the server is survived without a reload', async ({
  dossiers,
  office,
  server,
}) => {
  const dossierId = await dossiers.example();
  const ofBram = new DossierScreen(await dossiers.open(bram, dossierId, office.context));
  const ofFatma = new DossierScreen(await dossiers.open(fatma, dossierId));
  await ofBram.isReady();
  await ofFatma.isReady();
  await ofBram.writeAfter('Een fijne straat', ', voor de klap');
  await ofBram.isSaved();

  await server.kill();
  await expect(ofBram.saveState).toHaveText('Niet verbonden');
  await expect(ofBram.slowLine).toHaveText('');
  await ofBram.writeAfter('Hier oud worden', ', zonder server');
  await server.run();
  for (const screen of [ofBram, ofFatma]) await screen.isSaved();
  await expect(ofFatma.narrative).toContainText('Hier oud worden, zonder server');
  await ofFatma.writeAfter('Buren kennen elkaar', ' na de klap');
  await expect(ofBram.narrative).toContainText('Buren kennen elkaar na de klap');
  await expect(ofBram.slowLine).toHaveText('Tragere verbinding');
});
