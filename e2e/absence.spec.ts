/** Back after working without a line: what could not stay as it was meant is listed, and can be put
 *  back. */
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { DossierScreen } from './dossier-screen.ts';
import { sidewaysPx } from './lost-text.ts';
import { bram, expect, fatma, giveLineBack, takeLineAway, test, type Dossiers } from './people.ts';

const STRAAT = 'De straat is schoon, heel en veilig';
const THUIS = 'Mensen kunnen hier goed oud worden';

interface Two {
  readonly ofBram: DossierScreen;
  readonly ofFatma: DossierScreen;
  readonly dossierId: string;
}

/** Bram and Fatma in the example; then Bram's line goes. */
async function bramLosesHisLine(dossiers: Dossiers): Promise<Two> {
  const dossierId = await dossiers.example();
  const ofBram = new DossierScreen(await dossiers.open(bram, dossierId));
  const ofFatma = new DossierScreen(await dossiers.open(fatma, dossierId));
  await ofBram.isReady();
  await ofFatma.isReady();
  await takeLineAway(ofBram.page.context());
  await expect(ofBram.saveState).toHaveText('Niet verbonden');
  return { ofBram, ofFatma, dossierId };
}

function notice(page: Page): Locator {
  return page.getByRole('region', { name: 'Terwijl u weg was' });
}

function entry(page: Page, words: string | RegExp): Locator {
  const heading = page.getByRole('heading', { name: words });
  return notice(page).getByRole('listitem').filter({ has: heading });
}

async function archive(screen: DossierScreen, title: string): Promise<void> {
  await screen.pressOnRow(title, 'Delete');
  await expect(screen.row(title)).toHaveCount(0);
}

test('[F25] [X12] who comes back sees what others changed too, and puts theirs back', async ({
  dossiers,
}) => {
  const { ofBram, ofFatma } = await bramLosesHisLine(dossiers);
  const { page } = ofBram;
  await ofBram.rename(STRAAT, 'De straat is van ons allemaal');
  await ofBram.pressOnRow(THUIS, 'Alt+ArrowUp');
  await expect(ofBram.saveState).toHaveText('Niet verbonden, uw wijzigingen staan op dit apparaat');
  await ofFatma.rename(STRAAT, 'Een straat om in te spelen');
  await ofFatma.pressOnRow(THUIS, 'Alt+ArrowRight');
  await ofFatma.isSaved();
  await giveLineBack(page.context());
  await ofBram.isSaved();

  await expect(notice(page)).toContainText('Op 2 plekken veranderde een ander iets');
  await notice(page).getByRole('button', { name: 'Bekijk de lijst' }).click();
  const title = entry(page, /^U en een ander hebben de titel van/);
  await expect(title).toContainText('De straat is van ons allemaal');
  await expect(entry(page, `U en een ander hebben “${THUIS}” verplaatst.`)).toBeVisible();
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await sidewaysPx(page)).toBe(0);
  await page.setViewportSize({ width: 1440, height: 900 });
  const { violations } = await new AxeBuilder({ page })
    .include('.absence-notice')
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(violations).toEqual([]);

  const theirs = (await ofFatma.outline()).join('\n');
  await title.getByRole('button', { name: 'Zet die van mij terug' }).click();
  await expect(title).toContainText('Zo staat het nu bij iedereen.');
  await expect(ofFatma.row('De straat is van ons allemaal')).toBeVisible();
  // The same button, and the focus still on it.
  await expect(title.getByRole('button', { name: 'Maak ongedaan' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await ofFatma.outline()).join('\n')).toBe(theirs);
});

test('[F25] [X12] work under what somebody archived is listed, also after a reload, until it is put away', async ({
  dossiers,
}) => {
  const { ofBram, ofFatma, dossierId } = await bramLosesHisLine(dossiers);
  const context = ofBram.page.context();
  await ofBram.rename(STRAAT, 'De straat is van ons allemaal');
  await expect(ofBram.saveState).toHaveText('Niet verbonden, uw wijzigingen staan op dit apparaat');
  await archive(ofFatma, STRAAT);
  await ofFatma.isSaved();
  // The tab closes, the device stays.
  await ofBram.page.close();
  await giveLineBack(context);
  const page = await context.newPage();
  await page.goto(`/d/${dossierId}`);
  const back = new DossierScreen(page);
  await back.isReady();

  const what =
    'Een ander heeft “De straat is van ons allemaal” in het archief gezet. U werkte daar ook aan.';
  await expect(notice(page)).toContainText('Op 1 plek veranderde een ander iets');
  await page.reload();
  await back.isReady();
  await notice(page).getByRole('button', { name: 'Bekijk de lijst' }).click();
  await entry(page, what).getByRole('button', { name: 'Haal het uit het archief' }).click();
  await expect(ofFatma.row('De straat is van ons allemaal')).toBeVisible();
  await entry(page, what)
    .getByRole('button', { name: `Gezien: ${what}` })
    .click();
  await expect(notice(page)).toHaveCount(0);
  await back.isSaved();
  await page.reload();
  await back.isReady();
  await expect(notice(page)).toHaveCount(0);
});

test('[F25] nothing is said of what merges, nor to people who change one thing together', async ({
  dossiers,
}) => {
  const { ofBram, ofFatma } = await bramLosesHisLine(dossiers);
  await ofBram.rename(STRAAT, 'De straat is van ons allemaal');
  await ofFatma.rename(THUIS, 'Hier wil je oud worden');
  await giveLineBack(ofBram.page.context());
  await ofBram.isSaved();
  await expect(ofBram.row('Hier wil je oud worden')).toBeVisible();
  await ofBram.rename('Hier wil je oud worden', 'Hier word je oud');
  await ofFatma.rename('Hier word je oud', 'Hier blijf je jong');
  await expect(ofBram.row('Hier blijf je jong')).toBeVisible();
  for (const { page } of [ofBram, ofFatma]) await expect(notice(page)).toHaveCount(0);
});
