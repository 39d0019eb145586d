/** The line is gone, the work goes on, and everything arrives once. */
import { DossierScreen } from './dossier-screen.ts';
import { bram, expect, fatma, giveLineBack, takeLineAway, test } from './people.ts';

const STRAAT = 'De straat is schoon, heel en veilig';
const THUIS = 'Mensen kunnen hier goed oud worden';

test('[scenario A9] [scenario C8] work of three faces without a line survives closing the tab and arrives once', async ({
  dossiers,
}) => {
  const dossierId = await dossiers.example();
  const ofBram = new DossierScreen(await dossiers.open(bram, dossierId));
  const ofFatma = new DossierScreen(await dossiers.open(fatma, dossierId));
  await ofBram.isReady();
  await ofFatma.isReady();

  const textBefore = await ofFatma.narrative.innerText();

  const context = ofBram.page.context();
  await takeLineAway(context);
  await expect(ofBram.saveState).toHaveText('Niet verbonden');
  await ofBram.writeAfter('Een fijne straat', ', bedacht in de trein');
  await ofBram.rename(STRAAT, 'De straat is van ons allemaal');
  await ofBram.pressOnRow('De straat is van ons allemaal', 'Alt+ArrowUp');
  await ofBram.addNote('Geplakt in de trein');
  await expect(ofBram.saveState).toHaveText('Niet verbonden, uw wijzigingen staan op dit apparaat');
  const outlineInTheTrain = await ofBram.outline();
  await ofBram.page.close();

  await ofFatma.writeAfter('Een fijne straat', ' voor iedereen');
  await ofFatma.rename(THUIS, 'Hier wil je oud worden');
  await ofFatma.addNote('Geplakt in de huiskamer');
  await ofFatma.isSaved();

  await giveLineBack(context);
  const page = await context.newPage();
  await page.goto(`/d/${dossierId}`);
  const back = new DossierScreen(page);
  await back.isReady();

  // Both wrote at the same spot: either may come first, and it is the same for everybody.
  const [trein, huiskamer] = [', bedacht in de trein', ' voor iedereen'];
  const headings = [trein + huiskamer, huiskamer + trein].map((more) => `Een fijne straat${more}`);
  const possible = headings.map((heading) => textBefore.replace(/^Een fijne straat$/m, heading));
  expect(new Set([textBefore, ...possible]).size).toBe(3);
  await expect.poll(() => back.narrative.innerText()).toBe(await ofFatma.narrative.innerText());
  for (const screen of [back, ofFatma]) {
    expect(possible).toContain(await screen.narrative.innerText());
    await expect(screen.row('De straat is van ons allemaal')).toHaveCount(1);
    await expect(screen.row('Hier wil je oud worden')).toHaveCount(1);
    await expect(screen.note('Geplakt in de trein')).toHaveCount(1);
    await expect(screen.note('Geplakt in de huiskamer')).toHaveCount(1);
    expect(await screen.outline()).toEqual(
      outlineInTheTrain.map((line) => line.replace(THUIS, 'Hier wil je oud worden')),
    );
  }
});

test('a line that drops and comes back while somebody writes loses and doubles nothing', async ({
  dossiers,
}) => {
  const dossierId = await dossiers.create();
  const ofBram = new DossierScreen(await dossiers.open(bram, dossierId));
  const ofFatma = new DossierScreen(await dossiers.open(fatma, dossierId));
  await ofBram.isReady();
  await ofFatma.isReady();
  await ofBram.narrative.click();
  const context = ofBram.page.context();
  for (const word of ['een ', 'twee ', 'drie ']) {
    await takeLineAway(context);
    await expect(ofBram.saveState).toHaveText(/^Niet verbonden/);
    await ofBram.page.keyboard.type(word);
    await giveLineBack(context);
    await ofBram.isSaved();
  }
  await ofBram.page.keyboard.type('vier');
  for (const screen of [ofFatma, ofBram]) {
    await expect
      .poll(async () => (await screen.narrative.innerText()).trim())
      .toBe('een twee drie vier');
  }
});

test('[scenario C8] who has read on on a phone still sees that the line is gone', async ({
  dossiers,
}) => {
  const page = await dossiers.open(bram, await dossiers.example());
  const ofBram = new DossierScreen(page);
  await ofBram.isReady();
  await page.setViewportSize({ width: 320, height: 640 });
  await ofBram.narrative.getByText('Wat wij nog niet weten').scrollIntoViewIfNeeded();
  await expect(ofBram.saveState).not.toBeInViewport();
  await takeLineAway(page.context());
  const bar = page.locator('.trouble-bar');
  await expect(bar).toBeInViewport();
  await expect(bar).toHaveText('Niet verbonden');
  await page.evaluate(() => scrollTo({ top: 0 }));
  await expect(ofBram.saveState).toBeInViewport();
  await expect(bar).toHaveCount(0);
});
