/** Rows that say what they hang under, by number or by title. */
import { accept, refuse, type Outcome } from '@meemaak/model';
import { plainLine, type OutlineLine } from '../outline/outline.ts';
import type { TransferRefusal } from '../refusal.ts';
import type { Columns } from './columns.ts';
import { cellAt, type Grid, type GridRow } from './grid.ts';
import { readRowFacts } from './row-facts.ts';

interface NamedRow {
  readonly row: GridRow;
  readonly name: string;
  readonly parent: string;
}

/** Refuses `unknownParent`, `sameNameTwice` and `parentCircle`. Siblings keep the order of the rows. */
export function readParents(
  rows: Grid,
  columns: Columns,
  title: number,
): Outcome<readonly OutlineLine[], TransferRefusal> {
  const nameColumn = columns.roles.get('id') ?? title;
  const named = rows
    .filter((row) => cellAt(row, title) !== '')
    .map((row) => ({
      row,
      name: asName(cellAt(row, nameColumn)),
      parent: asName(cellAt(row, columns.roles.get('parent'))),
    }));
  const refusal = whyUnclear(named);
  if (refusal !== undefined) return refuse(refusal);
  const lines: OutlineLine[] = [];
  const children = Map.groupBy(named, ({ parent }) => parent);
  const toVisit = (children.get('') ?? []).map((child) => ({ child, level: 1 })).toReversed();
  for (let visit = toVisit.pop(); visit !== undefined; visit = toVisit.pop()) {
    const { child, level } = visit;
    const line = plainLine(level, cellAt(child.row, title), child.row.at);
    lines.push({ ...line, ...readRowFacts(child.row, columns) });
    const under = child.name === '' ? [] : (children.get(child.name) ?? []);
    toVisit.push(...under.map((next) => ({ child: next, level: level + 1 })).toReversed());
  }
  if (lines.length === named.length) return accept(lines);
  const reached = new Set(lines.map(({ at }) => at));
  const stuck = named.find(({ row }) => !reached.has(row.at));
  return refuse({ kind: 'parentCircle', line: stuck?.row.at ?? 0, value: stuck?.parent ?? '' });
}

/** Names are compared without capitals and double spaces. */
function asName(words: string): string {
  return words.toLowerCase().replaceAll(/\s+/gu, ' ');
}

/** A name may stand twice as long as nothing hangs under it. */
function whyUnclear(named: readonly NamedRow[]): TransferRefusal | undefined {
  const byName = Map.groupBy(named, ({ name }) => name);
  for (const { row, parent } of named) {
    if (parent === '') continue;
    const count = byName.get(parent)?.length ?? 0;
    if (count === 0) return { kind: 'unknownParent', line: row.at, value: parent };
    if (count > 1) return { kind: 'sameNameTwice', line: row.at, value: parent };
  }
  return undefined;
}
