import { excelFile, packedFile, wordFile, wordsRow, workbook } from '@meemaak/test-kit';
import { describe, expect, it } from 'vitest';
import { readFile, readSheetOutline } from './read-file.ts';
import { linesOf, refusalOf } from './written.ts';

const wanted = ['Groen', '  Bomen', '    Planten', '  Gevels', 'Afval'];
const bytesOf = (text: string) => new TextEncoder().encode(text);

async function read(bytes: Uint8Array<ArrayBuffer>, name = 'boom.txt', sheet?: string) {
  const contents = await readFile(bytes, name);
  return contents.ok ? readSheetOutline(contents.value, sheet) : contents;
}

describe('a file', () => {
  it.each([
    ['text', 'boom.txt', bytesOf('Groen\n\tBomen\n\t\tPlanten\n\tGevels\nAfval')],
    [
      'UTF-8 with a mark',
      'boom.txt',
      bytesOf('\uFEFFGroen\n\tBomen\n\t\tPlanten\n\tGevels\nAfval'),
    ],
    ['Markdown', 'boom.md', bytesOf('# Groen\n## Bomen\n- Planten\n## Gevels\n# Afval')],
    [
      'HTML',
      'boom.html',
      bytesOf(
        '<!DOCTYPE html><h1>Groen</h1><h2>Bomen</h2><h3>Planten</h3><h2>Gevels</h2><h1>Afval</h1>',
      ),
    ],
    [
      'CSV',
      'boom.CSV',
      bytesOf('Effect;Prestatie;Activiteit\r\nGroen;Bomen;Planten\r\n;Gevels;\r\nAfval;;'),
    ],
  ])('with %s is read', async (_, name, bytes) => {
    expect(linesOf(await read(bytes, name))).toEqual(wanted);
  });

  it('of Dutch Excel is read in its old alphabet', async () => {
    const latin = Buffer.from('Effect;Prestatie\r\nCaf\u00E9s;Ge\u00EFnde \u0080 5\r\n', 'latin1');
    expect(linesOf(await read(new Uint8Array(latin), 'x.csv'))).toEqual(['Cafés', '  Geïnde € 5']);
  });

  it('in UTF-16, as "Unicode text" of Excel, is read', async () => {
    const bytes = new Uint8Array(
      Buffer.from('\uFEFFEffect\tPrestatie\r\nCafé\tBomen\r\n', 'utf16le'),
    );
    expect(linesOf(await read(bytes))).toEqual(['Café', '  Bomen']);
  });

  it('of Word is read by its headings and lists, and the rest is counted', async () => {
    const bytes = await wordFile([
      '# Groen',
      'Veel tekst.',
      '## Bo|men',
      '- Planten',
      '## Gevels',
      '# Afval',
    ]);
    const outcome = await read(bytes, 'boom.docx');
    expect(linesOf(outcome)).toEqual(wanted);
    expect(outcome.ok && outcome.value.skippedCount).toBe(1);
    const lists = await wordFile([
      '- Groen',
      '  - Bomen',
      '    - Planten',
      '  - Gevels',
      '- Afval',
    ]);
    expect(linesOf(await read(lists, 'boom.docx'))).toEqual(wanted);
  });

  it('of Word without headings or lists is read by its tabs and bullets', async () => {
    const bytes = await wordFile(['Groen', 'Bomen']);
    expect(linesOf(await read(bytes, 'boom.docx'))).toEqual(['Groen', 'Bomen']);
    const paragraph = (xml: string) => `<w:p>${xml}</w:p>`;
    const document = [
      paragraph('<w:r><w:t>Groen</w:t></w:r>'),
      paragraph('<w:r><w:tab/><w:t>Bomen</w:t></w:r><w:del><w:r><w:t>weg</w:t></w:r></w:del>'),
      paragraph('<w:pPr><w:ind w:left="1440"/></w:pPr><w:r><w:t>Planten</w:t></w:r>'),
    ];
    const made = packedFile({
      'word/document.xml': `<w:document>${document.join('')}</w:document>`,
    });
    expect(linesOf(await read(made))).toEqual(['Groen', '  Bomen', '    Planten']);
  });

  it('of Excel is read as a library writes it', async () => {
    const rows = [
      ['Effect', 'Prestatie', 'Activiteit'],
      ['Groen', 'Bomen', 'Planten'],
      ['', 'Gevels', ''],
      ['Afval', '', ''],
    ];
    expect(linesOf(await read(await excelFile(rows), 'boom.xlsx'))).toEqual(wanted);
  });

  it('is read by what is in it, whatever it is called', async () => {
    expect(linesOf(await read(await excelFile([['Groen']]), 'boom.txt'))).toEqual(['Groen']);
    expect(linesOf(await read(bytesOf('Groen\n\tBomen'), 'boom.xlsx'))).toEqual([
      'Groen',
      '  Bomen',
    ]);
  });
});

describe('a workbook', () => {
  const value = '<row><c r="A1" t="str"><f>"Gr"&amp;"oen"</f><v>Groen</v></c></row>';

  it('is read sheet by sheet, without those that are hidden', async () => {
    const bytes = workbook([
      { name: 'Geheim', state: 'hidden', rows: wordsRow('Loon') },
      { name: 'Geheimer', state: 'veryHidden', rows: wordsRow('Loon') },
      { name: 'Leeg', rows: '' },
      { name: 'Een', rows: wordsRow('Groen') },
      { name: 'Twee', rows: wordsRow('Afval') },
    ]);
    const contents = await readFile(bytes, 'x.xlsx');
    const names =
      contents.ok && contents.value.kind === 'sheets'
        ? contents.value.sheets.map(({ name }) => name)
        : [];
    expect(names).toEqual(['Een', 'Twee']);
    expect(linesOf(await read(bytes))).toEqual(['Groen']);
    expect(linesOf(await read(bytes, 'x', 'Twee'))).toEqual(['Afval']);
  });

  it('counts formulas for the value stored with them, and works nothing out', async () => {
    expect(linesOf(await read(workbook([{ name: 'Een', rows: value }])))).toEqual(['Groen']);
    const bare = workbook([{ name: 'Een', rows: '<row><c r="B7"><f>1+1</f></c></row>' }]);
    expect(refusalOf(await read(bare))).toEqual({ kind: 'formulaWithoutValue', cell: 'B7' });
  });

  it('shows numbers as people see them, and no error signs', async () => {
    const rows =
      '<row><c r="A1"><v>0.30000000000000004</v></c></row><row><c r="A2" t="e"><v>#DIV/0!</v></c></row>';
    expect(linesOf(await read(workbook([{ name: 'Een', rows }])))).toEqual(['0.3']);
  });
});

describe('a hostile or broken file', () => {
  const entities = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>';
  const deep = `${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}`;
  const cut = async () => (await excelFile([['Groen']])).slice(0, -40);
  const flipped = async () => {
    const bytes = await excelFile([['Groen', 'Bomen']]);
    const sheetAt = Buffer.from(bytes).indexOf('xl/worksheets/sheet1.xml');
    bytes[sheetAt + 60] = (bytes[sheetAt + 60] ?? 0) ^ 0xff;
    return bytes;
  };
  it.each([
    ['entities that multiply', 'hostile', () => workbook([{ name: 'x', rows: '' }], entities)],
    [
      'a file that it would fetch',
      'hostile',
      () => packedFile({ 'word/document.xml': '<!DOCTYPE d SYSTEM "file:///etc/passwd"><d/>' }),
    ],
    ['nesting without end', 'hostile', () => packedFile({ 'word/document.xml': deep })],
    [
      '64 MB packed in 64 kB',
      'unpacksTooLarge',
      () => packedFile({ 'word/document.xml': ' '.repeat(64 * 1024 * 1024) }),
    ],
    ['its end cut off', 'broken', cut],
    ['a byte that is another', 'broken', flipped],
    [
      'XML that stops halfway',
      'broken',
      () => packedFile({ 'word/document.xml': '<w:document><w:p><w:r><w:t>Gro' }),
    ],
    ['nothing in it', 'broken', () => packedFile({ 'word/document.xml': '' })],
    [
      'only hidden sheets',
      'noVisibleSheet',
      () => workbook([{ name: 'x', state: 'hidden', rows: wordsRow('Groen') }]),
    ],
    [
      'more rows than anybody reads',
      'tooManyRows',
      () => workbook([{ name: 'x', rows: wordsRow('Groen').repeat(5_001) }]),
    ],
    ['something else packed', 'unknownFormat', () => packedFile({ 'foto.png': 'x' })],
    [
      'an old or locked document',
      'oldOrLocked',
      () => Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1),
    ],
    [
      'a picture called text',
      'unknownFormat',
      () => Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13),
    ],
    ['a PDF', 'unknownFormat', () => bytesOf('%PDF-1.7 …')],
    ['nothing at all', 'nothingFound', () => new Uint8Array()],
    ['nine megabytes', 'fileTooLarge', () => new Uint8Array(9 * 1024 * 1024)],
    ['more letters than anybody types', 'tooMuchText', () => bytesOf('groen\n'.repeat(200_000))],
  ])('with %s is refused as %s', async (_, kind, make) => {
    expect(refusalOf(await read(await make()))).toMatchObject({ kind });
  });

  it('that lies about its length stops all the same', async () => {
    const honest = packedFile({ 'word/document.xml': ' '.repeat(40 * 1024 * 1024) });
    const lying = honest.slice();
    const view = new DataView(lying.buffer);
    const entryAt = Buffer.from(lying).lastIndexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    view.setUint32(entryAt + 24, 10, true);
    expect(refusalOf(await read(lying))).toMatchObject({ kind: 'unpacksTooLarge' });
  });

  it('cut anywhere is refused or read, and never throws', async () => {
    const whole = await excelFile([['Groen', 'Bomen']]);
    for (let length = 0; length < whole.length; length += 37) {
      expect((await read(whole.slice(0, length))).ok).toBe(false);
    }
  });
});
