/** What is measured at a node: said in a sentence that grows while one fills it in. */
import AxeBuilder from '@axe-core/playwright';
import { DossierScreen } from './dossier-screen.ts';
import { expect, fatma, noor, test } from './people.ts';

const EFFECT = 'De straat is schoon, heel en veilig';
const SENTENCE =
  'Van 40 % in 2026 naar 60 % van de bewoners in 2028, gemeten door Welzijn Ons Plein, met een belronde.';

async function openPanel(screen: DossierScreen): Promise<void> {
  await screen.chooseRow(EFFECT);
  await screen.page.locator('.node-panel summary').click();
}

test('[scenario A16] an indicator is filled in by keyboard, reads as a sentence for everybody, and goes back in steps', async ({
  dossiers,
}) => {
  const dossierId = await dossiers.example();
  const ofNoor = new DossierScreen(await dossiers.open(noor, dossierId));
  const ofFatma = new DossierScreen(await dossiers.open(fatma, dossierId));
  await expect(ofFatma.row(EFFECT)).toBeVisible();
  await openPanel(ofNoor);
  await openPanel(ofFatma);

  const { page } = ofFatma;
  await page.getByRole('button', { name: 'Meet iets' }).press('Enter');
  await expect(page.getByLabel('Wat meet u?')).toBeFocused();
  const fill = async (...words: readonly string[]): Promise<void> => {
    for (const word of words) {
      await page.keyboard.type(word);
      await page.keyboard.press('Tab');
    }
  };
  // Direction stays as it is.
  await fill('Bewoners die twee buren kennen', '%', '', '40', '2026', '60', '2028');
  await fill('De bewoners');
  await page.getByLabel('Wie meet dit?').selectOption('Welzijn Ons Plein');
  await page.keyboard.press('Tab');
  await fill('Een belronde', 'Wie verhuist, telt niet meer mee.', '47,5');

  for (const screen of [ofFatma, ofNoor]) {
    const panel = screen.page.locator('.node-panel');
    await expect(panel).toContainText(SENTENCE);
    await expect(panel).toContainText('Wat kan er misgaan? Wie verhuist, telt niet meer mee.');
    await expect(
      panel.getByRole('figure', { name: 'Verloop: 2026: 40 %, 2027: 47,5 %, 2028: 60 %' }),
    ).toBeVisible();
  }
  await expect(ofFatma.saveState).toHaveText('Opgeslagen');
  const { violations } = await new AxeBuilder({ page }).include('.tree-face').analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual(
    [],
  );

  await page.getByRole('button', { name: 'Klaar' }).click();
  await page.locator('.node-panel summary').click();
  await ofFatma.pressOnRow(EFFECT, 'Control+z');
  const course = { name: 'Verloop: 2026: 40 %, 2028: 60 %' };
  await expect(ofNoor.page.getByRole('figure', course)).toBeVisible();
  await expect(ofNoor.page.locator('.node-panel')).toContainText('met een belronde');
});
