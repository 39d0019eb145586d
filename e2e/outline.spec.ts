/** A large tree as a list: found in, walked through, chosen from and moved about, by keyboard alone. */
import { DossierScreen } from './dossier-screen.ts';
import { seriousFindings, sidewaysPx } from './findings.ts';
import { bram, expect, fatma, test, type Dossiers } from './people.ts';

const WELCOME = 'Wie hier komt wonen, voelt zich snel welkom';
const HOSTS = 'Huurders zijn gastheer en gastvrouw in hun eigen portiek';
const ROUND = 'Bij de sleutel hoort een rondje door de straat';
const WARM = 'Een warm huis kost minder';

/** 100 effects, in each 19 performances. */
const lines2000 = Array.from({ length: 2_000 }, (_, at) => {
  const effect = Math.floor(at / 20);
  return at % 20 === 0 ? `Effect ${effect}` : `\tPrestatie ${effect}.${at % 20}`;
});

async function openLargeTree(dossiers: Dossiers, dossierId: string): Promise<DossierScreen> {
  const page = await dossiers.open(bram, dossierId);
  const screen = new DossierScreen(page);
  await screen.isSaved();
  await page.getByRole('button', { name: 'Inlezen', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Onderdelen inlezen' });
  // As people do: typing so much for them takes half a minute.
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((text) => navigator.clipboard.writeText(text), lines2000.join('\n'));
  await dialog.getByLabel('Tekst').press('ControlOrMeta+v');
  await dialog.getByRole('button', { name: 'Zet 2.000 onderdelen in de boom' }).click();
  await expect(dialog).toHaveCount(0);
  await screen.isSaved();
  return screen;
}

test('[A02] a tree of 2,000 nodes is walked from end to end, with few of its rows on the page', async ({
  dossiers,
}) => {
  const dossierId = await dossiers.create();
  const screen = await openLargeTree(dossiers, dossierId);
  const { page, tree } = screen;
  await expect(tree).toHaveAttribute('aria-rowcount', '2001');
  await tree.locator('.tree-row[tabindex="0"]').focus();
  await page.keyboard.press('End');
  const last = screen.row('Prestatie 99.19');
  await expect(last).toBeFocused();
  await expect(last).toBeInViewport();
  await expect(last).toHaveAttribute('aria-rowindex', '2001');
  expect(await tree.locator('tbody > tr').count()).toBeLessThan(120);
  await page.keyboard.press('ArrowUp');
  await expect(screen.row('Prestatie 99.18')).toBeFocused();
  await page.keyboard.press('Home');
  await expect(screen.row('Effect 0')).toBeFocused();
  await expect(screen.row('Effect 0')).toBeInViewport();
  for (let at = 0; at < 60; at += 1) await page.keyboard.press('ArrowDown');
  await expect(screen.row('Effect 3')).toBeFocused();
  await expect(screen.row('Effect 3')).toBeInViewport();
  expect(await screen.outline()).toHaveLength(2_000);
});

test('[A11] who is in the middle of 2,000 nodes stays there when somebody adds and archives above', async ({
  dossiers,
}) => {
  const dossierId = await dossiers.create();
  const screen = await openLargeTree(dossiers, dossierId);
  const colleague = new DossierScreen(await dossiers.open(fatma, dossierId));
  await colleague.isReady();
  await screen.tree.locator('.tree-row[tabindex="0"]').focus();
  await screen.page.keyboard.press('Control+f');
  await screen.page.keyboard.type('prestatie 50.3');
  await screen.page.keyboard.press('Enter');
  const mine = screen.row('Prestatie 50.3');
  await expect(mine).toBeFocused();
  await screen.page.getByRole('button', { name: 'Toon alles', exact: true }).click();
  await mine.focus();
  const before = await screen.middleOf(mine);
  await colleague.pressOnRow('Effect 1', 'Delete');
  await colleague.pressOnRow('Effect 0', 'Insert');
  await colleague.page.keyboard.type('Iets nieuws');
  await colleague.page.keyboard.press('Escape');
  await expect(screen.tree).toHaveAttribute('aria-rowcount', '1982');
  await expect(mine).toBeFocused();
  const after = await screen.middleOf(mine);
  expect(Math.abs(after.y - before.y)).toBeLessThan(4);
});

test('[A02] one finds, shows a branch, chooses several and moves them without a mouse, and a colleague sees it', async ({
  dossiers,
}) => {
  const dossierId = await dossiers.example();
  const screen = new DossierScreen(await dossiers.open(bram, dossierId));
  const colleague = new DossierScreen(await dossiers.open(fatma, dossierId));
  await screen.isReady();
  await colleague.isReady();
  const { page, tree } = screen;
  const before = await screen.outline();
  await screen.row(WELCOME).focus();
  await page.keyboard.press('Control+.');
  await expect(page.getByRole('navigation', { name: 'U ziet een deel van de boom' })).toBeVisible();
  await expect(tree).toHaveAttribute('aria-rowcount', '5');
  await page.keyboard.press('Control+,');
  await expect(screen.row(WELCOME)).toBeFocused();
  await expect(screen.row(WARM)).toHaveCount(0);
  await page.keyboard.press('Control+,');
  await expect(tree).toHaveAttribute('aria-rowcount', '33');
  await screen.row(HOSTS).focus();
  await page.keyboard.press('Space');
  await screen.row(ROUND).focus();
  await page.keyboard.press('Space');
  await expect(page.getByRole('region', { name: 'Gekozen onderdelen' })).toContainText(
    '2 onderdelen gekozen',
  );
  expect(await seriousFindings(page, '.tree-face')).toEqual([]);
  await page.keyboard.press('Control+m');
  const dialog = page.getByRole('dialog', { name: 'Verplaats 2 onderdelen' });
  await expect(dialog).toBeVisible();
  expect(await seriousFindings(page, '.dialog')).toEqual([]);
  await page.keyboard.type('warm huis');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await dialog.getByRole('button', { name: 'Verplaats', exact: true }).press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(page.locator('.message-bar')).toContainText(
    `2 onderdelen hangen nu onder “${WARM}”`,
  );
  const moved = await screen.outline();
  expect(moved.slice(-3).map((line) => line.replace(/^·+ /u, ''))).toEqual([
    HOSTS,
    'Koffie met de nieuwe buren, binnen een maand',
    ROUND,
  ]);
  await expect.poll(() => colleague.outline()).toEqual(moved);
  await page.locator('.message-bar').getByRole('button', { name: 'Ongedaan maken' }).press('Enter');
  await expect.poll(() => screen.outline()).toEqual(before);
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await sidewaysPx(page)).toBeLessThanOrEqual(0);
});
