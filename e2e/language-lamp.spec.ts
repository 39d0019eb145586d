/** The language lamp: policy words light up when asked, each with an everyday word in its place. */
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { DossierScreen } from './dossier-screen.ts';
import { bram, expect, fatma, griffier, test, type Dossiers } from './people.ts';

/** Eleven policy words, and a sentence that is too long. */
const PARAGRAPH =
  'Teneinde de leefbaarheid te borgen faciliteren wij met stakeholders een integrale visie, ' +
  'conform het convenant en met monitoring van de implementatie door alle bewoners van deze buurt.';
const WORDS = 11;

/** The findings of axe that keep somebody out. */
async function seriousFindings(page: Page, within: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).include(within).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

class Lamp {
  readonly page: Page;
  readonly text: Locator;
  readonly button: Locator;
  readonly panel: Locator;
  readonly marks: Locator;
  readonly card: Locator;

  constructor(page: Page) {
    this.page = page;
    this.text = page.locator('.narrative-text');
    this.button = page.getByRole('button', { name: 'Taallamp', exact: true });
    this.panel = page.getByRole('region', { name: 'Taallamp' });
    this.marks = this.text.locator('.lamp-word');
    this.card = page.locator('.word-card:popover-open');
  }

  async light(): Promise<void> {
    await this.button.click();
    await expect(this.panel.getByText(/^Leesgemak: \d+ van 100$/)).toBeVisible();
  }
}

async function openWith(dossiers: Dossiers): Promise<{ lamp: Lamp; screen: DossierScreen }> {
  const page = await dossiers.open(bram, await dossiers.create('Taal'));
  const screen = new DossierScreen(page);
  await screen.narrative.click();
  await page.keyboard.insertText(PARAGRAPH);
  await screen.isSaved();
  return { lamp: new Lamp(page), screen };
}

test('[B1] eleven policy words light up when asked, for who asked, and the text stays as it is', async ({
  dossiers,
}) => {
  const { lamp, screen } = await openWith(dossiers);
  await expect(lamp.button).toHaveAttribute('aria-pressed', 'false');
  await expect(lamp.marks).toHaveCount(0);
  await lamp.light();
  await expect(lamp.marks).toHaveCount(WORDS);
  await expect(lamp.panel.getByText('11 beleidswoorden')).toBeVisible();
  await expect(lamp.panel.getByText('1 lange zin')).toBeVisible();
  await expect(screen.narrative).toHaveText(PARAGRAPH);
  // Nothing was in the way: who types goes on typing.
  await screen.narrative.click();
  await lamp.page.keyboard.press('ControlOrMeta+End');
  await lamp.page.keyboard.type(' Thans.');
  await expect(lamp.marks).toHaveCount(WORDS + 1);
  await lamp.button.click();
  await expect(lamp.marks).toHaveCount(0);
});

test('[B1] a click offers an everyday word, which takes its place as one step to undo', async ({
  dossiers,
}) => {
  const { lamp, screen } = await openWith(dossiers);
  await lamp.light();
  await lamp.marks.getByText('Teneinde').click();
  await lamp.card.getByRole('button', { name: 'Vervang door “om”' }).click();
  await expect(screen.narrative).toHaveText(PARAGRAPH.replace('Teneinde', 'Om'));
  await expect(lamp.marks).toHaveCount(WORDS - 1);
  await expect(screen.narrative).toBeFocused();
  await lamp.page.keyboard.press('ControlOrMeta+z');
  await expect(screen.narrative).toHaveText(PARAGRAPH);
  await expect(lamp.marks).toHaveCount(WORDS);
});

test('[B1] with the keyboard alone: light it, go along the list, replace and come back', async ({
  dossiers,
}) => {
  const { lamp, screen } = await openWith(dossiers);
  const { page } = lamp;
  await lamp.button.focus();
  await page.keyboard.press('Enter');
  await expect(lamp.marks).toHaveCount(WORDS);
  await lamp.panel.getByText('11 beleidswoorden').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(lamp.card.getByRole('heading', { name: 'Teneinde' })).toBeVisible();
  await expect(lamp.card.getByRole('button', { name: 'Vervang door “om”' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(lamp.card).toHaveCount(0);
  await expect(lamp.panel.getByRole('button', { name: /^teneinde/ })).toBeFocused();

  // The editor puts its caret back a moment after it gets the focus; nobody presses keys that fast.
  await expect(async () => {
    await screen.narrative.focus();
    await page.keyboard.press('ControlOrMeta+Home');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Alt+Enter');
    const offer = lamp.card.getByRole('button', { name: 'Vervang door “om”' });
    await expect(offer).toBeFocused({ timeout: 2_000 });
  }).toPass();
  await page.keyboard.press('Enter');
  await expect(screen.narrative).toHaveText(PARAGRAPH.replace('Teneinde', 'Om'));
  await expect(screen.narrative).toBeFocused();
});

test('[B1] “this word is ours” leaves it alone for everybody, and can be taken back', async ({
  dossiers,
}) => {
  const { lamp } = await openWith(dossiers);
  const dossierId = new URL(lamp.page.url()).pathname.split('/').at(-1) ?? '';
  const ofFatma = new Lamp(await dossiers.open(fatma, dossierId));
  await lamp.light();
  await ofFatma.light();
  await expect(ofFatma.marks).toHaveCount(WORDS);
  await lamp.marks.getByText('leefbaarheid').click();
  await lamp.card.getByText('Dit woord hoort bij ons').click();
  await lamp.card.getByRole('button', { name: 'Markeer dit woord niet meer' }).click();
  for (const { marks } of [lamp, ofFatma]) await expect(marks).toHaveCount(WORDS - 1);
  await lamp.panel.getByRole('button', { name: 'Maak ongedaan' }).click();
  for (const { marks } of [lamp, ofFatma]) await expect(marks).toHaveCount(WORDS);
});

test('[B1] the list is the dossier’s own: a word of ours lights up for everybody', async ({
  dossiers,
}) => {
  const { lamp } = await openWith(dossiers);
  const dossierId = new URL(lamp.page.url()).pathname.split('/').at(-1) ?? '';
  const ofClerk = new Lamp(await dossiers.open(griffier, dossierId));
  await ofClerk.light();
  await expect(ofClerk.marks).toHaveCount(WORDS);
  await lamp.light();
  await lamp.panel.getByRole('button', { name: 'Woordenlijst' }).click();
  const list = lamp.page.getByRole('dialog', { name: 'Woordenlijst van de taallamp' });
  await list.getByRole('button', { name: 'Voeg een woord toe' }).click();
  await list.getByLabel('Beleidswoord').fill('bewoners');
  await list.getByRole('button', { name: 'Opslaan' }).click();
  await expect(list.getByText('Schrijf op welk gewoon woord u wilt lezen.')).toBeVisible();
  await list.getByLabel(/^Gewone woorden/).fill('mensen die er wonen');
  await list.getByRole('button', { name: 'Opslaan' }).click();
  await expect(ofClerk.marks.getByText('bewoners')).toBeVisible();
  // Who may only read is told another word, and changes nothing.
  await ofClerk.marks.getByText('bewoners').click();
  await expect(ofClerk.card.getByText('mensen die er wonen')).toBeVisible();
  await expect(ofClerk.card.getByRole('button', { name: /^Vervang/ })).toHaveCount(0);
});

test('[B1] the lamp is free of serious findings, in sight on a phone, and says that it knows Dutch only', async ({
  dossiers,
}) => {
  const { lamp } = await openWith(dossiers);
  const { page } = lamp;
  await lamp.light();
  for (const width of [1280, 390, 320]) {
    await page.setViewportSize({ width, height: 780 });
    expect(await seriousFindings(page, '.text-aids')).toEqual([]);
    await lamp.marks.first().click();
    await expect(lamp.card).toBeInViewport({ ratio: 1 });
    expect(await seriousFindings(page, '.word-card')).toEqual([]);
    await page.keyboard.press('Escape');
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(sideways).toBe(0);
  }
  await page.setViewportSize({ width: 1280, height: 780 });
  await page.getByRole('button', { name: /^EN/ }).click();
  await expect(page.getByText(/^The language lamp knows Dutch only/)).toBeVisible();
});
