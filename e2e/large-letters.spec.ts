/** Who needs a small screen or large letters, or both, reads every word. */
import type { BrowserContext, Page } from '@playwright/test';
import { findLostText, findSmallText, sidewaysPx } from './lost-text.ts';
import { expect, fatma, test } from './people.ts';

type Letters = 'ordinary' | 'by setting' | 'by style';

/** What 200 % makes of the smallest letters (13 px), with some room. */
const LARGE_PX = 24;

const looks = [
  { name: 'a screen of 320 px', width: 320, height: 640, letters: 'ordinary' },
  {
    name: 'a screen of 320 px and letters of 200 %',
    width: 320,
    height: 640,
    letters: 'by setting',
  },
  { name: 'a desk screen and letters of 200 %', width: 1280, height: 800, letters: 'by setting' },
  { name: 'a wide page in a style of one’s own', width: 1440, height: 900, letters: 'by style' },
] as const satisfies readonly { letters: Letters; [fact: string]: unknown }[];

async function openPage(context: BrowserContext, letters: Letters): Promise<Page> {
  const page = await context.newPage();
  if (letters === 'by setting') {
    // As somebody sets it in the browser: what is sized by the letters grows along.
    const session = await context.newCDPSession(page);
    await session.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
  }
  if (letters === 'by style') {
    await page.addInitScript(() => {
      document.addEventListener('DOMContentLoaded', () => {
        document.documentElement.style.fontSize = '200%';
      });
    });
  }
  return page;
}

/** Shows the faces one after the other, or all at once where they are side by side. */
async function lookAtFaces(page: Page, look: (where: string) => Promise<void>): Promise<void> {
  await expect(page.locator('.save-status')).toHaveText('Opgeslagen');
  await expect(page.getByText('De boom wordt opgehaald…')).toHaveCount(0);
  if ((await page.getByRole('tab').count()) === 0) {
    await expect(page.locator('.tl-canvas')).toBeVisible({ timeout: 45_000 });
    return look('the three faces');
  }
  for (const name of ['Verhaal', 'Boom', 'Bord']) {
    await page.getByRole('tab', { name }).click();
    await expect(page.getByRole('tabpanel', { name })).toBeVisible();
    if (name === 'Bord') await page.getByRole('radio', { name: 'Lijst' }).check();
    await look(name);
  }
}

for (const { name, width, height, letters } of looks) {
  test.describe(name, () => {
    const viewport = { width, height };
    test.use({ viewport, contextOptions: { reducedMotion: 'reduce', viewport } });

    test(`[scenario C4] on ${name} no word is cut off, and nothing lies beside the page`, async ({
      context,
      dossiers,
    }) => {
      const page = await openPage(context, letters);
      const isReadable = async (where: string): Promise<void> => {
        expect(await sidewaysPx(page), `${where}, pixels sideways`).toBe(0);
        expect(await findLostText(page), `${where}, lost words`).toEqual([]);
        const leastPx = letters === 'ordinary' ? 12 : LARGE_PX;
        expect(await findSmallText(page, leastPx), `${where}, small letters`).toEqual([]);
      };
      await page.goto('/');
      await expect(page.getByRole('link', { name: /Rozenbuurt/ })).toBeVisible();
      await isReadable('the list of dossiers');
      await page.goto('/d/rozenbuurt');
      await page.getByRole('button', { name: 'Open het dossier' }).click();
      await expect(page.getByText('Nog niet alles is ingevuld.')).toBeVisible();
      await isReadable('the way in');

      await dossiers.open(fatma, await dossiers.example());
      await page.getByLabel('Uw naam').fill('Mevr. De Wit');
      await page.getByLabel('Huurdersvereniging Samen Onderdak').check();
      await page.getByRole('button', { name: 'Open het dossier' }).click();
      await lookAtFaces(page, isReadable);
      await page.getByRole('button', { name: '2 personen aanwezig' }).click();
      await expect(page.getByRole('listitem').filter({ hasText: 'Fatma' })).toBeVisible();
      await isReadable('who is present');
    });
  });
}
