/** Numbers that stand for many. */

/** Of sorted numbers, the one below which `part` of them lie; NaN of none. */
export function quantile(sorted: ArrayLike<number>, part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

export function sort(values: readonly number[]): Float64Array {
  return Float64Array.from(values).toSorted();
}

/** The middle one and how far the others lie. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
  readonly count: number;
}

export function spreadOf(values: readonly number[]): Spread | undefined {
  if (values.length === 0) return undefined;
  const sorted = sort(values);
  const middle = sorted.length / 2;
  const median = (quantile(sorted, 0.5) + (sorted[Math.ceil(middle) - 1] ?? Number.NaN)) / 2;
  return { median, least: quantile(sorted, 0), most: quantile(sorted, 1), count: sorted.length };
}
