/** Everything around the text can be used by everybody: by keyboard, on the narrowest screen, in both
 *  languages, without a serious finding. */
import type { Page } from '@playwright/test';
import { seriousFindings, sidewaysPx } from './findings.ts';
import { bram, expect, test } from './people.ts';

const words = {
  nl: {
    text: 'Het verhaal',
    start: 'Begin met hoofdstukken',
    table: '/tabel',
    facts: /woorden · ongeveer/,
    replace: 'Vervangen',
    by: 'Vervang door',
    close: 'Sluiten',
    who: 'Wie schreef wat',
    list: 'Lees het als lijst',
  },
  en: {
    text: 'The narrative',
    start: 'Start with chapters',
    table: '/table',
    facts: /words · about/,
    replace: 'Replace',
    by: 'Replace by',
    close: 'Close',
    who: 'Who wrote what',
    list: 'Read it as a list',
  },
} as const;

const WINDOW = ':popover-open';

async function isFine(page: Page, what: string, within?: string): Promise<void> {
  expect(await seriousFindings(page, within), what).toEqual([]);
  expect(await sidewaysPx(page), what).toBe(0);
}

for (const language of ['nl', 'en'] as const) {
  test(`the tools around the text fit 320 px, need no mouse and have no serious finding, in ${language}`, async ({
    context,
    dossiers,
  }) => {
    const { text, start, table, facts, replace, by, close, who, list } = words[language];
    await context.addInitScript(
      (chosen) => localStorage.setItem('meemaak.language', chosen),
      language,
    );
    const page = await dossiers.open(bram, await dossiers.create(), context);
    await page.setViewportSize({ width: 320, height: 640 });
    const narrative = page.getByRole('textbox', { name: text });
    const { keyboard } = page;
    await expect(page.getByRole('button', { name: start })).toBeVisible();
    await isFine(page, 'empty');
    await narrative.focus();
    await keyboard.type('/');
    const choice = page.locator('[role=option][aria-selected=true]');
    await expect(choice).toBeVisible();
    await isFine(page, 'blocks', WINDOW);
    await keyboard.press('Enter');
    await expect(narrative.getByRole('heading')).toHaveCount(5);
    await keyboard.type('#Eenheellangwoordzonderspatiesineentitel');
    await expect(choice).toBeVisible();
    await isFine(page, 'chip', WINDOW);
    await keyboard.press('Enter');
    await expect(narrative.locator('.node-chip')).toBeVisible();
    await keyboard.press('Enter');
    await keyboard.type(table);
    await expect(choice).toBeVisible();
    await keyboard.press('Enter');
    await expect(page.locator(WINDOW)).toBeVisible();
    await isFine(page, 'table sizes', WINDOW);
    // The widest.
    await keyboard.press('ArrowUp');
    await keyboard.press('Enter');
    await expect(narrative.getByRole('columnheader')).toHaveCount(5);
    for (const cell of [
      'Wie',
      'Eenheellangwoordzonderspaties',
      'Wanneer',
      'Waar',
      'Hoe',
      'Buren',
    ]) {
      await keyboard.type(cell);
      await keyboard.press('Tab');
    }
    await expect(narrative.getByRole('row')).toHaveCount(3);
    await isFine(page, 'table');
    await keyboard.press('ControlOrMeta+Alt+f');
    await keyboard.type('een');
    await keyboard.press('Tab');
    await keyboard.press('Tab');
    await keyboard.press('Tab');
    await expect(page.getByRole('button', { name: replace, exact: true })).toBeFocused();
    await keyboard.press('Enter');
    await expect(page.getByLabel(by)).toBeVisible();
    await isFine(page, 'find');
    await keyboard.press('Escape');
    await expect(page.getByRole('button', { name: close })).toHaveCount(0);
    await page.getByRole('button', { name: who }).focus();
    await keyboard.press('Enter');
    const panel = page.getByRole('region', { name: who });
    await panel.getByText(list).focus();
    await keyboard.press('Enter');
    await expect(panel.getByRole('button').first()).toBeVisible();
    await isFine(page, 'who wrote');
    await expect(page.getByText(facts)).toBeVisible();
  });
}
