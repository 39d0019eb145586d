/** The whole tree, and the way through the page, with the keyboard alone. */
import type { Page } from '@playwright/test';
import { DossierScreen } from './dossier-screen.ts';
import { bram, expect, fatma, test } from './people.ts';

/** Counts what a pointer does, to prove that it did nothing. */
async function watchPointer(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    let count = 0;
    Object.assign(globalThis, { pointerCount: () => count });
    document.addEventListener('pointerdown', () => (count += 1), { capture: true });
  });
  return () =>
    page.evaluate(() => (globalThis as unknown as { pointerCount: () => number }).pointerCount());
}

/** Goes on with Tab until this has the focus, as far as a person would. */
async function tabTo(page: Page, name: string): Promise<void> {
  const wanted = page.locator(':focus').and(page.getByRole('button', { name, exact: true }));
  const wantedLink = page.locator(':focus').and(page.getByRole('link', { name, exact: true }));
  for (let presses = 0; presses < 25; presses += 1) {
    if ((await wanted.or(wantedLink).count()) > 0) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not come to “${name}”.`);
}

test('a tree is built, changed, archived and brought back without touching the mouse', async ({
  dossiers,
}) => {
  const dossierId = await dossiers.create();
  const page = await dossiers.open(bram, dossierId);
  const { keyboard } = page;
  const screen = new DossierScreen(page);
  await screen.isReady();
  const pointerCount = await watchPointer(page);

  await tabTo(page, 'Ga naar Boom');
  await keyboard.press('Enter');
  await tabTo(page, 'Nieuw effect');
  await keyboard.press('Enter');
  await keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Nieuw effect' })).toBeFocused();
  await keyboard.press('Enter');
  await keyboard.type('Buren kennen elkaar');
  await keyboard.press('Enter');
  await keyboard.type('Nieuwe buren zijn welkom');
  await keyboard.press('Escape');
  await keyboard.press('Alt+ArrowRight');
  await keyboard.press('Insert');
  await keyboard.type('Koffie in het portiek');
  await keyboard.press('Tab');
  await keyboard.type('Elke dinsdag om tien uur');
  await keyboard.press('Escape');
  const built = [
    '· Buren kennen elkaar',
    '·· Nieuwe buren zijn welkom',
    '··· Koffie in het portiek',
    '···· Elke dinsdag om tien uur',
  ];
  await expect.poll(() => screen.outline()).toEqual(built);
  for (const [title, kind] of [
    ['Buren kennen elkaar', 'effect'],
    ['Nieuwe buren zijn welkom', 'deeleffect'],
    ['Koffie in het portiek', 'prestatie'],
    ['Elke dinsdag om tien uur', 'activiteit'],
  ] as const) {
    await expect(screen.row(title).locator('.tree-row-kind')).toHaveText(kind);
  }

  // Back to the performance: another title, and a second one beside it.
  await keyboard.press('ArrowLeft');
  await keyboard.press('F2');
  await keyboard.press('End');
  await keyboard.type(', met taart');
  await keyboard.press('Enter');
  await keyboard.press('Enter');
  await keyboard.type('Een rondje door de straat');
  await keyboard.press('Escape');
  await keyboard.press('Alt+ArrowUp');
  const changed = [
    '· Buren kennen elkaar',
    '·· Nieuwe buren zijn welkom',
    '··· Een rondje door de straat',
    '··· Koffie in het portiek, met taart',
    '···· Elke dinsdag om tien uur',
  ];
  await expect.poll(() => screen.outline()).toEqual(changed);

  // Away with everything, and back.
  await keyboard.press('Home');
  await keyboard.press('Delete');
  await expect(page.getByText('De boom is nog leeg.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Nieuw effect' })).toBeFocused();
  await tabTo(page, 'Zet terug');
  await keyboard.press('Enter');
  await expect.poll(() => screen.outline()).toEqual(changed);
  await expect(screen.row('Buren kennen elkaar')).toBeFocused();

  const ofFatma = new DossierScreen(await dossiers.open(fatma, dossierId));
  await expect.poll(() => ofFatma.outline()).toEqual(changed);
  expect(await pointerCount()).toBe(0);
});

test('Ctrl+Z takes back the own steps in the tree, one by one, and Ctrl+Shift+Z does them again', async ({
  dossiers,
}) => {
  const dossierId = await dossiers.example();
  const page = await dossiers.open(bram, dossierId);
  const screen = new DossierScreen(page);
  await screen.isReady();
  const before = await screen.outline();
  const title = 'De straat is schoon, heel en veilig';
  await screen.pressOnRow(title, 'Alt+ArrowUp');
  await expect.poll(() => screen.outline()).not.toEqual(before);
  const moved = await screen.outline();
  await page.keyboard.press('Delete');
  await expect(screen.row(title)).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(() => screen.outline()).toEqual(moved);
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(() => screen.outline()).toEqual(before);
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect.poll(() => screen.outline()).toEqual(moved);
});

test('the arrows, Home and End walk the tree, and open and close it', async ({ dossiers }) => {
  const dossierId = await dossiers.example();
  const page = await dossiers.open(bram, dossierId);
  const { keyboard } = page;
  const screen = new DossierScreen(page);
  await screen.isReady();
  await screen.pressOnRow('Buren kennen elkaar en helpen elkaar', 'ArrowLeft');
  const first = screen.row('Buren kennen elkaar en helpen elkaar');
  await expect(first).toHaveAttribute('aria-expanded', 'false');
  await keyboard.press('ArrowDown');
  await expect(screen.row('Mensen kunnen hier goed oud worden')).toBeFocused();
  await keyboard.press('ArrowUp');
  await keyboard.press('ArrowRight');
  await expect(first).toHaveAttribute('aria-expanded', 'true');
  await keyboard.press('ArrowRight');
  await expect(screen.row('Wie hier komt wonen, voelt zich snel welkom')).toBeFocused();
  await keyboard.press('End');
  await expect(screen.row('Een buur als energiecoach komt langs')).toBeFocused();
  await keyboard.press('Home');
  await expect(first).toBeFocused();
});

test('a row that somebody is at keeps the focus while others work around it', async ({
  dossiers,
}) => {
  const dossierId = await dossiers.example();
  const ofBram = new DossierScreen(await dossiers.open(bram, dossierId));
  const ofFatma = new DossierScreen(await dossiers.open(fatma, dossierId));
  await ofBram.isReady();
  await ofFatma.isReady();
  const title = 'De straat is schoon, heel en veilig';
  await ofBram.pressOnRow(title);
  await ofFatma.pressOnRow('Buren kennen elkaar en helpen elkaar', 'Alt+ArrowDown');
  await ofFatma.pressOnRow('Wonen blijft te betalen', 'Delete');
  await expect(ofBram.row('Wonen blijft te betalen')).toHaveCount(0);
  await expect(ofBram.row(title)).toBeFocused();
});

test('letters for a title that somebody else archives do nothing to another row', async ({
  dossiers,
}) => {
  const dossierId = await dossiers.example();
  const ofBram = new DossierScreen(await dossiers.open(bram, dossierId));
  const ofFatma = new DossierScreen(await dossiers.open(fatma, dossierId));
  await ofBram.isReady();
  await ofFatma.isReady();
  const { page } = ofBram;
  const title = 'De straat is schoon, heel en veilig';
  await ofBram.pressOnRow(title, 'F2', 'End');
  await page.keyboard.type(', ook');
  await expect(ofFatma.row(`${title}, ook`)).toBeVisible();
  await ofFatma.pressOnRow(`${title}, ook`, 'Delete');
  await expect(page.getByText(`Fatma heeft “${title}, ook” gearchiveerd.`)).toHaveCount(1);
  const left = await ofBram.outline();
  await page.keyboard.type(' in de winter');
  for (const key of ['Enter', 'Delete', 'Insert']) await page.keyboard.press(key);
  expect(await ofBram.outline()).toEqual(left);
  await tabTo(page, 'Zet terug');
  await page.keyboard.press('Enter');
  await expect(ofBram.row(`${title}, ook`)).toBeFocused();
  await expect(ofFatma.row(`${title}, ook`)).toBeVisible();
});

test('on a narrow screen the arrows go from tab to tab', async ({ dossiers }) => {
  const page = await dossiers.open(bram, await dossiers.example());
  await page.setViewportSize({ width: 390, height: 800 });
  const { keyboard } = page;
  const tab = (name: string) => page.getByRole('tab', { name });
  await expect(tab('Verhaal')).toHaveAttribute('aria-selected', 'true');
  await tab('Verhaal').focus();
  await keyboard.press('ArrowRight');
  await expect(tab('Boom')).toBeFocused();
  await expect(page.getByRole('tabpanel', { name: 'Boom' })).toBeVisible();
  await expect(page.getByRole('tabpanel', { name: 'Verhaal' })).toBeHidden();
  await keyboard.press('ArrowRight');
  await expect(page.getByRole('tabpanel', { name: 'Bord' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Bord, als tekening' })).toBeVisible();
  await keyboard.press('Home');
  await expect(tab('Verhaal')).toBeFocused();
  await expect(page.getByRole('tabpanel', { name: 'Verhaal' })).toBeVisible();
});

test('a title that is being typed is never behind a bar, however long the tree', async ({
  dossiers,
}) => {
  const dossierId = await dossiers.create();
  const page = await dossiers.open(bram, dossierId);
  const { keyboard } = page;
  const screen = new DossierScreen(page);
  await screen.isReady();
  await page.getByRole('button', { name: 'Nieuw effect' }).click();
  for (let row = 1; row <= 25; row += 1) {
    await keyboard.type(`Effect ${row}`);
    // What lies on top in the middle of the field is the field.
    const isSeen = () =>
      page.evaluate(() => {
        const field = document.activeElement;
        const box = field?.getBoundingClientRect();
        if (box === undefined || !(field instanceof HTMLTextAreaElement)) return false;
        const tops = [box.top + 2, box.bottom - 2];
        return tops.every((y) => document.elementFromPoint(box.left + 20, y) === field);
      });
    await expect.poll(isSeen, `row ${row}`).toBe(true);
    await keyboard.press('Enter');
  }
});
