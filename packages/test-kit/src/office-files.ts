/** Office files for tests, as programs write them. */
import {
  AlignmentType,
  Document,
  HeadingLevel,
  LevelFormat,
  Packer,
  Paragraph,
  TextRun,
} from 'docx';
import { strToU8, zipSync } from 'fflate';
import writeExcelFile from 'write-excel-file/node';

/** A line of a document: `# ` and more make a heading, `- ` after two spaces a level an item. */
export async function wordFile(lines: readonly string[]): Promise<Uint8Array<ArrayBuffer>> {
  const levels = Array.from({ length: 9 }, (_, level) => ({
    level,
    format: LevelFormat.BULLET,
    text: '•',
    alignment: AlignmentType.LEFT,
  }));
  const document = new Document({
    numbering: { config: [{ reference: 'list', levels }] },
    sections: [{ children: lines.map(wordParagraph) }],
  });
  return new Uint8Array(await Packer.toArrayBuffer(document));
}

const HEADINGS = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3];

function wordParagraph(line: string): Paragraph {
  const [, spaces = '', mark = '', words = ''] = /^( *)(#+|-)? ?(.*)$/u.exec(line) ?? [];
  const children = words.split('|').map((text) => new TextRun(text));
  const heading = HEADINGS[mark.length - 1];
  if (mark === '-') {
    return new Paragraph({ children, numbering: { reference: 'list', level: spaces.length / 2 } });
  }
  return mark === '' || heading === undefined
    ? new Paragraph({ children })
    : new Paragraph({ children, heading });
}

/** A workbook with one sheet of words, as a library writes it. */
export async function excelFile(
  rows: readonly (readonly string[])[],
): Promise<Uint8Array<ArrayBuffer>> {
  const cells = rows.map((row) => row.map((value) => (value === '' ? null : { value })));
  return new Uint8Array(await writeExcelFile(cells).toBuffer());
}

/** A packed file of parts in text. */
export function packedFile(parts: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> {
  const entries = Object.entries(parts).map(([name, text]) => [name, strToU8(text)] as const);
  return new Uint8Array(zipSync(Object.fromEntries(entries)));
}

export interface HandMadeSheet {
  readonly name: string;
  readonly state?: 'hidden' | 'veryHidden';
  /** Rows of cells, as XML. */
  readonly rows: string;
}

/** A workbook of which the cells are written out. */
export function workbook(sheets: readonly HandMadeSheet[], prologue = ''): Uint8Array<ArrayBuffer> {
  const parts: Record<string, string> = {};
  const named: string[] = [];
  const relations: string[] = [];
  for (const [index, { name, state, rows }] of sheets.entries()) {
    const number = index + 1;
    const shown = state === undefined ? '' : ` state="${state}"`;
    named.push(`<sheet name="${name}" sheetId="${number}"${shown} r:id="rId${number}"/>`);
    relations.push(`<Relationship Id="rId${number}" Target="worksheets/sheet${number}.xml"/>`);
    parts[`xl/worksheets/sheet${number}.xml`] =
      `<worksheet><sheetData>${rows}</sheetData></worksheet>`;
  }
  parts['xl/workbook.xml'] = `${prologue}<workbook><sheets>${named.join('')}</sheets></workbook>`;
  parts['xl/_rels/workbook.xml.rels'] = `<Relationships>${relations.join('')}</Relationships>`;
  return packedFile(parts);
}

/** A row of words. */
export function wordsRow(...cells: readonly string[]): string {
  const written = cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`);
  return `<row>${written.join('')}</row>`;
}
