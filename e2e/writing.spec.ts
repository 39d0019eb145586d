/** The tools around the text: what one can put in, chips by typing, find and replace. By keyboard. */
import { DossierScreen } from './dossier-screen.ts';
import { bram, expect, fatma, test } from './people.ts';

const REPLACED = 'Wij maken de wijk groener.';

test('an empty narrative offers chapters, and a stroke in an empty line offers what can stand there', async ({
  dossiers,
}) => {
  const page = await dossiers.open(bram, await dossiers.create());
  const { narrative } = new DossierScreen(page);
  const start = page.getByRole('button', { name: 'Begin met hoofdstukken' });
  await expect(start).toBeVisible();
  // Somebody who was at the start of the text already writes under the first heading all the same.
  await narrative.click();
  await page.keyboard.type('x');
  await page.keyboard.press('Backspace');
  await start.click();
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
  // What opens a next window leaves the keyboard in it.
  await page.keyboard.press('Enter');
  await page.keyboard.type('/onderdeel');
  await expect(choices.first()).toContainText('Onderdeel noemen');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Groene daken');
  await expect(page.getByRole('option').first()).toContainText('Groene daken');
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

test('undo of a chip takes back the node that was made with it, for everybody, and redo brings both', async ({
  dossiers,
}) => {
  const dossierId = await dossiers.create();
  const colleague = new DossierScreen(await dossiers.open(fatma, dossierId));
  const page = await dossiers.open(bram, dossierId);
  const { narrative } = new DossierScreen(page);
  await expect(page.getByRole('button', { name: 'Begin met hoofdstukken' })).toBeVisible();
  await narrative.click();
  await page.keyboard.type('Wij willen #Schone straten');
  await page.keyboard.press('Enter');
  await expect(colleague.chip('effect: Schone straten')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(colleague.narrative).toHaveText(/^Wij willen\s*$/);
  await expect.poll(() => colleague.outline()).toEqual([]);
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect(colleague.chip('effect: Schone straten')).toBeVisible();
  await expect.poll(() => colleague.outline()).toEqual(['· Schone straten']);
});

test('the chip of a node in the archive offers the way back, by keyboard too', async ({
  dossiers,
}) => {
  const dossierId = await dossiers.create();
  const page = await dossiers.open(bram, dossierId);
  const screen = new DossierScreen(page);
  const { keyboard } = page;
  await expect(page.getByRole('button', { name: 'Begin met hoofdstukken' })).toBeVisible();
  await screen.narrative.click();
  await keyboard.type('#Schone straten');
  await keyboard.press('Enter');
  await keyboard.type(' #Rust');
  await keyboard.press('Enter');
  await screen.pressOnRow('Schone straten', 'Delete');
  const chip = screen.chip('in het archief: Schone straten');
  await chip.click();
  const offer = page.getByRole('dialog', { name: 'In het archief: Schone straten' });
  await expect(offer.getByRole('button', { name: 'Zet het terug' })).toBeFocused();
  await keyboard.press('Escape');
  await expect(offer).toHaveCount(0);
  await expect(screen.narrative).toBeFocused();
  // The chip is still selected: Enter chooses it, as with any chip.
  await keyboard.press('Enter');
  await expect(offer.getByRole('button', { name: 'Zet het terug' })).toBeFocused();
  await keyboard.press('Enter');
  await expect(offer).toHaveCount(0);
  await expect(screen.chip('effect: Schone straten')).toBeVisible();
  await expect(screen.row('Schone straten')).toBeVisible();
  await screen.pressOnRow('Rust', 'Delete');
  await screen.chip('in het archief: Rust').click();
  await page.getByRole('button', { name: 'Haal de verwijzing weg' }).click();
  await expect(screen.chip('Rust')).toHaveCount(0);
  await expect(screen.narrative).toHaveText(/^Schone straten\s*$/);
});

test('a table is made, filled and changed by keyboard alone, and a colleague writes in it too', async ({
  dossiers,
}) => {
  const dossierId = await dossiers.create();
  const colleague = new DossierScreen(await dossiers.open(fatma, dossierId));
  const page = await dossiers.open(bram, dossierId);
  const { narrative } = new DossierScreen(page);
  await expect(page.getByRole('button', { name: 'Begin met hoofdstukken' })).toBeVisible();
  const choice = page.locator('[role=option][aria-selected=true]');
  const { keyboard } = page;
  await narrative.click();
  await keyboard.type('/tabel');
  await expect(choice).toContainText('Tabel');
  await keyboard.press('Enter');
  await expect(choice).toContainText('Tabel met 2 kolommen');
  await keyboard.press('Enter');
  for (const words of ['Wie', 'Wat', 'Buren', 'groen', 'Gemeente', 'grijs', 'School', 'plein']) {
    await keyboard.type(words);
    if (words !== 'plein') await keyboard.press('Tab');
  }
  const rows = colleague.narrative.getByRole('row');
  await expect(rows).toHaveText(['WieWat', 'Burengroen', 'Gemeentegrijs', 'Schoolplein']);
  await expect(colleague.narrative.getByRole('columnheader')).toHaveText(['Wie', 'Wat']);
  await colleague.narrative.getByText('groen').click();
  await colleague.page.keyboard.press('End');
  await colleague.page.keyboard.type(' maken');
  await expect(narrative.getByRole('cell', { name: 'groen maken' })).toBeVisible();
  await keyboard.press('Alt+F10');
  await keyboard.press('End');
  await keyboard.press('ArrowLeft');
  await keyboard.press('ArrowLeft');
  await expect(page.getByRole('button', { name: 'Tabel', exact: true })).toBeFocused();
  await keyboard.press('Enter');
  await keyboard.type('kolom weg');
  await expect(choice).toContainText('Kolom weghalen');
  await keyboard.press('Enter');
  await expect(rows).toHaveText(['Wie', 'Buren', 'Gemeente', 'School']);
  await keyboard.press('ControlOrMeta+z');
  await expect(rows).toHaveText(['WieWat', 'Burengroen maken', 'Gemeentegrijs', 'Schoolplein']);
  // Nobody is caught in a table: the rest of the text, and the rest of the page, are a key away.
  await keyboard.press('Escape');
  await keyboard.press('Tab');
  await expect(narrative).not.toBeFocused();
});

test('what is pasted from a word processor keeps headings, lists and tables, and is one step of undo', async ({
  dossiers,
}) => {
  const page = await dossiers.open(bram, await dossiers.create());
  const { narrative } = new DossierScreen(page);
  await expect(page.getByRole('button', { name: 'Begin met hoofdstukken' })).toBeVisible();
  await narrative.click();
  await narrative.evaluate((text) => {
    const clipboardData = new DataTransfer();
    const point = (level: number, words: string) =>
      `<p class=MsoListParagraph style='mso-list:l0 level${String(level)} lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·</span><![endif]>${words}</p>`;
    const table =
      '<table><tr><td>Wie</td><td>Wat</td></tr><tr><td>Buren</td><td>groen</td></tr></table>';
    const html = `<html><head><style>p {color: red}</style></head><body><h1>Ons plan</h1>${point(1, 'vegen')}${point(2, 'maandag')}${table}</body></html>`;
    clipboardData.setData('text/html', html);
    clipboardData.setData('text/plain', 'Ons plan');
    text.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  });
  await expect(narrative.getByRole('heading', { level: 2 })).toHaveText('Ons plan');
  await expect(narrative.locator('ul > li > ul > li')).toHaveText('maandag');
  await expect(narrative.getByRole('row')).toHaveText(['WieWat', 'Burengroen']);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(narrative).toHaveText('');
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
  await page.getByRole('button', { name: 'Vervangen', exact: true }).click();
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
