/** The tools around the text: what one can put in, chips by typing, find and replace. By keyboard. */
import { DossierScreen } from './dossier-screen.ts';
import { bram, expect, fatma, test } from './people.ts';

const REPLACED = 'Wij maken de wijk groener.';

test('an empty narrative offers chapters, and a stroke in an empty line offers what can stand there', async ({
  dossiers,
}) => {
  const page = await dossiers.open(bram, await dossiers.create());
  const { narrative } = new DossierScreen(page);
  await page.getByRole('button', { name: 'Begin met hoofdstukken' }).click();
  await expect(narrative.getByRole('heading')).toHaveText([
    'Onze droom',
    'De opgave',
    'Ieders aandeel',
    'Hoe merken we het?',
    'Afspraken',
  ]);
  await page.keyboard.type('/lijst');
  const choices = page.getByRole('listbox', { name: 'Invoegen' }).getByRole('option');
  await expect(choices.filter({ hasText: 'Opsomming' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowDown');
  await expect(choices.filter({ hasText: 'Genummerde' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await page.keyboard.type('samen en/of apart');
  await expect(narrative.locator('ol li')).toHaveText('samen en/of apart');
});

test('[scenario B3] a node that is not there yet is made by naming it, and is in the tree for everybody', async ({
  dossiers,
}) => {
  const dossierId = await dossiers.create();
  const colleague = new DossierScreen(await dossiers.open(fatma, dossierId));
  const page = await dossiers.open(bram, dossierId);
  const screen = new DossierScreen(page);
  await expect(page.getByRole('button', { name: 'Begin met hoofdstukken' })).toBeVisible();
  await screen.narrative.click();
  await page.keyboard.type('Wij willen #Schone straten');
  const found = page.getByRole('listbox', { name: 'Onderdeel noemen' }).getByRole('option');
  await expect(found.first()).toContainText('Nieuw: effect “Schone straten”');
  await page.keyboard.press('Enter');
  await page.keyboard.type(' samen.');
  await expect(colleague.chip('effect: Schone straten')).toBeVisible();
  await expect.poll(() => colleague.outline()).toEqual(['· Schone straten']);
  await colleague.rename('Schone straten', 'Hele schone straten');
  await expect(screen.chip('effect: Hele schone straten')).toBeVisible();
  await expect(screen.narrative).toHaveText(/^Wij willen\s+Hele schone straten\s+samen\.$/);
});

test('words are found and replaced while a colleague writes on, and it goes back in one step', async ({
  dossiers,
}) => {
  const dossierId = await dossiers.create();
  const colleague = new DossierScreen(await dossiers.open(fatma, dossierId));
  const page = await dossiers.open(bram, dossierId);
  const { narrative } = new DossierScreen(page);
  await expect(page.getByRole('button', { name: 'Begin met hoofdstukken' })).toBeVisible();
  await narrative.click();
  await page.keyboard.type('Wij maken de buurt groener.');
  await page.keyboard.press('Enter');
  await page.keyboard.type('De buurt helpt mee.');
  await page.keyboard.press('ControlOrMeta+Alt+f');
  await page.getByLabel('Zoek', { exact: true }).fill('BUURT');
  await expect(page.getByText('2 keer gevonden')).toBeVisible();
  await colleague.writeAfter('De buurt helpt mee.', ' Elke dag.');
  await page.getByLabel('Vervang door').fill('wijk');
  await page.getByRole('button', { name: 'Vervang alles' }).click();
  await expect(page.getByText('2 keer vervangen.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(narrative).toBeFocused();
  const lines = colleague.narrative.locator('p');
  await expect(lines).toHaveText([REPLACED, 'De wijk helpt mee. Elke dag.']);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(lines).toHaveText(['Wij maken de buurt groener.', 'De buurt helpt mee. Elke dag.']);
});
