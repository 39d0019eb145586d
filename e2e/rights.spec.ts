/** Who may only look along sees everything, live, and can change nothing; the words say so. */
import { DossierScreen } from './dossier-screen.ts';
import { anja, expect, fatma, griffier, test } from './people.ts';

const STRAAT = 'De straat is schoon, heel en veilig';

test('somebody who looks along reads all three faces, live, and finds no way to change them', async ({
  dossiers,
}) => {
  const dossierId = await dossiers.example();
  const page = await dossiers.open(griffier, dossierId);
  const ofGriffier = new DossierScreen(page);
  await expect(ofGriffier.saveState).toHaveText('U kijkt mee');

  const text = page.getByRole('article', { name: 'Het verhaal' });
  await expect(text).toContainText('Prettig wonen in de Rozenbuurt');
  await expect(page.getByRole('textbox', { name: 'Het verhaal' })).toHaveCount(0);
  await expect(page.getByRole('toolbar', { name: 'Opmaak van het verhaal' })).toHaveCount(0);
  const before = await text.innerText();
  await text.getByText('Een fijne straat', { exact: true }).click();
  await page.keyboard.type('mag niet');
  await page.keyboard.press('Enter');

  await expect(ofGriffier.tree).toHaveAttribute('aria-readonly', 'true');
  await expect(page.getByText('U kijkt mee. U kunt de boom niet veranderen.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Nieuw effect' })).toHaveCount(0);
  const outline = await ofGriffier.outline();
  await ofGriffier.pressOnRow(
    STRAAT,
    'Delete',
    'Enter',
    'Insert',
    'F2',
    'Alt+ArrowUp',
    'Control+z',
  );
  await expect(ofGriffier.tree.getByRole('textbox')).toHaveCount(0);

  await expect(ofGriffier.canvas.locator('.tl-canvas')).toBeVisible({ timeout: 45_000 });
  await expect(page.getByRole('button', { name: 'Voeg toe' })).toHaveCount(0);
  await ofGriffier.showWholeBoard();
  const place = await ofGriffier.card(STRAAT).boundingBox();
  const cards = await ofGriffier.canvas.locator('.card-shape').count();
  await ofGriffier.drag(ofGriffier.card(STRAAT), { x: 0, y: 60 });
  expect(await ofGriffier.card(STRAAT).boundingBox()).toEqual(place);
  await page.keyboard.press('Delete');
  await page.mouse.dblclick(place?.x ?? 0, place?.y ?? 0);
  await page.keyboard.type('n');
  expect(await ofGriffier.canvas.locator('.card-shape').count()).toBe(cards);
  expect(await ofGriffier.outline()).toEqual(outline);
  expect(await text.innerText()).toBe(before);

  const ofFatma = new DossierScreen(await dossiers.open(fatma, dossierId));
  await ofFatma.isReady();
  await expect(ofFatma.narrative).not.toContainText('mag niet');
  expect(await ofFatma.outline()).toEqual(outline);
  await ofFatma.rename(STRAAT, 'De straat is van ons allemaal');
  await ofFatma.writeAfter('Een fijne straat', ' voor iedereen');
  await expect(ofGriffier.row('De straat is van ons allemaal')).toHaveCount(1);
  await expect(text).toContainText('Een fijne straat voor iedereen');
  await expect(ofGriffier.presence).toHaveAccessibleName('2 personen aanwezig');
});

test('who may contribute but not edit reads everything and is offered nothing that would be refused', async ({
  dossiers,
}) => {
  const dossierId = await dossiers.example();
  const page = await dossiers.open(anja, dossierId);
  const ofAnja = new DossierScreen(page);
  await expect(ofAnja.saveState).toHaveText('U kijkt mee');
  await expect(page.getByRole('article', { name: 'Het verhaal' })).toContainText('Rozenbuurt');
  await expect(page.getByRole('textbox', { name: 'Het verhaal' })).toHaveCount(0);
  await expect(ofAnja.tree).toHaveAttribute('aria-readonly', 'true');
  const outline = await ofAnja.outline();
  await ofAnja.pressOnRow(STRAAT, 'Delete', 'Enter', 'Insert', 'F2');
  await expect(ofAnja.tree.getByRole('textbox')).toHaveCount(0);
  expect(await ofAnja.outline()).toEqual(outline);
  await expect(ofAnja.canvas.locator('.tl-canvas')).toBeVisible({ timeout: 45_000 });
  await expect(page.getByRole('button', { name: 'Voeg toe' })).toHaveCount(0);
});

test('a card that somebody who looks along drags stays where it is for the others', async ({
  dossiers,
}) => {
  const dossierId = await dossiers.example();
  const ofFatma = new DossierScreen(await dossiers.open(fatma, dossierId));
  await ofFatma.isReady();
  await ofFatma.showWholeBoard();
  const [card, beside] = [ofFatma.card(STRAAT), ofFatma.card('Wonen blijft te betalen')];
  const before = await ofFatma.distance(card, beside);

  const ofGriffier = new DossierScreen(await dossiers.open(griffier, dossierId));
  await expect(ofGriffier.canvas.locator('.tl-canvas')).toBeVisible({ timeout: 45_000 });
  await ofGriffier.showWholeBoard();
  await ofGriffier.drag(ofGriffier.card(STRAAT), { x: 0, y: 80 });
  const [own, ownBeside] = [ofGriffier.card(STRAAT), ofGriffier.card('Wonen blijft te betalen')];
  expect((await ofGriffier.distance(own, ownBeside)).y).toBeCloseTo(before.y, 1);

  // Something that does arrive, so that we know that waiting longer would bring nothing else.
  await ofFatma.addNote('Na het slepen');
  await expect(ofGriffier.note('Na het slepen')).toHaveCount(1);
  expect((await ofFatma.distance(card, beside)).y).toBeCloseTo(before.y, 1);
});
