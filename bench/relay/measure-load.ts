/** One load on one server, measured again when it was not the server that was measured. */
import type { Figure } from './figures.ts';
import type { LoadJob, LoadResult } from './load.ts';
import { MOST_OTHERS_SHARE } from './processor.ts';
import type { Setting } from './scenario.ts';

/** A generator that works harder measures itself. */
const MOST_GENERATOR_SHARE = 0.9;
/** One that sends later than this was kept from it, and so perhaps was the server. */
const MOST_LATE_MS = 25;
const TRIES = 3;

/** `plan` makes new rooms for every try. */
export async function measureLoad(
  { worker, note, isQuick, quiet }: Setting,
  what: string,
  plan: () => Promise<LoadJob>,
): Promise<LoadResult> {
  for (let tried = 1; ; tried += 1) {
    await quiet();
    const result = await worker.do<LoadResult>(await plan());
    note(`${what}: ${describeLoad(result)}`);
    const refused = refusalOf(result) ?? latencyRefusalOf(result);
    if (isQuick || tried === TRIES || refused === undefined) return result;
  }
}

export type LoadMeasure =
  | 'CPU per delivery'
  | 'server CPU'
  | 'p50'
  | 'p95'
  | 'p99'
  | 'p95 to the last'
  | 'presences / s'
  | 'generator CPU';

type LoadFigure = Figure & { readonly measure: LoadMeasure };

/** Everything that a load tells. */
export function loadFigures(
  result: LoadResult,
  place: Pick<Figure, 'cell' | 'target' | 'round'>,
): LoadFigure[] {
  const refused = refusalOf(result);
  const lateRefused = refused ?? latencyRefusalOf(result);
  const common = { ...place, failed: result.failed };
  const cost = (measure: LoadMeasure, unit: string, value: number): LoadFigure => ({
    ...common,
    measure,
    unit,
    value,
    refused,
  });
  const latency = (measure: LoadMeasure, value: number): LoadFigure => ({
    ...common,
    measure,
    unit: 'ms',
    // Nothing that was sent while measuring has come.
    value: Number.isNaN(value) ? Number.POSITIVE_INFINITY : value,
    refused: lateRefused,
  });
  return [
    cost('CPU per delivery', 'µs', (result.serverCpuMs * 1_000) / result.deliveries),
    cost('server CPU', '%', (result.serverCpuMs * 100) / result.wallMs),
    latency('p50', result.p50),
    latency('p95', result.p95),
    latency('p99', result.p99),
    latency('p95 to the last', result.lastP95),
    cost('presences / s', '', (result.presenceDeliveries * 1_000) / result.wallMs),
    cost('generator CPU', '%', result.generatorShare * 100),
  ];
}

export function pick(figures: readonly LoadFigure[], measures: readonly LoadMeasure[]): Figure[] {
  return figures.filter(({ measure }) => measures.includes(measure));
}

/** Why no figure counts. */
function refusalOf({ generatorShare }: LoadResult): string | undefined {
  return generatorShare > MOST_GENERATOR_SHARE ? 'the generator was saturated' : undefined;
}

/** Why a latency does not count, though what the work cost the server does. */
function latencyRefusalOf(result: LoadResult): string | undefined {
  if (result.lateP95 > MOST_LATE_MS) return 'latency: the generator was kept from sending';
  if (result.othersShare > MOST_OTHERS_SHARE) return 'latency: others took the machine';
  return undefined;
}

function describeLoad(result: LoadResult): string {
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  const perDelivery = (result.serverCpuMs * 1_000) / result.deliveries;
  const refused = refusalOf(result) ?? latencyRefusalOf(result);
  return [
    `${result.deliveries} deliveries, ${perDelivery.toFixed(1)} µs each`,
    `p50 ${result.p50.toFixed(1)}, p95 ${result.p95.toFixed(1)} ms`,
    `server ${percent(result.serverCpuMs / result.wallMs)}`,
    `generator ${percent(result.generatorShare)}, late ${result.lateP95.toFixed(1)} ms`,
    `others ${percent(result.othersShare)}`,
    ...(refused === undefined ? [] : [`not counted: ${refused}`]),
    ...(result.failed === undefined ? [] : [`FAILED: ${result.failed}`]),
  ].join('; ');
}
