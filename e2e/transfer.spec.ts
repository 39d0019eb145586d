/** Many nodes at once: read in from text and files, copied and pasted. */
import { excelFile, packedFile, programmeBudget } from '@meemaak/test-kit';
import type { Locator, Page } from '@playwright/test';
import { DossierScreen } from './dossier-screen.ts';
import { bram, expect, fatma, test } from './people.ts';

const NEIGHBOURS = 'Buren kennen elkaar en helpen elkaar';
const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

type Line = readonly [level: number, title: string];

/** 20 effects, in each 2 performances, in each 6 activities. */
function lines300(): readonly Line[] {
  const lines: Line[] = [];
  for (let effect = 0; effect < 20; effect += 1) {
    lines.push([1, `Effect nummer ${effect}`]);
    for (const part of [1, 2]) {
      lines.push([2, `Prestatie ${effect}.${part}`]);
      for (const work of 'abcdef') lines.push([3, `Werk ${effect}.${part}.${work}`]);
    }
  }
  return lines;
}

const nodes = lines300();
const outlineOf300 = nodes.map(([level, title]) => `${'·'.repeat(level)} ${title}`);

interface Import {
  readonly screen: DossierScreen;
  readonly dialog: Locator;
}

async function openImport(page: Page): Promise<Import> {
  const screen = new DossierScreen(page);
  await screen.isSaved();
  await page.getByRole('button', { name: 'Inlezen', exact: true }).click();
  return { screen, dialog: page.getByRole('dialog', { name: 'Onderdelen inlezen' }) };
}

async function chooseFile({ dialog }: Import, name: string, bytes: Uint8Array): Promise<void> {
  const chooser = dialog.page().waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Kies een bestand' }).click();
  await (await chooser).setFiles({ name, mimeType: EXCEL, buffer: Buffer.from(bytes) });
}

async function addAndUndo({ screen, dialog }: Import, colleague: DossierScreen): Promise<void> {
  await expect(dialog.getByText('300 onderdelen op 3 niveaus')).toBeVisible();
  await dialog.getByRole('button', { name: 'Zet 300 onderdelen in de boom' }).click();
  await expect(dialog).toHaveCount(0);
  await expect.poll(() => colleague.outline()).toEqual(outlineOf300);
  expect(await screen.outline()).toEqual(outlineOf300);
  await expect(screen.tree.locator('.tree-row:focus')).toContainText('Effect nummer 0');
  await screen.page.keyboard.press('ControlOrMeta+z');
  await expect.poll(() => colleague.outline()).toEqual([]);
  await screen.page.keyboard.press('ControlOrMeta+Shift+z');
  await expect.poll(() => screen.outline()).toEqual(outlineOf300);
  await screen.isSaved();
}

test('an indented text of 300 nodes becomes the right tree in one step, and goes in one step', async ({
  dossiers,
}) => {
  const dossierId = await dossiers.create();
  const colleague = new DossierScreen(await dossiers.open(fatma, dossierId));
  const open = await openImport(await dossiers.open(bram, dossierId));
  const text = nodes.map(([level, title]) => `${'\t'.repeat(level - 1)}${title}`).join('\n');
  await open.dialog.getByLabel('Tekst').fill(text);
  await addAndUndo(open, colleague);
});

test('a spreadsheet of 300 nodes becomes the right tree in one step, and goes in one step', async ({
  dossiers,
}) => {
  const dossierId = await dossiers.create();
  const colleague = new DossierScreen(await dossiers.open(fatma, dossierId));
  const open = await openImport(await dossiers.open(bram, dossierId));
  const rows = nodes.map(([level, title]) => [1, 2, 3].map((at) => (at === level ? title : '')));
  const file = await excelFile([['Effect', 'Prestatie', 'Activiteit'], ...rows]);
  await chooseFile(open, 'begroting.xlsx', file);
  await expect(open.dialog.getByText('Ingelezen: begroting.xlsx')).toBeVisible();
  await addAndUndo(open, colleague);
});

test('[T21] a hostile, broken or endless file or text gets a plain sentence, and changes nothing', async ({
  dossiers,
}) => {
  const page = await dossiers.open(bram, await dossiers.example());
  const open = await openImport(page);
  const { screen, dialog } = open;
  const before = await screen.outline();
  const whole = await excelFile([['Groen']]);
  const refused: readonly (readonly [string, Uint8Array, RegExp])[] = [
    [
      'bom.docx',
      packedFile({ 'word/document.xml': ' '.repeat(64 * 1024 * 1024) }),
      /bij het uitpakken veel te groot/,
    ],
    [
      'lol.xlsx',
      packedFile({ 'xl/workbook.xml': '<!DOCTYPE x [<!ENTITY a "lol">]><workbook/>' }),
      /een computer kan laten vastlopen/,
    ],
    ['half.xlsx', whole.slice(0, -40), /beschadigd/],
    ['foto.txt', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13), /kan niet worden gelezen/],
    [
      'kring.csv',
      new TextEncoder().encode('Titel;Onder\nA;B\nB;A\n'),
      /hangt via “b” onder zichzelf/,
    ],
  ];
  for (const [name, bytes, words] of refused) {
    await chooseFile(open, name, bytes);
    await expect(dialog.getByText(words)).toBeVisible();
    await expect(dialog.getByRole('button', { name: 'Zet in de boom' })).toBeDisabled();
  }
  await dialog.getByRole('button', { name: 'Haal weg' }).click();
  await dialog.getByLabel('Tekst').fill('x'.repeat(10_000));
  await expect(dialog.getByText('Regel 1 is te lang voor een titel (10.000 tekens)')).toBeVisible();
  await paste(dialog.getByLabel('Tekst'), 'x '.repeat(600_000));
  await expect(dialog.getByText('Dit is te veel tekst')).toBeVisible();
  await dialog.getByRole('button', { name: 'Annuleren' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Inlezen', exact: true })).toBeFocused();
  expect(await screen.outline()).toEqual(before);
  await screen.isSaved();
});

/** As the clipboard would bring it. */
async function paste(field: Locator, text: string, html = ''): Promise<void> {
  await field.evaluate(
    (element, held) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', held.text);
      if (held.html !== '') clipboardData.setData('text/html', held.html);
      element.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      );
    },
    { text, html },
  );
}

test('a list from Word shows as text that one can change, kinds are fixed by level, and the place is chosen', async ({
  dossiers,
}) => {
  const page = await dossiers.open(bram, await dossiers.example());
  const { screen, dialog } = await openImport(page);
  const item = (level: number, words: string) =>
    `<p class=MsoListParagraph style='mso-list:l0 level${level} lfo1'><span style='mso-list:Ignore'>·</span>${words}</p>`;
  const field = dialog.getByLabel('Tekst');
  await paste(field, '·\tSpelen\n·\tGlijbaan', item(1, 'Spelen') + item(2, 'Glijbaan'));
  await expect(field).toHaveValue('- Spelen\n    - Glijbaan\n');
  await dialog.getByLabel('Waar komt het?').selectOption({ label: NEIGHBOURS });
  await dialog.getByLabel('Niveau 2 (1)').selectOption('effect');
  await expect(dialog.getByText(/1 onderdeel past niet onder wat erboven staat/)).toBeVisible();
  await expect(dialog.getByRole('button', { name: /^Zet/ })).toBeDisabled();
  await dialog.getByLabel('Niveau 1 (1)').selectOption('effect');
  await dialog.getByRole('button', { name: 'Zet 2 onderdelen in de boom' }).click();
  await expect(screen.row('Spelen')).toHaveAttribute('aria-level', '2');
  await expect(screen.row('Spelen')).toContainText('deeleffect');
  await expect(screen.row('Glijbaan')).toHaveAttribute('aria-level', '3');
});

test('a branch copied with the keyboard is pasted under another row, with kinds and owners', async ({
  dossiers,
}) => {
  const page = await dossiers.open(bram, await dossiers.example());
  const screen = new DossierScreen(page);
  await screen.isSaved();
  const before = await screen.outline();
  const [from, to] = [NEIGHBOURS, 'De straat is schoon, heel en veilig'];
  await screen.pressOnRow(from, 'ControlOrMeta+c');
  await expect(page.getByText(/onderdelen zijn gekopieerd/).first()).toBeVisible();
  await screen.pressOnRow(to, 'ControlOrMeta+v');
  await expect(page.getByText(/onderdelen staan nu in de boom/).first()).toBeVisible();
  const branch = before.slice(before.findIndex((line) => line.endsWith(from)));
  const end = branch.findIndex((line, at) => at > 0 && line.startsWith('· '));
  const copied = branch.slice(0, end === -1 ? undefined : end).map((line) => `·${line}`);
  const after = await screen.outline();
  expect(after.length).toBe(before.length + copied.length);
  expect(after.join('\n')).toContain(copied.join('\n'));
  await page.locator('.message-bar').getByRole('button', { name: 'Ongedaan maken' }).click();
  await expect.poll(() => screen.outline()).toEqual(before);
});

test('a branch copied as a table is read in again as the same branch', async ({ dossiers }) => {
  const page = await dossiers.open(bram, await dossiers.example());
  const screen = new DossierScreen(page);
  await screen.isSaved();
  await page.getByRole('button', { name: `Acties voor “${NEIGHBOURS}”` }).click();
  await page.getByRole('button', { name: 'Kopiëren als tabel, voor Excel' }).click();
  await expect(page.getByText(/onderdelen zijn gekopieerd/).first()).toBeVisible();
  const before = await screen.outline();
  await page.getByRole('button', { name: 'Inlezen', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Onderdelen inlezen' });
  await dialog.getByLabel('Tekst').press('ControlOrMeta+v');
  await expect(dialog.getByText(/onderdelen op 4 niveaus/)).toBeVisible();
  await dialog.getByRole('button', { name: /^Zet \d+ onderdelen in de boom/ }).click();
  await expect(dialog).toHaveCount(0);
  const after = await screen.outline();
  const branch = before.slice(before.findIndex((line) => line.endsWith(NEIGHBOURS)));
  const end = branch.findIndex((line, at) => at > 0 && line.startsWith('· '));
  expect(after).toEqual([...before, ...branch.slice(0, end)]);
});

test('a real programme budget of more than 150 nodes is entered as text, and laid on the board at one press', async ({
  dossiers,
}) => {
  const page = await dossiers.open(bram, await dossiers.create());
  const { screen, dialog } = await openImport(page);
  await dialog.getByLabel('Tekst').fill(programmeBudget);
  const count = programmeBudget.trim().split('\n').length;
  expect(count).toBeGreaterThan(150);
  await dialog.getByRole('button', { name: `Zet ${count} onderdelen in de boom` }).click();
  await expect.poll(async () => (await screen.outline()).length).toBe(count);
  await page.getByRole('button', { name: `Zet ${count} onderdelen op het bord` }).click();
  await expect(page.getByText(`${count} kaarten op het bord gezet.`).first()).toBeAttached();
  await screen.isSaved();
});
