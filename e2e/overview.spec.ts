/** The tree looked at as a whole: where the red thread is loose, and who owns what. */
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { DossierScreen } from './dossier-screen.ts';
import { sidewaysPx } from './lost-text.ts';
import { bram, expect, fatma, griffier, test } from './people.ts';

const HOSTS = 'Huurders zijn gastheer en gastvrouw in hun eigen portiek';
const ROUND = 'Bij de sleutel hoort een rondje door de straat';
const WELCOME = 'Wie hier komt wonen, voelt zich snel welkom';
const PLAY = 'Kinderen spelen buiten';
const FIELD = 'Wij leggen een trapveld aan';

/** The findings of axe that keep somebody out. */
async function seriousFindings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).include('.dialog').analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

class OverviewScreen extends DossierScreen {
  readonly thread: Locator = this.page.getByRole('dialog', { name: 'De rode draad' });
  readonly owners: Locator = this.page.getByRole('dialog', { name: 'Wie is waarvan' });

  async openThread(): Promise<void> {
    await this.page.getByRole('button', { name: 'De rode draad' }).press('Enter');
    await expect(this.thread).toBeVisible();
  }

  async openOwners(): Promise<void> {
    await this.page.getByRole('button', { name: 'Wie is waarvan' }).press('Enter');
    await expect(this.owners).toBeVisible();
  }

  async addEffect(title: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Nieuw effect' }).press('Enter');
    await this.page.keyboard.insertText(title);
    await this.page.keyboard.press('Escape');
    await expect(this.row(title)).toBeVisible();
  }

  async setState(title: string, state: string): Promise<void> {
    await this.chooseRow(title);
    if ((await this.page.locator('.node-panel[open]').count()) === 0) {
      await this.page.locator('.node-panel summary').click();
    }
    await this.page.getByLabel('Hoe ver is dit?').selectOption(state);
  }

  /** By its title, in whichever overview is open. */
  entry(title: string): Locator {
    return this.page
      .locator('.dialog .overview-entries > li')
      .filter({ has: this.page.locator('strong', { hasText: title }) });
  }
}

test('an effect for which nothing is done gets a performance, and then a party that helps, by keyboard', async ({
  dossiers,
}) => {
  const screen = new OverviewScreen(await dossiers.open(bram, await dossiers.example()));
  const { page, thread } = screen;
  await expect(screen.row(WELCOME)).toBeVisible();
  await screen.openThread();
  await expect(thread.getByText('Er zijn geen losse eindjes gevonden.')).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');

  await screen.addEffect(PLAY);
  await screen.openThread();
  await expect(thread.getByRole('heading', { name: 'Effect zonder prestatie' })).toBeVisible();
  await screen
    .entry(PLAY)
    .getByRole('button', { name: /^Maak een prestatie/ })
    .press('Enter');
  const title = thread.getByLabel('Wat gaat u hiervoor doen?');
  await expect(title).toBeFocused();
  expect(await seriousFindings(page)).toEqual([]);
  // Escape leaves the question only.
  await page.keyboard.press('Escape');
  await expect(
    screen.entry(PLAY).getByRole('button', { name: /^Maak een prestatie/ }),
  ).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.insertText(FIELD);
  await page.keyboard.press('Enter');
  await expect(thread.getByText(`De prestatie “${FIELD}” staat nu onder “${PLAY}”.`)).toBeVisible();
  await expect(thread.getByText('Hier staat nu alleen Gemeente Merendonk.')).toBeVisible();
  await expect(screen.entry(PLAY).getByRole('button').first()).toBeFocused();

  // One step back takes the performance with its title, and one step is all.
  await page.keyboard.press('ControlOrMeta+z');
  await expect(thread.getByRole('heading', { name: 'Effect zonder prestatie' })).toBeVisible();
  await screen
    .entry(PLAY)
    .getByRole('button', { name: /^Maak een prestatie/ })
    .press('Enter');
  await page.keyboard.insertText(FIELD);
  await page.keyboard.press('Enter');

  await screen
    .entry(PLAY)
    .getByRole('button', { name: /^Wie helpt mee/ })
    .press('Enter');
  await expect(thread).toHaveCount(0);
  await expect(page.getByRole('group', { name: 'Wie helpt mee?' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.getByLabel('Voeg een partij toe').selectOption('Corporatie Het Dak');
  await screen.openThread();
  await expect(thread.getByText('Er zijn geen losse eindjes gevonden.')).toBeVisible();
});

test('what a colleague agrees on or hangs loose shows while one looks, and is mended in one step', async ({
  dossiers,
}) => {
  const dossierId = await dossiers.example();
  const ofBram = new OverviewScreen(await dossiers.open(bram, dossierId));
  const ofFatma = new OverviewScreen(await dossiers.open(fatma, dossierId));
  await expect(ofBram.row(ROUND)).toBeVisible();
  await ofBram.openThread();
  const { thread, page } = ofBram;
  const close = thread.getByRole('button', { name: 'Sluit' });
  await close.focus();

  await ofFatma.setState(ROUND, 'afgesproken');
  await ofFatma.pressOnRow(HOSTS, 'Alt+ArrowLeft', 'Alt+ArrowLeft');
  await expect(thread.getByText('2 losse eindjes')).toBeVisible();
  await expect(close).toBeFocused();
  expect(await seriousFindings(page)).toEqual([]);

  await ofBram
    .entry(ROUND)
    .getByRole('button', { name: /^Zet in de tekst/ })
    .press('Enter');
  await expect(thread.getByText(`“${ROUND}” staat nu in het verhaal.`)).toBeVisible();
  await expect(ofFatma.chip(ROUND)).toBeVisible();
  await expect(thread.getByText('1 los eindje')).toBeVisible();
  // In the chapter that names what is near it.
  const before = ofFatma.chip(ROUND).locator('xpath=preceding::h2[1]');
  await expect(before).toHaveText('Buren kennen elkaar');
  await thread.getByRole('button', { name: 'Maak ongedaan' }).click();
  await expect(ofFatma.chip(ROUND)).toHaveCount(0);
  await expect(thread.getByText('2 losse eindjes')).toBeVisible();

  await ofBram.entry(HOSTS).getByRole('button', { name: /^Hang/ }).press('Enter');
  const where = thread.getByLabel('Onder welk effect?');
  await expect(where).toBeFocused();
  await where.selectOption({ label: `– ${WELCOME}` });
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(thread.getByText(`“${HOSTS}” hangt nu onder “${WELCOME}”.`)).toBeVisible();
  await expect(ofFatma.row(HOSTS)).toHaveAttribute('aria-level', '3');
  await thread.getByRole('button', { name: 'Maak ongedaan' }).click();
  await expect(ofFatma.row(HOSTS)).toHaveAttribute('aria-level', '1');

  // A jump goes to the row, also where it is folded away.
  await page.keyboard.press('Escape');
  await ofBram.pressOnRow(WELCOME, 'ArrowLeft');
  await expect(ofBram.row(ROUND)).toHaveCount(0);
  await ofBram.openThread();
  await ofBram.entry(ROUND).getByRole('button', { name: /^Toon/ }).press('Enter');
  await expect(ofBram.row(ROUND)).toBeFocused();
});

test('one sees who owns what, sets an owner where it stands, and takes that back', async ({
  dossiers,
}) => {
  const dossierId = await dossiers.example();
  const ofBram = new OverviewScreen(await dossiers.open(bram, dossierId));
  const ofClerk = new OverviewScreen(await dossiers.open(griffier, dossierId));
  await expect(ofBram.row(HOSTS)).toBeVisible();
  await ofBram.openOwners();
  const { owners, page } = ofBram;
  const parties = await ofBram.page.locator('.overview-groups h3').allTextContents();
  expect(parties[0]).toBe('Nog van niemand');
  expect(parties.at(-1)).toBe('Van meer partijen samen');
  expect(await seriousFindings(page)).toEqual([]);

  const owner = owners.getByLabel(`Eigenaar van “${HOSTS}”`);
  await owner.focus();
  await owner.selectOption('Nog niemand');
  await expect(owners.getByText(`“${HOSTS}” is nu van niemand.`)).toBeVisible();
  await expect(owner).toBeFocused();
  await expect(owner).toHaveValue('');
  const nobodys = (screen: OverviewScreen) =>
    screen.page.locator('.overview-groups > section').first();
  await ofClerk.openOwners();
  await expect(nobodys(ofClerk)).toContainText(HOSTS);
  await expect(ofClerk.owners.getByLabel(/^Eigenaar van/)).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(nobodys(ofBram)).toContainText('Alles heeft een eigenaar.');
  await expect(nobodys(ofClerk)).toContainText('Alles heeft een eigenaar.');

  await owners.getByLabel('Soort').selectOption('activiteit');
  await owners.getByLabel('Hoe ver').selectOption('in de maak');
  await expect(owners.locator('li small', { hasText: 'prestatie ·' })).toHaveCount(0);
  await expect(owners.locator('li small', { hasText: 'activiteit ·' }).first()).toBeVisible();
  await owners.getByLabel('Hoe ver').selectOption('afgesproken');
  await expect(
    owners.getByText('0 onderdelen').or(owners.getByText('Geen onderdelen')),
  ).toBeVisible();

  await ofClerk.entry(ROUND).first().getByRole('button', { name: /^Toon/ }).press('Enter');
  await expect(ofClerk.row(ROUND)).toBeFocused();
});

test('on paper, who owns what is a list alone, over several pages', async ({ dossiers }) => {
  const screen = new OverviewScreen(await dossiers.open(bram, await dossiers.example()));
  await expect(screen.row(HOSTS)).toBeVisible();
  await screen.openOwners();
  await screen.page.emulateMedia({ media: 'print' });
  await expect(screen.owners.getByText('Eigenaar', { exact: true }).first()).toBeVisible();
  await expect(screen.owners.getByRole('button')).toHaveCount(0);
  await expect(screen.page.locator('.dossier-header')).toBeHidden();
  const paper = (await screen.page.pdf({ format: 'A4' })).toString('latin1');
  expect(paper.match(/\/Type \/Page\b/g)?.length ?? 0).toBeGreaterThan(1);
});

for (const letters of ['ordinary', 'large'] as const) {
  test(`on 320 px with ${letters} letters nothing lies beside the page`, async ({
    dossiers,
    browser,
    server,
  }) => {
    const context = await browser.newContext({
      baseURL: server.url,
      viewport: { width: 320, height: 640 },
      locale: 'nl-NL',
    });
    const screen = new OverviewScreen(await dossiers.open(bram, await dossiers.example(), context));
    if (letters === 'large') {
      await screen.page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
    }
    await screen.page.getByRole('tab', { name: 'Boom' }).click();
    await screen.addEffect(PLAY);
    for (const open of [() => screen.openThread(), () => screen.openOwners()]) {
      await open();
      expect(await sidewaysPx(screen.page)).toBe(0);
      const dialog = screen.page.locator('.dialog[open]:has(.overview)');
      expect(await dialog.evaluate((it) => it.scrollWidth - it.clientWidth)).toBe(0);
      expect(await seriousFindings(screen.page)).toEqual([]);
      await screen.page.keyboard.press('Escape');
    }
    await context.close();
  });
}
