/** The way in: a name and a party, no account, within a minute; and out again. */
import { DossierScreen } from './dossier-screen.ts';
import { expect, test } from './people.ts';

const TITLE = 'Prettig wonen in de Rozenbuurt 2027-2030';

test('[scenario A3] a name and a party are enough to come in, and coming back asks nothing', async ({
  page,
}) => {
  await page.goto('/');
  await page.getByRole('link', { name: TITLE }).click();
  await expect(page.getByRole('heading', { name: TITLE, level: 1 })).toBeVisible();
  await page.getByLabel('Uw naam').fill('Mevr. De Wit');
  await page.getByLabel('Huurdersvereniging Samen Onderdak').check();
  await page.getByRole('button', { name: 'Open het dossier' }).click();
  const screen = new DossierScreen(page);
  await screen.isReady();
  await expect(page).toHaveTitle(`${TITLE} · Meemaak`);
  await screen.presence.click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Mevr. De Wit (u)' })).toBeVisible();

  await page.reload();
  await screen.isReady();

  await page.getByRole('button', { name: 'Weggaan' }).click();
  await page.getByRole('button', { name: 'Ja, weggaan' }).click();
  await expect(page.getByLabel('Uw naam')).toBeVisible();
});

test('what is missing is said in words, and the first field to mend has the focus', async ({
  page,
}) => {
  await page.goto('/d/rozenbuurt');
  await page.getByRole('button', { name: 'Open het dossier' }).click();
  await expect(page.getByText('Vul een naam in.')).toBeVisible();
  await expect(page.getByText('Kies de partij waar u bij hoort.')).toBeVisible();
  await expect(page.getByLabel('Uw naam')).toBeFocused();
});

test('an address that leads nowhere says so, and shows the way home', async ({ page }) => {
  await page.goto('/d/bestaat-niet');
  await expect(page.getByRole('heading', { name: 'Dit dossier bestaat niet' })).toBeVisible();
  await page.getByRole('link', { name: 'Naar alle dossiers' }).click();
  await expect(page.getByRole('link', { name: TITLE })).toBeVisible();
  await page.goto('/nergens/heen');
  await expect(page.getByRole('heading', { name: 'Deze pagina bestaat niet' })).toBeVisible();
});
