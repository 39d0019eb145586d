/** Everybody works in one dossier, on three faces of it, at the same time. */
import { DossierScreen } from './dossier-screen.ts';
import { bram, expect, fatma, test, tom, type Dossiers } from './people.ts';

const BUREN = 'Buren kennen elkaar en helpen elkaar';
const STRAAT = 'De straat is schoon, heel en veilig';

async function twoPeople(dossiers: Dossiers): Promise<[DossierScreen, DossierScreen]> {
  const dossierId = await dossiers.example();
  const pages = await Promise.all([
    dossiers.open(bram, dossierId),
    dossiers.open(fatma, dossierId),
  ]);
  const [ofBram, ofFatma] = pages.map((page) => new DossierScreen(page));
  if (ofBram === undefined || ofFatma === undefined) throw new Error('Two came.');
  await ofBram.isReady();
  await ofFatma.isReady();
  return [ofBram, ofFatma];
}

test('what one person writes in the narrative, the others read, also who joins late', async ({
  dossiers,
}) => {
  const [ofBram, ofFatma] = await twoPeople(dossiers);
  await ofBram.writeAfter('Een fijne straat', ' voor groot en klein');
  await expect(ofFatma.narrative.getByText('Een fijne straat voor groot en klein')).toBeVisible();

  const ofTom = new DossierScreen(await dossiers.open(tom, await dossiers.example()));
  await ofTom.isReady();
  await expect(ofTom.narrative.getByText('Een fijne straat voor groot en klein')).toBeVisible();
  await ofTom.writeAfter('Hier oud worden', ', met hulp dichtbij');
  for (const screen of [ofBram, ofFatma]) {
    await expect(screen.narrative.getByText('Hier oud worden, met hulp dichtbij')).toBeVisible();
    await screen.isSaved();
  }
});

test('two people write in one sentence and both texts stay', async ({ dossiers }) => {
  const [ofBram, ofFatma] = await twoPeople(dossiers);
  const heading = 'Hier oud worden';
  await Promise.all([
    ofBram.writeAfter(heading, ' van Bram'),
    ofFatma.writeAfter(heading, ' van Fatma'),
  ]);
  for (const { narrative } of [ofBram, ofFatma]) {
    const line = narrative.getByRole('heading', { name: heading });
    for (const name of ['Bram', 'Fatma']) await expect(line).toContainText(name);
  }
  const lines = await Promise.all(
    [ofBram, ofFatma].map(({ narrative }) => readHeading(narrative, heading)),
  );
  expect(lines[0]).toBe(lines[1]);
});

/** Without the carets of others that stand in it. */
function readHeading(narrative: DossierScreen['narrative'], start: string): Promise<string> {
  return narrative.getByRole('heading', { name: start }).evaluate((heading) =>
    [...heading.childNodes]
      .filter((node) => node.nodeType === Node.TEXT_NODE)
      .map((node) => node.textContent)
      .join(''),
  );
}

test('a node renamed in the tree changes on the card and in the text, here and elsewhere', async ({
  dossiers,
}) => {
  const [ofBram, ofFatma] = await twoPeople(dossiers);
  await ofFatma.rename(BUREN, 'Buren staan voor elkaar klaar');
  for (const screen of [ofFatma, ofBram]) {
    await expect(screen.row('Buren staan voor elkaar klaar')).toBeVisible();
    await expect(screen.chip('effect: Buren staan voor elkaar klaar')).toHaveText(
      'Buren staan voor elkaar klaar',
    );
    await expect(screen.card('Buren staan voor elkaar klaar')).toHaveCount(1);
    await expect(screen.page.getByText(BUREN, { exact: true })).toHaveCount(0);
  }
});

test('a title grows letter by letter on every face, and says who is typing', async ({
  dossiers,
}) => {
  const [ofBram, ofFatma] = await twoPeople(dossiers);
  await ofFatma.pressOnRow(STRAAT, 'F2', 'End');
  await expect(ofBram.row(STRAAT).getByText('Fatma typt …')).toBeVisible();
  await ofFatma.page.keyboard.type(', elke');
  await expect(ofBram.row(`${STRAAT}, elke`)).toBeVisible();
  await ofFatma.page.keyboard.type(' dag');
  await expect(ofBram.card(`${STRAAT}, elke dag`)).toHaveCount(1);
});

test('a node moved in the tree moves for everybody, with all that hangs under it', async ({
  dossiers,
}) => {
  const [ofBram, ofFatma] = await twoPeople(dossiers);
  const before = await ofBram.outline();
  await ofBram.pressOnRow(STRAAT, 'Alt+ArrowUp', 'Alt+ArrowUp', 'Alt+ArrowDown');
  await expect.poll(() => ofFatma.outline()).not.toEqual(before);
  const at = before.indexOf(`· ${STRAAT}`);
  const end = before.findIndex((line, index) => index > at && line.startsWith('· '));
  const start = before.findIndex((line, index) => index > 0 && line.startsWith('· '));
  const moved = [
    ...before.slice(0, start),
    ...before.slice(at, end),
    ...before.slice(start, at),
    ...before.slice(end),
  ];
  await expect.poll(() => ofBram.outline()).toEqual(moved);
  await expect.poll(() => ofFatma.outline()).toEqual(moved);

  await ofBram.pressOnRow(STRAAT, 'Alt+ArrowRight');
  await expect(ofFatma.row(STRAAT)).toHaveAttribute('aria-level', '2');
  await expect(ofFatma.card(STRAAT)).toContainText('deeleffect');
});

test('a note, a drawing and a moved card on the board appear at the other side', async ({
  dossiers,
}) => {
  const [ofBram, ofFatma] = await twoPeople(dossiers);
  await ofBram.showWholeBoard();
  await ofFatma.showWholeBoard();
  await ofFatma.addNote('Een schommel op het plein');
  await expect(ofBram.note('Een schommel op het plein')).toBeVisible();

  await ofFatma.canvas.getByRole('button', { name: /^Pen/ }).click();
  const { x, y } = await ofFatma.middleOf(ofFatma.canvas);
  await ofFatma.page.mouse.move(x - 60, y + 180);
  await ofFatma.page.mouse.down();
  await ofFatma.page.mouse.move(x + 60, y + 200, { steps: 12 });
  await ofFatma.page.mouse.up();
  await expect(ofBram.shapes('draw')).toHaveCount(1);

  const [card, beside] = ['Wonen blijft te betalen', STRAAT];
  const before = await ofFatma.distance(ofFatma.card(card), ofFatma.card(beside));
  await ofBram.drag(ofBram.card(card), { x: 0, y: 90 });
  const dropped = await ofBram.distance(ofBram.card(card), ofBram.card(beside));
  expect(dropped.y).toBeLessThan(before.y - 0.5);
  await expect
    .poll(async () => (await ofFatma.distance(ofFatma.card(card), ofFatma.card(beside))).y)
    .toBeCloseTo(dropped.y, 1);
  await ofBram.isSaved();
});

test('a note put on the large board lies under no bar, and in the middle when the others are back', async ({
  dossiers,
}) => {
  const screen = new DossierScreen(await dossiers.open(bram, await dossiers.example()));
  await screen.isReady();
  await screen.page.getByRole('button', { name: 'Bord groot tonen' }).click();
  // To where the middle of the board is full, down to the tools.
  await screen.showWholeBoard();
  for (const words of ['Vogelhuisje', 'Moestuin', 'Schommel']) {
    await screen.addNote(words);
    expect(await screen.whatCovers(screen.note(words))).toEqual([]);
  }
  const before = await screen.fromMiddle(screen.note('Schommel'));
  await screen.page.getByRole('button', { name: 'Alles naast elkaar tonen' }).click();
  await expect
    .poll(async () => (await screen.fromMiddle(screen.note('Schommel'))).x)
    .toBeCloseTo(before.x, 0);
});

test('the bar of the board keeps its height when something appears in it', async ({ dossiers }) => {
  const [ofBram, ofFatma] = await twoPeople(dossiers);
  const { page, canvas } = ofBram;
  await page.setViewportSize({ width: 1280, height: 800 });
  const before = await canvas.boundingBox();
  await ofFatma.page.getByRole('button', { name: 'Nieuw effect' }).click();
  await ofFatma.page.keyboard.type('Jongeren doen mee');
  await ofFatma.page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Zet .* op het bord$/ })).toBeVisible();
  await ofBram.chooseRow('Wonen blijft te betalen');
  await expect(page.getByRole('button', { name: 'Ga naar gekozen kaart' })).toBeVisible();
  expect(await canvas.boundingBox()).toEqual(before);
});

test('the word about keys is for who comes to the canvas by key, and not over what lies there', async ({
  dossiers,
}) => {
  const screen = new DossierScreen(await dossiers.open(bram, await dossiers.example()));
  await screen.isReady();
  const word = screen.page.getByText('Tab: naar het volgende op het bord.');
  await screen.addNote('Schommel');
  await expect(word).toHaveCSS('opacity', '0');
  await screen.page.getByRole('button', { name: 'Eenvoudige weergave' }).focus();
  await screen.page.keyboard.press('Tab');
  await expect(word).toHaveCSS('opacity', '1');
  const [bar, canvas] = [await word.boundingBox(), await screen.canvas.boundingBox()];
  expect((bar?.y ?? 0) + (bar?.height ?? 0)).toBeLessThanOrEqual(canvas?.y ?? 0);
});

test('a picture put on the board is seen by the others', async ({ dossiers }) => {
  const [ofBram, ofFatma] = await twoPeople(dossiers);
  await ofBram.addPicture();
  const picture = ofFatma.shapes('image').locator('img');
  await expect(picture).toHaveAttribute('src', /^\/api\/dossiers\/rozenbuurt\/assets\//);
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBe(1);
});

test('a card renamed on the board changes in the tree and in the text', async ({ dossiers }) => {
  const [ofBram, ofFatma] = await twoPeople(dossiers);
  await ofBram.showWholeBoard();
  const { x, y } = await ofBram.middleOf(ofBram.card(BUREN));
  await ofBram.page.mouse.dblclick(x, y);
  const field = ofBram.page.getByRole('textbox', { name: 'Titel van deze kaart' });
  await expect(field).toBeFocused();
  await field.fill('Buren groeten elkaar');
  await ofBram.page.keyboard.press('Enter');
  for (const screen of [ofBram, ofFatma]) {
    await expect(screen.row('Buren groeten elkaar')).toBeVisible();
    await expect(screen.chip('effect: Buren groeten elkaar')).toBeVisible();
  }
});

test('a node chosen on one face is shown on all three, and to others where one is', async ({
  dossiers,
}) => {
  const [ofBram, ofFatma] = await twoPeople(dossiers);
  const chip = ofBram.chip(`effect: ${BUREN}`);
  await ofBram.chooseRow(BUREN);
  await expect(ofBram.row(BUREN)).toHaveAttribute('aria-selected', 'true');
  await expect(chip).toHaveAttribute('aria-pressed', 'true');
  await expect(ofFatma.row(BUREN).getByText('Bram is hier')).toBeVisible();

  const other = 'prestatie: Een vast avondteam voor de hele buurt';
  await ofBram.chip(other).click();
  await expect(ofBram.row('Een vast avondteam voor de hele buurt')).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await expect(chip).toHaveAttribute('aria-pressed', 'false');

  await ofBram.showWholeBoard();
  const { x, y } = await ofBram.middleOf(ofBram.card(STRAAT));
  await ofBram.page.mouse.click(x, y);
  await expect(ofBram.row(STRAAT)).toHaveAttribute('aria-selected', 'true');
  await expect(ofBram.chip(other)).toHaveAttribute('aria-pressed', 'false');
});

test('everybody sees who is here, and who has gone', async ({ dossiers }) => {
  const [ofBram, ofFatma] = await twoPeople(dossiers);
  await expect(ofBram.presence).toHaveAccessibleName('2 personen aanwezig');
  await ofFatma.tree.getByText(STRAAT, { exact: true }).click();
  await ofBram.presence.click();
  const list = ofBram.page.getByRole('listitem').filter({ hasText: 'Samen Onderdak' });
  await expect(list).toContainText('Fatma');
  await expect(list).toContainText('bij Boom');
  await expect(ofBram.page.getByRole('listitem').filter({ hasText: 'Bram (u)' })).toBeVisible();
  await ofFatma.page.close();
  await expect(ofBram.presence).toHaveAccessibleName('1 persoon aanwezig');
});

test('an archived node leaves every face, stays named in the text, and comes back', async ({
  dossiers,
}) => {
  const [ofBram, ofFatma] = await twoPeople(dossiers);
  await ofBram.pressOnRow(BUREN, 'Delete');
  for (const screen of [ofBram, ofFatma]) {
    await expect(screen.row(BUREN)).toHaveCount(0);
    await expect(screen.card(BUREN)).toHaveCount(0);
    await expect(screen.chip(`in het archief: ${BUREN}`)).toBeVisible();
  }
  await ofBram.page.getByRole('button', { name: 'Zet terug', exact: true }).click();
  for (const screen of [ofBram, ofFatma]) {
    await expect(screen.row(BUREN)).toBeVisible();
    await expect(screen.card(BUREN)).toHaveCount(1);
    await expect(screen.chip(`effect: ${BUREN}`)).toBeVisible();
  }
});
