/** A branch for a spreadsheet: a column for each level, and what is said at each node beside it. Read in
 *  again it is the same branch. */
import type { Indicator, Measurement, Party, PartyId, TreeNode } from '@meemaak/model';
import type { CopiedBranch, CopyWords } from './copy-branch.ts';
import { escapeHtml } from './escape-html.ts';

/** The heading of each column, in words that reading in knows again. */
export interface TableWords extends CopyWords {
  readonly level: (level: number) => string;
  readonly columns: Readonly<Record<FactColumn, string>>;
}

const FACT_COLUMNS = [
  'kind',
  'party',
  'indicator',
  'unit',
  'baseline',
  'baselineYear',
  'target',
  'targetYear',
  'targetGroup',
  'source',
] as const;

type FactColumn = (typeof FACT_COLUMNS)[number];

/** `rows`: branches from the top down, each node before what is under it. */
export function copyTable(
  rows: readonly TreeNode[],
  parties: ReadonlyMap<PartyId, Party>,
  words: TableWords,
): CopiedBranch {
  const levels = rows.map(({ level }) => level);
  const top = Math.min(...levels);
  const depth = Math.max(...levels) - top + 1;
  const heading = [
    ...Array.from({ length: depth }, (_, at) => words.level(at + 1)),
    ...FACT_COLUMNS.map((column) => words.columns[column]),
  ];
  const table = [
    heading,
    ...rows.flatMap((node) => nodeRows(node, { top, depth, parties, words })),
  ];
  return { text: toText(table), html: toHtml(table) };
}

interface Table {
  readonly top: number;
  readonly depth: number;
  readonly parties: ReadonlyMap<PartyId, Party>;
  readonly words: TableWords;
}

/** A row for the node with its first indicator, and one for each indicator more. */
function nodeRows(node: TreeNode, { top, depth, parties, words }: Table): string[][] {
  const [first, ...more] = node.indicators;
  const titles = Array<string>(depth).fill('');
  const party = node.owner === null ? '' : (parties.get(node.owner)?.name ?? '');
  const said = [words.kind(node), party];
  const own = [
    ...titles.with(node.level - top, words.title(node)),
    ...said,
    ...indicatorCells(first),
  ];
  const before = [...titles, '', ''];
  return [own, ...more.map((indicator) => before.concat(indicatorCells(indicator)))];
}

function indicatorCells(indicator: Indicator | undefined): string[] {
  if (indicator === undefined) return Array<string>(FACT_COLUMNS.length - 2).fill('');
  const { name, unit, baseline, target, targetGroup, source } = indicator;
  return [name, unit, ...measured(baseline), ...measured(target), targetGroup, source];
}

function measured(measurement: Measurement | null): [value: string, year: string] {
  if (measurement === null) return ['', ''];
  // With a comma: a point would stand for thousands.
  return [String(measurement.value).replace('.', ','), String(measurement.year)];
}

/** What begins like a formula would be worked out where it is pasted. */
const LIKE_FORMULA = /^[=+\-@]/u;

function toText(table: readonly string[][]): string {
  return table
    .map((cells) => cells.map((cell) => (LIKE_FORMULA.test(cell) ? ` ${cell}` : cell)).join('\t'))
    .join('\n');
}

function toHtml(table: readonly string[][]): string {
  const rows = table.map((cells) => `<tr>${cells.map(toCell).join('')}</tr>`);
  return `<meta charset="utf-8"><table>${rows.join('')}</table>`;
}

/** With the format by which Excel takes it for text, whatever it looks like. */
function toCell(words: string): string {
  return `<td style="mso-number-format:'\\@'">${escapeHtml(words)}</td>`;
}
