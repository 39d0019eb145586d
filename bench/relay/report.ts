/** The tables that a run ends with. */
import { judge, valuesOf, type Figure, type Verdict } from './figures.ts';
import type { Scenario } from './scenario.ts';
import { spreadOf, type Spread } from './spread.ts';
import { TARGET_NAMES } from './targets.ts';

export function reportScenario(scenario: Scenario, figures: readonly Figure[]): string {
  const verdicts = judge(figures, scenario.budgets);
  return [
    `\n## ${scenario.title} (${scenario.name})`,
    '',
    ...table(figureRows(figures)),
    '',
    ...table(verdictRows(verdicts)),
    '',
    ...remarks(figures),
  ].join('\n');
}

/** Median (least-most) of every cell and measure, a column per server. */
function figureRows(figures: readonly Figure[]): string[][] {
  const targets = TARGET_NAMES.filter((name) => figures.some(({ target }) => target === name));
  const kinds = new Map(figures.map((figure) => [`${figure.cell}|${figure.measure}`, figure]));
  const rows = [...kinds.values()].map(({ cell, measure, unit }) => {
    const columns = targets.map((target) => {
      const found = valuesOf(figures, cell, measure, target);
      const spread = formatSpread(spreadOf(found.map(({ value }) => value)));
      return found.some(({ failed }) => failed !== undefined) ? `${spread} FAILED` : spread;
    });
    return [cell, unit === '' ? measure : `${measure}, ${unit}`].concat(columns);
  });
  return [['', 'measure', ...targets], ...rows];
}

function verdictRows(verdicts: readonly Verdict[]): string[][] {
  const rows = verdicts.map(({ cell, measure, target, peer, ratio, budget, met }) => [
    cell,
    measure,
    peer === undefined ? target : `${target} / ${peer}`,
    formatSpread(ratio),
    budget,
    met === undefined ? 'not measured' : met ? 'met' : 'MISSED',
  ]);
  return [['', 'measure', 'ratio', 'median (least-most)', 'target', ''], ...rows];
}

/** What the tables do not say. */
function remarks(figures: readonly Figure[]): string[] {
  const lines = figures.flatMap(({ cell, target, round, refused, failed }) => [
    ...(refused === undefined
      ? []
      : [`Not counted: ${target}, ${cell}, round ${round}: ${refused}`]),
    ...(failed === undefined ? [] : [`FAILED: ${target}, ${cell}, round ${round}: ${failed}`]),
  ]);
  return [...new Set(lines)];
}

function formatSpread(spread: Spread | undefined): string {
  if (spread === undefined) return '-';
  const median = formatNumber(spread.median);
  if (spread.count === 1) return median;
  return `${median} (${formatNumber(spread.least)}-${formatNumber(spread.most)})`;
}

function formatNumber(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toFixed(digits);
}

/** Columns side by side, as Markdown has them. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)];
}
