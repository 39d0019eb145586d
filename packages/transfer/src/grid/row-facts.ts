/** What a row says besides its title: kind, owner, and what is measured. */
import type { Measurement } from '@meemaak/model';
import type { OutlineIndicator, OutlineLine } from '../outline/outline.ts';
import { readKindWord, type Columns, type ColumnRole } from './columns.ts';
import { cellAt, type GridRow } from './grid.ts';

export function readRowFacts(
  row: GridRow,
  { roles }: Columns,
): Pick<OutlineLine, 'kind' | 'party' | 'indicators'> {
  const said = (role: ColumnRole) => cellAt(row, roles.get(role));
  const party = said('party');
  return {
    kind: readKindWord(said('kind')),
    party: party === '' ? undefined : [party],
    indicators: readIndicator(said),
  };
}

function readIndicator(said: (role: ColumnRole) => string): readonly OutlineIndicator[] {
  const name = said('indicator');
  if (name === '') return [];
  const baseline = readMeasurement(said('baseline'), said('baselineYear'));
  const target = readMeasurement(said('target'), said('targetYear'));
  return [
    {
      name,
      unit: said('unit') || unitIn(said('target')) || unitIn(said('baseline')),
      direction: isDown(baseline, target) ? 'down' : 'up',
      baseline,
      target,
      targetGroup: said('targetGroup'),
      source: said('source'),
      risk: '',
      yearly: [],
    },
  ];
}

function isDown(baseline: Measurement | null, target: Measurement | null): boolean {
  return baseline !== null && target !== null && target.value < baseline.value;
}

/** `60 %`, `1.250,5`, `40 (2024)`. Null without a number and a year. */
function readMeasurement(words: string, yearWords: string): Measurement | null {
  const inBrackets = /\((\d{4})\)\s*$/u.exec(words)?.[1];
  const value = readNumberWord(words.replace(/\(\d{4}\)\s*$/u, ''));
  const year = /^\d{4}$/u.exec(yearWords)?.[0] ?? inBrackets;
  return value === undefined || year === undefined ? null : { value, year: Number(year) };
}

/** As written in the Netherlands (1.250,5) or as a program stores it (1250.5). */
function readNumberWord(words: string): number | undefined {
  const digits = /^-?[\d.,]+/u.exec(words.trim().replace(/^€\s*/u, ''))?.[0];
  if (digits === undefined) return undefined;
  const isDutch = digits.includes(',') || /^-?\d{1,3}(?:\.\d{3})+$/u.test(digits);
  const value = Number(isDutch ? digits.replaceAll('.', '').replace(',', '.') : digits);
  return Number.isFinite(value) ? value : undefined;
}

function unitIn(words: string): string {
  return /^-?[\d.,]+\s*([^\d\s(][^(]*)/u.exec(words)?.[1]?.trim() ?? '';
}
