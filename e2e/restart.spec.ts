/** A power cut at the server: what was called saved is there, and everybody simply goes on. */
import { DossierScreen } from './dossier-screen.ts';
import { bram, expect, fatma, test, tom } from './people.ts';

const STRAAT = 'De straat is schoon, heel en veilig';

test('[A19] after a power cut all that was called saved is there, and both go on without a reload', async ({
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
