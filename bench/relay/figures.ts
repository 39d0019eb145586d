/** What was measured, and what it must be at most. */
import { spreadOf, type Spread } from './spread.ts';
import { TARGET_NAMES, type TargetName } from './targets.ts';

/** One number of one round. */
export interface Figure {
  /** `200 clients, 20 writers`. */
  readonly cell: string;
  /** `CPU per delivery`. */
  readonly measure: string;
  readonly unit: string;
  readonly target: TargetName;
  readonly round: number;
  readonly value: number;
  /** Why it does not count: it was not the server that was measured. */
  readonly refused?: string | undefined;
  /** What the server did wrong: no figure makes up for that. */
  readonly failed?: string | undefined;
}

/** What ours must keep to, beside a peer of the same round. */
export interface Budget {
  readonly measure: string;
  readonly peer: TargetName | undefined;
  /** At most `times` the peer's figure plus `plus`; without a peer: at most `plus`. */
  readonly times: number;
  readonly plus: number;
}

export interface Verdict {
  readonly cell: string;
  readonly measure: string;
  readonly target: TargetName;
  readonly peer: TargetName | undefined;
  /** Ours / peer, per round; ours itself without a peer. */
  readonly ratio: Spread | undefined;
  readonly budget: string;
  /** undefined: there is nothing to compare with. */
  readonly met: boolean | undefined;
}

const OURS = TARGET_NAMES.filter((name) => name.startsWith('ours'));

/** The figures that count of one cell, measure and target. */
export function valuesOf(
  figures: readonly Figure[],
  cell: string,
  measure: string,
  target: TargetName,
): Figure[] {
  return figures.filter(
    (figure) =>
      figure.cell === cell &&
      figure.measure === measure &&
      figure.target === target &&
      figure.refused === undefined,
  );
}

export function judge(figures: readonly Figure[], budgets: readonly Budget[]): Verdict[] {
  const cells = [...new Set(figures.map(({ cell }) => cell))];
  return budgets.flatMap((budget) =>
    cells.flatMap((cell) =>
      OURS.filter((target) =>
        figures.some(
          (figure) =>
            figure.cell === cell && figure.measure === budget.measure && figure.target === target,
        ),
      ).map((target) => judgeCell(figures, cell, budget, target)),
    ),
  );
}

function judgeCell(
  figures: readonly Figure[],
  cell: string,
  budget: Budget,
  target: TargetName,
): Verdict {
  const { measure, peer, times, plus } = budget;
  const ours = valuesOf(figures, cell, measure, target);
  const named = { cell, measure, target, peer, budget: describe(budget, ours[0]?.unit ?? '') };
  const hasFailed = ours.some(({ failed }) => failed !== undefined);
  if (peer === undefined) {
    const ratio = spreadOf(ours.map(({ value }) => value));
    const isWithin = ratio === undefined ? undefined : ratio.most <= plus;
    return { ...named, ratio, met: hasFailed ? false : isWithin };
  }
  const theirs = valuesOf(figures, cell, measure, peer);
  const pairs = ours.flatMap(({ round, value }) => {
    const peerValue = theirs.find((figure) => figure.round === round)?.value;
    return peerValue === undefined ? [] : [{ value, peerValue }];
  });
  // The machine is noisy: only what was measured in the same round is compared.
  const ratio = spreadOf(pairs.map(({ value, peerValue }) => value / peerValue));
  const margin = spreadOf(pairs.map(({ value, peerValue }) => value - times * peerValue - plus));
  const isWithin = margin === undefined ? undefined : margin.median <= 0;
  return { ...named, ratio, met: hasFailed ? false : isWithin };
}

function describe({ peer, times, plus }: Budget, unit: string): string {
  if (peer === undefined) return `at most ${plus} ${unit}`.trimEnd();
  const factor = times === 1 ? peer : `${Number(times.toFixed(2))} x ${peer}`;
  return plus === 0 ? `at most ${factor}` : `at most ${factor} + ${plus} ${unit}`;
}
