/** A file to an outline, by what is in it and not by what it is called. */
import { accept, refuse, type Outcome } from '@meemaak/model';
import { readHeading } from './grid/columns.ts';
import type { Grid } from './grid/grid.ts';
import { readGrid, type GridOptions } from './grid/read-grid.ts';
import { readCsv } from './grid/separated.ts';
import { readHtml } from './html/read-html.ts';
import { TRANSFER_LIMITS } from './limits.ts';
import { readDocx, WORD_DOCUMENT, WORD_STYLES } from './office/read-docx.ts';
import { isWorkbookPart, readXlsx, WORKBOOK } from './office/read-xlsx.ts';
import { readZip } from './office/zip.ts';
import type { Outline } from './outline/outline.ts';
import type { TransferRefusal } from './refusal.ts';
import { decodeText, startsWith } from './text/decode.ts';
import { readText } from './text/read-text.ts';

/** What a file holds: one outline, or a table for each visible sheet. */
export type FileContents =
  | { readonly kind: 'outline'; readonly outline: Outline }
  | {
      readonly kind: 'sheets';
      readonly sheets: readonly { readonly name: string; readonly grid: Grid }[];
    };

type Contents = Outcome<FileContents, TransferRefusal>;

const ZIP_MARK = [0x50, 0x4b, 0x03, 0x04];
const OLE_MARK = [0xd0, 0xcf, 0x11, 0xe0];
const MB = 1024 * 1024;

/** Reads a file. `name` only tells CSV from other text. */
export async function readFile(bytes: Uint8Array<ArrayBuffer>, name: string): Promise<Contents> {
  const limit = TRANSFER_LIMITS.fileBytes;
  if (bytes.byteLength > limit) return refuse({ kind: 'fileTooLarge', limitMb: limit / MB });
  if (startsWith(bytes, OLE_MARK)) return refuse({ kind: 'oldOrLocked' });
  if (startsWith(bytes, ZIP_MARK)) return readPacked(bytes);
  const text = decodeText(bytes);
  if (text === undefined || text.startsWith('%PDF') || text.startsWith('{\\rtf')) {
    return refuse({ kind: 'unknownFormat' });
  }
  return readTextFile(text, name);
}

async function readPacked(bytes: Uint8Array<ArrayBuffer>): Promise<Contents> {
  const parts = await readZip(
    bytes,
    (name) => name === WORD_DOCUMENT || name === WORD_STYLES || isWorkbookPart(name),
  );
  if (!parts.ok) return parts;
  if (parts.value.has(WORD_DOCUMENT)) return asOutline(readDocx(parts.value));
  if (!parts.value.has(WORKBOOK)) return refuse({ kind: 'unknownFormat' });
  const sheets = readXlsx(parts.value);
  return sheets.ok ? accept({ kind: 'sheets', sheets: sheets.value }) : sheets;
}

function readTextFile(text: string, name: string): Contents {
  if (text.length > TRANSFER_LIMITS.textLength) {
    return refuse({ kind: 'tooMuchText', limit: TRANSFER_LIMITS.textLength });
  }
  if (/\.(?:csv|tsv)$/iu.test(name)) {
    const grid = readCsv(text);
    return grid.ok ? accept({ kind: 'sheets', sheets: [{ name: '', grid: grid.value }] }) : grid;
  }
  const html = /^\s*<(?:!doctype html|html|body|ul|ol|table|h1)\b/iu.test(text)
    ? readHtml(text)
    : undefined;
  return asOutline(html ?? readText(text));
}

function asOutline(outline: Outcome<Outline, TransferRefusal>): Contents {
  return outline.ok ? accept({ kind: 'outline', outline: outline.value }) : outline;
}

/** The outline in one of the sheets of a file. */
export function readSheetOutline(
  contents: FileContents,
  sheetName: string | undefined,
  options: GridOptions = {},
): Outcome<Outline, TransferRefusal> {
  if (contents.kind === 'outline') return accept(contents.outline);
  return readGrid(gridOf(contents, sheetName), options);
}

/** Does the first row of the sheet read as a heading? */
export function seemsHeaded(contents: FileContents, sheetName: string | undefined): boolean {
  const [first] = gridOf(contents, sheetName);
  return first !== undefined && readHeading(first) !== undefined;
}

/** Of the named sheet, or else the first. */
function gridOf(contents: FileContents, sheetName: string | undefined): Grid {
  const sheets = contents.kind === 'sheets' ? contents.sheets : [];
  return (sheets.find(({ name }) => name === sheetName) ?? sheets[0])?.grid ?? [];
}
