/** Where a dossier keeps WHAT and HOW apart: who fixes what, said in plain words, and a way to say something
 *  about what is another's. */
import AxeBuilder from '@axe-core/playwright';
import { DossierScreen } from './dossier-screen.ts';
import { expect, fatma, giveLineBack, noor, takeLineAway, test } from './people.ts';

const EFFECT = 'De straat is schoon, heel en veilig';
const OWN = 'Elk half jaar samen de donkere plekken langs';
const FIXED = 'De gemeente stelt vast wat er verandert. Elke partij stelt vast hoe zij dat doet.';
const REMARK = 'Graag ook het speeltuintje.';

test('[P6] a facilitator draws the line; who comes to it is told so, and leaves a remark for whose it is', async ({
  dossiers,
}) => {
  const dossierId = await dossiers.example();
  const ofNoor = new DossierScreen(await dossiers.open(noor, dossierId));
  const ofFatma = new DossierScreen(await dossiers.open(fatma, dossierId));
  await expect(ofFatma.row(EFFECT)).toBeVisible();
  const line = (screen: DossierScreen) => screen.page.locator('.guard-bar');
  await expect(line(ofFatma)).toHaveCount(0);

  await line(ofNoor).getByRole('button', { name: 'Verdeel WAT en HOE' }).click();
  await expect(line(ofFatma)).toContainText(FIXED);
  await expect(line(ofFatma).getByRole('button')).toHaveCount(0);

  // By keyboard: what is not hers says so, and what is hers opens.
  await ofFatma.pressOnRow(EFFECT, 'F2');
  await expect(ofFatma.page.locator('.message-bar')).toContainText(
    'Wat er verandert, stelt de gemeente vast.',
  );
  await expect(ofFatma.tree.getByRole('textbox')).toHaveCount(0);
  await ofFatma.page.keyboard.press('Delete');
  await expect(ofFatma.row(EFFECT)).toBeVisible();
  await ofFatma.rename(OWN, 'Elk kwartaal samen de donkere plekken langs');
  await expect(ofNoor.row('Elk kwartaal samen de donkere plekken langs')).toBeVisible();

  await ofFatma.chooseRow(EFFECT);
  await ofFatma.page.locator('.node-panel summary').click();
  await expect(ofFatma.page.getByText('Dit stelt de gemeente vast.')).toBeVisible();
  await ofFatma.page.getByLabel(/Wat wilt u Gemeente Merendonk hierover zeggen/).fill(REMARK);
  await ofFatma.page.keyboard.press('Enter');
  await expect(ofFatma.page.locator('.node-panel li', { hasText: REMARK })).toBeVisible();
  await expect(ofFatma.saveState).toHaveText('Opgeslagen');
  const { violations } = await new AxeBuilder({ page: ofFatma.page })
    .include('.tree-face')
    .analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual(
    [],
  );

  await ofNoor.chooseRow(EFFECT);
  await ofNoor.page.locator('.node-panel summary').click();
  const said = ofNoor.page.locator('.node-panel li', { hasText: REMARK });
  await expect(said).toContainText('Huurdersvereniging Samen Onderdak');
  await said.getByRole('button', { name: /Haal weg/ }).click();
  await expect(ofFatma.page.locator('.node-panel li', { hasText: REMARK })).toHaveCount(0);

  await line(ofNoor).getByRole('button', { name: 'Laat iedereen alles wijzigen' }).click();
  await expect(line(ofFatma)).toHaveCount(0);
  await ofFatma.rename(EFFECT, 'De straat is schoon en veilig');
  await expect(ofNoor.row('De straat is schoon en veilig')).toBeVisible();
});

test('[P6] [F33] work without a line on what meanwhile became another’s is not taken, is said so, and can be kept', async ({
  dossiers,
}) => {
  const dossierId = await dossiers.example();
  const ofNoor = new DossierScreen(await dossiers.open(noor, dossierId));
  const ofFatma = new DossierScreen(await dossiers.open(fatma, dossierId));
  await expect(ofFatma.row(EFFECT)).toBeVisible();
  await ofFatma.isSaved();
  await takeLineAway(ofFatma.page.context());
  await ofFatma.rename(EFFECT, 'De straat is van ons');
  await ofNoor.page.getByRole('button', { name: 'Verdeel WAT en HOE' }).click();
  await expect(ofNoor.page.getByText(FIXED)).toBeVisible();

  await giveLineBack(ofFatma.page.context());
  await expect(ofFatma.saveState).toContainText(
    'Gestopt: u wijzigde iets wat een andere partij vaststelt.',
    { timeout: 45_000 },
  );
  const { page } = ofFatma;
  const saved = page.waitForEvent('download');
  await page.getByRole('alert').getByRole('button', { name: 'Download uw wijzigingen' }).click();
  expect((await saved).suggestedFilename()).toMatch(/\.html$/);
  await page.getByRole('alert').getByRole('button', { name: 'Begin opnieuw' }).click();
  await page.getByRole('button', { name: 'Ja, gooi weg' }).click();
  await expect(ofFatma.row(EFFECT)).toBeVisible();
  await expect(ofNoor.row(EFFECT)).toBeVisible();
  await ofFatma.isSaved();
});
