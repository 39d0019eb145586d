/** HTML from the clipboard, as word processors, spreadsheets and web pages write it.
 *
 *      nested lists         browsers, LibreOffice, Google Docs (also with an inner list beside its item)
 *      <p mso-list level2>  Word: no lists at all, but paragraphs with their level in the style
 *      li aria-level="2"    Word on the web: every item a list of its own
 *      h1 … h6              headings
 *      table                Excel, Calc, Google Sheets
 *
 *  Scripts, styles and comments are passed over; nothing of it is ever shown as HTML. */
import { refuse, type Outcome } from '@meemaak/model';
import { readGrid, type GridOptions } from '../grid/read-grid.ts';
import { TRANSFER_LIMITS } from '../limits.ts';
import { hasStructure, outlineOfBlocks } from '../outline/blocks.ts';
import type { Outline } from '../outline/outline.ts';
import type { TransferRefusal } from '../refusal.ts';
import { readHtmlParts } from './html-parts.ts';

/** Undefined when nothing in it says what stands above what: the plain text says as much. */
export function readHtml(
  html: string,
  options: GridOptions = {},
): Outcome<Outline, TransferRefusal> | undefined {
  const limit = TRANSFER_LIMITS.fileBytes;
  if (html.length > limit)
    return refuse({ kind: 'tooMuchText', limit: TRANSFER_LIMITS.textLength });
  const parts = readHtmlParts(html);
  if (parts === undefined) return refuse({ kind: 'hostile' });
  const { blocks, rows } = parts;
  if (rows.length > TRANSFER_LIMITS.rows) {
    return refuse({ kind: 'tooManyRows', limit: TRANSFER_LIMITS.rows });
  }
  if (hasStructure(blocks)) return outlineOfBlocks(blocks);
  const isTable = rows.some(({ cells }) => cells.length > 1) || rows.length > 1;
  return isTable ? readGrid(rows, options) : undefined;
}
