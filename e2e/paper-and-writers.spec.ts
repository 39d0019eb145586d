/** What the text tells besides its words: who wrote which part, where the others are, and on paper whose
 *  it is and how old. */
import { DossierScreen } from './dossier-screen.ts';
import { bram, expect, fatma, griffier, test } from './people.ts';

const TEXT = 'Wij maken de straat groener.';

test('who wrote which part is shown when asked, by party, in words too, to whoever reads along', async ({
  dossiers,
}) => {
  const dossierId = await dossiers.example();
  const ofBram = new DossierScreen(await dossiers.open(bram, dossierId));
  const ofFatma = new DossierScreen(await dossiers.open(fatma, dossierId));
  const clerk = await dossiers.open(griffier, dossierId);
  await ofBram.writeAfter('Een fijne straat', ' voor ons');
  await ofFatma.writeAfter('Een fijne straat voor ons', ' en u');
  await ofFatma.isSaved();
  for (const page of [ofBram.page, clerk]) {
    const text = page.locator('.narrative-text');
    await expect(text).toContainText('voor ons en u');
    await expect(text.locator('.written')).toHaveCount(0);
    await page.getByRole('button', { name: 'Wie schreef wat' }).click();
    const panel = page.getByRole('region', { name: 'Wie schreef wat' });
    await expect(panel.getByRole('listitem')).toHaveCount(2);
    // Where somebody's caret stands in it, it is in two pieces.
    const wordsOf = async (party: string) => (await text.locator(party).allTextContents()).join('');
    await expect.poll(() => wordsOf('.written-blue')).toBe(' voor ons');
    await expect.poll(() => wordsOf('.written:not(.written-blue)')).toBe(' en u');
    await panel.getByText('Lees het als lijst').click();
    await expect(panel.getByRole('button', { name: 'Gemeente voor ons' })).toBeVisible();
    await expect(panel.getByRole('button', { name: /en u$/ })).toBeVisible();
    // No figures: nobody is counted.
    await expect(panel).not.toContainText(/\d/);
  }
  await ofBram.page.getByRole('button', { name: 'Wie schreef wat' }).click();
  await expect(ofBram.narrative.locator('.written')).toHaveCount(0);
});

test('the carets of others can be taken out of sight, and stay so on this device', async ({
  dossiers,
}) => {
  const dossierId = await dossiers.example();
  const ofBram = new DossierScreen(await dossiers.open(bram, dossierId));
  const choice = ofBram.page.getByRole('button', { name: 'Cursors' });
  await expect(ofBram.page.getByRole('button', { name: 'Wie schreef wat' })).toBeVisible();
  // Nobody else is here.
  await expect(choice).toHaveCount(0);
  const ofFatma = new DossierScreen(await dossiers.open(fatma, dossierId));
  await ofFatma.writeAfter('Een fijne straat', ' ja');
  const caret = ofBram.narrative.locator('.peer-caret');
  await expect(caret).toBeVisible();
  await choice.click();
  await expect(choice).toHaveAttribute('aria-pressed', 'false');
  await expect(caret).toHaveCount(1);
  await expect(caret).toBeHidden();
  await ofBram.page.reload();
  await expect(choice).toHaveAttribute('aria-pressed', 'false');
  await ofFatma.page.keyboard.type(' en nog wat');
  await expect(ofBram.narrative).toContainText('en nog wat');
  await expect(caret).toHaveCount(1);
  await expect(caret).toBeHidden();
  await choice.click();
  await expect(caret).toBeVisible();
});

test('on paper the text is a document: whose, from when, by whom, without what belongs to a screen', async ({
  dossiers,
}) => {
  const dossierId = await dossiers.create('Een groene straat');
  const page = await dossiers.open(bram, dossierId);
  const { narrative } = new DossierScreen(page);
  await expect(page.getByRole('button', { name: 'Begin met hoofdstukken' })).toBeVisible();
  await narrative.click();
  await page.keyboard.type(`${TEXT} #Schone straten`);
  await page.keyboard.press('Enter');
  await expect(page.getByText(/woorden · ongeveer/)).toBeVisible();
  const head = page.locator('.print-head');
  await expect(head).toBeHidden();
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await expect(head).toBeVisible();
  await expect(head).toContainText('Een groene straat');
  await expect(head).toContainText(/^.*Partijen: .*Gemeente/);
  const today = new Intl.DateTimeFormat('nl', {
    dateStyle: 'long',
    timeZone: 'Europe/Amsterdam',
  }).format(new Date());
  await expect(head).toContainText(`Afgedrukt op ${today}`);
  await expect(head).toContainText('door Bram (Gemeente');
  await expect(page.locator('.narrative-text')).toBeVisible();
  await expect(page.locator('.narrative-text .node-chip')).toHaveText('Schone straten');
  for (const screenOnly of ['banner', 'toolbar', 'tab', 'button', 'application'] as const) {
    // A chip is a button on the screen; on paper it is words.
    const shown = page.getByRole(screenOnly).and(page.locator(':not(.node-chip)'));
    await expect(shown.filter({ visible: true }), screenOnly).toHaveCount(0);
  }
  // The tree comes after it; a node without others under it takes the whole line too.
  const title = page.locator('.tree-row-title').getByText('Schone straten');
  expect((await title.boundingBox())?.height).toBeLessThan(40);
  const paper = await page.pdf({ preferCSSPageSize: true });
  // A4 in points.
  expect(paper.toString('latin1')).toMatch(/\/MediaBox \[0 0 59[45](\.\d+)? 84[12](\.\d+)?\]/);
});
