/** Ctrl+Z belongs to the face that has the focus: it never takes words out of the shared text from
 *  elsewhere, nor words that are not one's own. */
import { DossierScreen } from './dossier-screen.ts';
import { bram, expect, fatma, test, type Dossiers } from './people.ts';

const HEADING = 'Een fijne straat';
const STRAAT = 'De straat is schoon, heel en veilig';
const UNDO = 'ControlOrMeta+z';
const REDO = ['ControlOrMeta+Shift+z', 'ControlOrMeta+y'];

interface TwoPeople {
  readonly ofBram: DossierScreen;
  readonly ofFatma: DossierScreen;
  /** The whole text, as it was before anybody wrote. */
  readonly before: string;
}

async function twoPeople(dossiers: Dossiers): Promise<TwoPeople> {
  const dossierId = await dossiers.example();
  const ofBram = new DossierScreen(await dossiers.open(bram, dossierId));
  const ofFatma = new DossierScreen(await dossiers.open(fatma, dossierId));
  await ofBram.isReady();
  await ofFatma.isReady();
  return { ofBram, ofFatma, before: await readText(ofBram) };
}

/** Everything in the narrative, without the carets of others that stand in it. */
function readText({ narrative }: DossierScreen): Promise<string> {
  return narrative.evaluate((text) => {
    const copy = text.cloneNode(true) as Element;
    for (const caret of copy.querySelectorAll('.peer-caret')) caret.remove();
    for (const filler of copy.querySelectorAll('img')) filler.remove();
    return [...copy.children].map((block) => block.textContent).join('\n');
  });
}

async function bothRead({ ofBram, ofFatma }: TwoPeople, text: string): Promise<void> {
  for (const screen of [ofBram, ofFatma]) {
    await expect.poll(() => readText(screen)).toBe(text);
    await screen.isSaved();
  }
}

async function writeYes(people: TwoPeople): Promise<string> {
  await people.ofBram.writeAfter(HEADING, ' ja');
  const written = people.before.replace(HEADING, `${HEADING} ja`);
  expect(written).not.toBe(people.before);
  await bothRead(people, written);
  return written;
}

test('with the focus on a button, in the header or nowhere, Ctrl+Z takes nothing out of the text', async ({
  dossiers,
}) => {
  const people = await twoPeople(dossiers);
  const written = await writeYes(people);
  const { page } = people.ofBram;
  for (const name of [/^Nieuw effect$/, /^Weggaan$/, /Voeg toe$/]) {
    const button = page.getByRole('button', { name });
    await button.focus();
    for (const keys of [UNDO, UNDO, ...REDO]) await page.keyboard.press(keys);
    await bothRead(people, written);
    await expect(button).toBeFocused();
  }
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  for (const keys of [UNDO, UNDO, ...REDO]) await page.keyboard.press(keys);
  await bothRead(people, written);
});

test('Ctrl+Z in the tree takes back steps in the tree, and when there are none left nothing', async ({
  dossiers,
}) => {
  const people = await twoPeople(dossiers);
  const written = await writeYes(people);
  const { ofBram } = people;
  const { keyboard } = ofBram.page;
  const outline = await ofBram.outline();
  await ofBram.pressOnRow(STRAAT, 'Alt+ArrowUp', 'Delete');
  await expect(ofBram.row(STRAAT)).toHaveCount(0);
  // From a button of the tree too.
  await ofBram.page.getByRole('button', { name: 'Nieuw effect' }).focus();
  await keyboard.press(UNDO);
  await expect(ofBram.row(STRAAT)).toHaveCount(1);
  await ofBram.chooseRow(STRAAT);
  await ofBram.row(STRAAT).focus();
  for (let presses = 0; presses < 5; presses += 1) await keyboard.press(UNDO);
  await expect.poll(() => ofBram.outline()).toEqual(outline);
  await bothRead(people, written);
});

test('Ctrl+Z in a title takes back what was typed in that title, and nothing elsewhere', async ({
  dossiers,
}) => {
  const people = await twoPeople(dossiers);
  const written = await writeYes(people);
  const { ofBram } = people;
  const { keyboard } = ofBram.page;
  await ofBram.pressOnRow(STRAAT, 'F2', UNDO, UNDO, 'End');
  const field = ofBram.tree.getByRole('textbox');
  await expect(field).toBeFocused();
  await bothRead(people, written);
  await keyboard.type(' en groen');
  await expect(field).toHaveValue(`${STRAAT} en groen`);
  for (let presses = 0; presses < 12; presses += 1) await keyboard.press(UNDO);
  await expect(field).toHaveValue(STRAAT);
  await expect(field).toBeFocused();
  await bothRead(people, written);
});

test('Ctrl+Z in the text and on its toolbar takes back the own words only, and then nothing', async ({
  dossiers,
}) => {
  const people = await twoPeople(dossiers);
  const { ofBram, ofFatma, before } = people;
  await writeYes(people);
  await ofFatma.writeAfter(`${HEADING} ja`, ' nee');
  await bothRead(people, before.replace(HEADING, `${HEADING} ja nee`));
  const left = before.replace(HEADING, `${HEADING} nee`);
  for (let presses = 0; presses < 4; presses += 1) await ofBram.page.keyboard.press(UNDO);
  await bothRead(people, left);
  await ofBram.page.keyboard.press('Alt+F10');
  await expect(ofBram.page.getByRole('toolbar').locator(':focus')).toHaveCount(1);
  for (const keys of REDO) await ofBram.page.keyboard.press(keys);
  await bothRead(people, before.replace(HEADING, `${HEADING} ja nee`));
  for (let presses = 0; presses < 4; presses += 1) await ofBram.page.keyboard.press(UNDO);
  await bothRead(people, left);
});
