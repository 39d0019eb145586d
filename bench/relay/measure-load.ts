/** One load on one server, measured again when it was not the server that was measured. */
import type { Figure } from './figures.ts';
import type { LoadJob, LoadResult } from './load.ts';
import { crowdedOut } from './processor.ts';
import type { Setting } from './scenario.ts';

/** A generator that works harder measures itself. */
const MOST_GENERATOR_SHARE = 0.9;
const FULL_SHARE = 0.95;
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
    const refused = refusalOf(result);
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
  | 'messages / s, one client'
  | 'generator CPU';

type LoadFigure = Figure & { readonly measure: LoadMeasure };

/** Everything that a load tells. */
export function loadFigures(
  result: LoadResult,
  place: Pick<Figure, 'cell' | 'target' | 'round'>,
): LoadFigure[] {
  const refused = refusalOf(result);
  const common = { ...place, failed: result.failed, refused };
  const cost = (measure: LoadMeasure, unit: string, value: number): LoadFigure => ({
    ...common,
    measure,
    unit,
    value,
  });
  const latency = (measure: LoadMeasure, value: number): LoadFigure => ({
    ...common,
    measure,
    unit: 'ms',
    // Nothing that was sent while measuring has come.
    value: Number.isNaN(value) ? Number.POSITIVE_INFINITY : value,
  });
  return [
    cost('CPU per delivery', 'µs', (result.serverCpuMs * 1_000) / result.deliveries),
    cost('server CPU', '%', (result.serverCpuMs * 100) / result.wallMs),
    latency('p50', result.p50),
    latency('p95', result.p95),
    latency('p99', result.p99),
    latency('p95 to the last', result.lastP95),
    cost('presences / s', '', (result.presenceDeliveries * 1_000) / result.wallMs),
    cost('messages / s, one client', '', (result.messagesEach * 1_000) / result.wallMs),
    cost('generator CPU', '%', result.generatorShare * 100),
  ];
}

export function pick(figures: readonly LoadFigure[], measures: readonly LoadMeasure[]): Figure[] {
  return figures.filter(({ measure }) => measures.includes(measure));
}

/** Why a figure does not count. */
function refusalOf(result: LoadResult): string | undefined {
  const serverShare = result.serverCpuMs / result.wallMs;
  // Beside a server that is full itself, it is the server that is measured.
  const isGenerator = result.generatorShare > MOST_GENERATOR_SHARE && serverShare < FULL_SHARE;
  if (isGenerator) return 'the generator was saturated';
  return crowdedOut(result);
}

function describeLoad(result: LoadResult): string {
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  const perDelivery = (result.serverCpuMs * 1_000) / result.deliveries;
  const refused = refusalOf(result);
  return [
    `${result.deliveries} deliveries, ${perDelivery.toFixed(1)} µs each`,
    `p50 ${result.p50.toFixed(1)}, p95 ${result.p95.toFixed(1)} ms`,
    `server ${percent(result.serverCpuMs / result.wallMs)}`,
    `generator ${percent(result.generatorShare)}, late ${result.lateP95.toFixed(1)} ms`,
    `others ${percent(result.othersShare)}, waited ${percent(result.waitedShare)}`,
    ...(refused === undefined ? [] : [`not counted: ${refused}`]),
    ...(result.failed === undefined ? [] : [`FAILED: ${result.failed}`]),
  ].join('; ');
}
