/** A workbook to tables: one for each sheet that people can see.
 *
 *      xl/workbook.xml ─▶ the sheets, and whether they are hidden ─▶ xl/_rels: which part each is
 *      xl/sharedStrings.xml ─▶ the words that cells point at       ─▶ xl/worksheets/…: rows of cells
 *
 *  A formula counts for the value that the spreadsheet stored with it; we work nothing out. */
import { accept, refuse, type Outcome } from '@meemaak/model';
import type { Grid } from '../grid/grid.ts';
import type { TransferRefusal } from '../refusal.ts';
import { readSharedWords, readSheet } from './sheet.ts';
import { walkXml } from './xml.ts';
import type { Parts } from './zip.ts';

export const WORKBOOK = 'xl/workbook.xml';
const RELATIONS = 'xl/_rels/workbook.xml.rels';
const SHARED_WORDS = 'xl/sharedStrings.xml';

/** The parts to unpack. */
export function isWorkbookPart(name: string): boolean {
  return (
    [WORKBOOK, RELATIONS, SHARED_WORDS].includes(name) || /^xl\/worksheets\/[^/]+$/u.test(name)
  );
}

export interface Sheet {
  readonly name: string;
  readonly grid: Grid;
}

interface NamedSheet {
  readonly name: string;
  readonly relation: string;
  readonly isHidden: boolean;
}

/** The sheets with anything in them, in their order. */
export function readXlsx(parts: Parts): Outcome<readonly Sheet[], TransferRefusal> {
  const named = readWorkbook(parts);
  if (!named.ok) return named;
  const visible = named.value.filter(({ isHidden }) => !isHidden);
  if (visible.length === 0) return refuse({ kind: 'noVisibleSheet' });
  const targets = readRelations(parts);
  if (!targets.ok) return targets;
  const words = readSharedWords(parts.get(SHARED_WORDS));
  if (!words.ok) return words;
  const sheets: Sheet[] = [];
  for (const { name, relation } of visible) {
    // A sheet with only a chart has no rows, and lies elsewhere.
    const bytes = parts.get(targets.value.get(relation) ?? '');
    if (bytes === undefined) continue;
    const grid = readSheet(bytes, words.value);
    if (!grid.ok) return grid;
    if (grid.value.length > 0) sheets.push({ name, grid: grid.value });
  }
  return sheets.length === 0 ? refuse({ kind: 'nothingFound' }) : accept(sheets);
}

function readWorkbook(parts: Parts): Outcome<readonly NamedSheet[], TransferRefusal> {
  const sheets: NamedSheet[] = [];
  const walked = walkXml(parts.get(WORKBOOK) ?? new Uint8Array(), {
    open(name, attributes) {
      if (name !== 'sheet') return;
      const { name: called = '', state = 'visible' } = attributes;
      const relation = attributes['r:id'] ?? '';
      sheets.push({ name: called, relation, isHidden: state !== 'visible' });
    },
  });
  return walked.ok ? accept(sheets) : walked;
}

function readRelations(parts: Parts): Outcome<ReadonlyMap<string, string>, TransferRefusal> {
  const targets = new Map<string, string>();
  const walked = walkXml(parts.get(RELATIONS) ?? new Uint8Array(), {
    open(name, { Id = '', Target = '' }) {
      if (name !== 'Relationship') return;
      targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`);
    },
  });
  return walked.ok ? accept(targets) : walked;
}
