/** Everybody can use it: no serious finding of axe in both languages, also on the narrowest screen,
 *  and nothing to scroll sideways. */
import type { BrowserContext, Page } from '@playwright/test';
import { seriousFindings, sidewaysPx } from './findings.ts';
import { expect, fatma, griffier, test, type Dossiers } from './people.ts';

const LANGUAGES = ['nl', 'en'] as const;
type Language = (typeof LANGUAGES)[number];

const words = {
  nl: {
    saved: 'Opgeslagen',
    name: 'Uw naam',
    tabs: ['Verhaal', 'Boom', 'Bord'],
    present: /aanwezig/,
    menuOf: /^Acties voor “Buren/,
    add: /Voeg toe$/,
    leave: 'Weggaan',
    open: 'Open het dossier',
    readIn: 'Inlezen',
    put: /^Zet 4 onderdelen/,
    level: 'Niveau 2 (2)',
  },
  en: {
    saved: 'Saved',
    name: 'Your name',
    tabs: ['Narrative', 'Tree', 'Board'],
    present: /present/,
    menuOf: /^Actions for “Buren/,
    add: /Add$/,
    leave: 'Leave',
    open: 'Open the dossier',
    readIn: 'Read in',
    put: /^Put 4 nodes/,
    level: 'Level 2 (2)',
  },
} as const;

/** What lies open over the page, which is looked at by itself: the page under it was seen before. */
const OPEN_PANEL = ':popover-open, dialog[open]';

async function speak(context: BrowserContext, language: Language): Promise<void> {
  await context.addInitScript(
    (chosen) => localStorage.setItem('meemaak.language', chosen),
    language,
  );
}

async function openDossier(
  dossiers: Dossiers,
  context: BrowserContext,
  language: Language,
): Promise<Page> {
  await speak(context, language);
  const page = await dossiers.open(fatma, await dossiers.example(), context);
  await expect(page.getByRole('banner').locator('.save-status')).toHaveText(words[language].saved);
  return page;
}

for (const language of LANGUAGES) {
  for (const width of [1280, 320]) {
    test(`the list of dossiers and the way in have no serious finding, in ${language}, ${width} px wide`, async ({
      page,
      context,
    }) => {
      await speak(context, language);
      await page.setViewportSize({ width, height: 800 });
      await page.goto('/');
      await expect(page.getByRole('link', { name: /Rozenbuurt/ })).toBeVisible();
      expect(await seriousFindings(page)).toEqual([]);
      expect(await sidewaysPx(page)).toBe(0);
      await page.goto('/d/rozenbuurt');
      await expect(page.getByLabel(words[language].name)).toBeVisible();
      expect(await seriousFindings(page)).toEqual([]);
      expect(await sidewaysPx(page)).toBe(0);
      await page.getByRole('button', { name: words[language].open }).click();
      await expect(page.locator('[aria-invalid="true"]').first()).toBeFocused();
      expect(await seriousFindings(page)).toEqual([]);
    });
  }

  test(`the three faces side by side have no serious finding, in ${language}`, async ({
    context,
    dossiers,
  }) => {
    const page = await openDossier(dossiers, context, language);
    await page.setViewportSize({ width: 1280, height: 800 });
    await expect(page.locator('.tl-canvas')).toBeVisible({ timeout: 45_000 });
    expect(await seriousFindings(page)).toEqual([]);

    await page.getByRole('row', { name: /Buren kennen elkaar/ }).click();
    const { menuOf, present, add, leave } = words[language];
    for (const name of [menuOf, present, add, leave]) {
      await page.getByRole('button', { name }).click();
      await expect(page.locator(OPEN_PANEL)).toHaveCount(1);
      expect(await seriousFindings(page, OPEN_PANEL), String(name)).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(page.locator(OPEN_PANEL)).toHaveCount(0);
    }
    expect(await sidewaysPx(page)).toBe(0);
  });

  test(`[scenario C4] every face fits 320 px, without sideways scrolling or serious finding, in ${language}`, async ({
    context,
    dossiers,
  }) => {
    const page = await openDossier(dossiers, context, language);
    await page.setViewportSize({ width: 320, height: 640 });
    for (const name of words[language].tabs) {
      await page.getByRole('tab', { name }).click();
      await expect(page.getByRole('tabpanel', { name })).toBeVisible();
      await expect(page.locator('.face-skeleton:visible')).toHaveCount(0);
      expect(await seriousFindings(page), name).toEqual([]);
      expect(await sidewaysPx(page), name).toBe(0);
    }
  });
}

for (const language of LANGUAGES) {
  test(`reading in many nodes fits 320 px, has no serious finding and needs no mouse, in ${language}`, async ({
    context,
    dossiers,
  }) => {
    const page = await openDossier(dossiers, context, language);
    await page.setViewportSize({ width: 320, height: 640 });
    await page.getByRole('tab', { name: words[language].tabs[1] }).click();
    await page.getByRole('button', { name: words[language].readIn, exact: true }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog').getByRole('textbox')).toBeFocused();
    expect(await seriousFindings(page, OPEN_PANEL)).toEqual([]);
    await page.keyboard.insertText(
      `Groen\n  Bomen\n  ${'Eenheellangwoordzonderspaties'.repeat(4)}\nAfval`,
    );
    await expect(page.getByRole('button', { name: words[language].put })).toBeVisible();
    // An activity under an effect: said in words, and put right.
    const level = page.getByLabel(words[language].level);
    await level.focus();
    await page.keyboard.press('End');
    await expect(page.getByRole('button', { name: words[language].put })).toBeDisabled();
    expect(await seriousFindings(page, OPEN_PANEL)).toEqual([]);
    expect(await sidewaysPx(page)).toBe(0);
    const inside = page.getByRole('dialog');
    expect(await inside.evaluate((it) => it.scrollWidth - it.clientWidth)).toBe(0);
    await level.focus();
    await page.keyboard.press('ArrowUp');
    const put = page.getByRole('button', { name: words[language].put });
    for (let presses = 0; presses < 10; presses += 1) {
      if (await put.evaluate((button) => button === document.activeElement)) break;
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page.getByRole('row', { name: /^Groen/ })).toBeFocused();
  });
}

test('who only looks along meets no serious finding either', async ({ dossiers }) => {
  const page = await dossiers.open(griffier, await dossiers.example());
  await expect(page.getByText('U kijkt mee', { exact: true })).toBeVisible();
  await expect(page.locator('.tl-canvas')).toBeVisible({ timeout: 45_000 });
  expect(await seriousFindings(page)).toEqual([]);
});
