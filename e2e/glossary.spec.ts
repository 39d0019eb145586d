/** The glossary: what words mean here, where they are used. */
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { DossierScreen } from './dossier-screen.ts';
import { bram, expect, fatma, griffier, test, type Dossiers } from './people.ts';

const TEXT = 'Wonen moet betaalbaar zijn. Daarom bouwt Het Dak betaalbare huizen.';
const MEANING = 'De huur is hooguit een derde van wat u verdient.';

/** The findings of axe that keep somebody out. */
async function seriousFindings(page: Page, within: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).include(within).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

class GlossaryScreen {
  readonly page: Page;
  readonly marks: Locator;
  readonly card: Locator;
  readonly list: Locator;

  constructor(page: Page) {
    this.page = page;
    this.marks = page.locator('.narrative-text .term-mark');
    this.card = page.locator('.word-card:popover-open');
    this.list = page.getByRole('dialog', { name: 'Begrippen van dit dossier' });
  }

  async openList(): Promise<void> {
    await this.page.getByRole('button', { name: /^Begrippen/ }).click();
  }

  async closeList(): Promise<void> {
    await this.list.getByRole('button', { name: 'Sluit' }).click();
  }

  async add(word: string, meaning: string): Promise<void> {
    await this.list.getByRole('button', { name: 'Nieuw begrip' }).click();
    await this.list.getByLabel('Woord', { exact: true }).fill(word);
    await this.list.getByLabel('Wat het bij ons betekent').fill(meaning);
    await this.list.getByRole('button', { name: 'Opslaan' }).click();
  }
}

interface Two {
  readonly ofBram: GlossaryScreen;
  readonly dossierId: string;
}

/** A text, and a glossary that explains one of its words. */
async function openWith(dossiers: Dossiers): Promise<Two> {
  const dossierId = await dossiers.create('Woorden');
  const page = await dossiers.open(bram, dossierId);
  const screen = new DossierScreen(page);
  await screen.narrative.click();
  await page.keyboard.insertText(TEXT);
  const ofBram = new GlossaryScreen(page);
  await ofBram.openList();
  await ofBram.add('betaalbaar', MEANING);
  await expect(ofBram.list.getByText('2 keer in het verhaal')).toBeVisible();
  await screen.isSaved();
  return { ofBram, dossierId };
}

test('[B12] an agreed word is underlined wherever it is used, also in another form, for everybody', async ({
  dossiers,
}) => {
  const { ofBram, dossierId } = await openWith(dossiers);
  await expect(
    ofBram.list.getByText(/^Toegevoegd door Bram \(Gemeente\) op \d+ \p{L}+ \d+/u),
  ).toBeVisible();
  await ofBram.closeList();
  const ofFatma = new GlossaryScreen(await dossiers.open(fatma, dossierId));
  for (const { marks } of [ofBram, ofFatma]) {
    await expect(marks).toHaveText(['betaalbaar', 'betaalbare']);
  }
  await expect(new DossierScreen(ofFatma.page).narrative).toHaveText(TEXT);
  // A click: the meaning, and the caret stays in the text.
  await ofFatma.marks.last().click();
  await expect(ofFatma.card).toContainText(MEANING);
  await expect(new DossierScreen(ofFatma.page).narrative).toBeFocused();
  await ofFatma.page.keyboard.press('Escape');
  await expect(ofFatma.card).toHaveCount(0);
});

test('[B12] the meaning shows by a resting mouse, with the keyboard, and by touch', async ({
  dossiers,
  browser,
  contextOptions,
  server,
}) => {
  const { ofBram, dossierId } = await openWith(dossiers);
  await ofBram.closeList();
  await ofBram.marks.first().hover();
  await expect(ofBram.card).toContainText(MEANING);
  // The mouse can go to the card and read on; away from both it closes.
  await ofBram.card.hover();
  await expect(ofBram.card).toBeVisible();
  await ofBram.page.mouse.move(600, 700);
  await expect(ofBram.card).toHaveCount(0);

  await new DossierScreen(ofBram.page).narrative.focus();
  await ofBram.page.keyboard.press('ControlOrMeta+Home');
  for (let letter = 0; letter < 'Wonen moet be'.length; letter += 1) {
    await ofBram.page.keyboard.press('ArrowRight');
  }
  await ofBram.page.keyboard.press('Alt+Enter');
  await expect(ofBram.card.getByRole('button', { name: 'Bekijk in de lijst' })).toBeFocused();
  await ofBram.page.keyboard.press('Escape');
  await expect(new DossierScreen(ofBram.page).narrative).toBeFocused();

  // Who reads comes past the word with the Tab key.
  const ofClerk = new GlossaryScreen(await dossiers.open(griffier, dossierId));
  // Bram's caret stands in the middle of it.
  const stop = ofClerk.page.getByRole('button', { name: 'betaalbaar', exact: true }).first();
  await stop.focus();
  await ofClerk.page.keyboard.press('Enter');
  await expect(ofClerk.card).toContainText(MEANING);
  await ofClerk.page.keyboard.press('Escape');
  await expect(stop).toBeFocused();

  const phone = await browser.newContext({
    ...contextOptions,
    baseURL: server.url,
    viewport: { width: 390, height: 780 },
    hasTouch: true,
    isMobile: true,
  });
  const ofTenant = new GlossaryScreen(await dossiers.open(griffier, dossierId, phone));
  await ofTenant.marks.first().tap();
  await expect(ofTenant.card).toContainText(MEANING);
  await expect(ofTenant.card).toBeInViewport({ ratio: 1 });
  await phone.close();
});

test('[B12] the list changes for everybody: another meaning, to the archive and back', async ({
  dossiers,
}) => {
  const { ofBram, dossierId } = await openWith(dossiers);
  const ofFatma = new GlossaryScreen(await dossiers.open(fatma, dossierId));
  await ofFatma.openList();
  await ofFatma.list.getByRole('button', { name: 'Verander “betaalbaar”' }).click();
  await ofFatma.list.getByLabel('Wat het bij ons betekent').fill('Wij kunnen het betalen.');
  await ofFatma.list.getByRole('button', { name: 'Opslaan' }).click();
  await expect(ofBram.list.getByText('Wij kunnen het betalen.')).toBeVisible();
  await expect(ofBram.list.getByText(/^Veranderd door Fatma/)).toBeVisible();
  await ofFatma.list.getByRole('button', { name: 'Archiveer “betaalbaar”' }).click();
  await expect(ofBram.list.getByText('1 begrip in het archief')).toBeVisible();
  await expect(ofBram.marks).toHaveCount(0);
  await ofFatma.list.getByRole('button', { name: 'Maak ongedaan' }).click();
  await expect(ofBram.marks).toHaveCount(2);
  // The same word twice is refused in a sentence, and what was written stays to be changed.
  await ofFatma.add('Betaalbaar', 'Iets anders.');
  await expect(ofFatma.list.getByText(/^Dit woord staat al in de lijst/)).toBeVisible();
  await expect(ofFatma.list.getByLabel('Wat het bij ons betekent')).toHaveValue('Iets anders.');
});

test('[B12] a policy word that is explained no longer lights up: it is a word of ours', async ({
  dossiers,
}) => {
  const { ofBram } = await openWith(dossiers);
  await ofBram.closeList();
  const { page } = ofBram;
  const { narrative } = new DossierScreen(page);
  await narrative.click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type(' Dat is goed voor de leefbaarheid.');
  await page.getByRole('button', { name: 'Taallamp', exact: true }).click();
  const lit = page.locator('.narrative-text .lamp-word');
  await expect(lit).toHaveText('leefbaarheid');
  await lit.click();
  await ofBram.card.getByText('Dit woord hoort bij ons').click();
  await ofBram.card.getByRole('button', { name: 'Leg het uit in de begrippen' }).click();
  await expect(ofBram.list.getByLabel('Woord', { exact: true })).toHaveValue('leefbaarheid');
  await ofBram.list.getByLabel('Wat het bij ons betekent').fill('Of u er prettig woont.');
  await ofBram.list.getByRole('button', { name: 'Opslaan' }).click();
  await ofBram.closeList();
  await expect(lit).toHaveCount(0);
  await expect(ofBram.marks).toHaveText(['betaalbaar', 'betaalbare', 'leefbaarheid']);
});

test('[B12] the list is free of serious findings, and fits on a narrow phone', async ({
  dossiers,
}) => {
  const { ofBram } = await openWith(dossiers);
  const { page, list } = ofBram;
  await list.getByRole('button', { name: 'Nieuw begrip' }).click();
  for (const width of [1280, 390, 320]) {
    await page.setViewportSize({ width, height: 780 });
    expect(await seriousFindings(page, 'dialog[open]')).toEqual([]);
    const wide = await list.evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth);
    expect(wide).toBe(0);
  }
});
