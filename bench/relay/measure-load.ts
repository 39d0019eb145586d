/** One load on one server, measured again when it was not the server that was measured. */
import type { LoadJob, LoadResult } from './load.ts';
import { waitForQuiet } from './processor.ts';
import type { Setting } from './scenario.ts';

/** A generator that works harder measures itself. */
const MOST_GENERATOR_SHARE = 0.9;
/** One that sends later than this was kept from it, and so perhaps was the server. */
const MOST_LATE_MS = 25;
/** Of one processor: others that take more are in the way. */
const MOST_OTHERS_SHARE = 0.5;
const QUIET_SHARE = 0.3;
const MOST_WAIT_MS = 30_000;
const TRIES = 3;

/** `plan` makes new rooms for every try. */
export async function measureLoad(
  { worker, note, isQuick }: Setting,
  what: string,
  plan: () => Promise<LoadJob>,
): Promise<LoadResult> {
  for (let tried = 1; ; tried += 1) {
    await waitForQuiet(QUIET_SHARE, isQuick ? 0 : MOST_WAIT_MS);
    const result = await worker.do<LoadResult>(await plan());
    note(`${what}: ${describeLoad(result)}`);
    const refused = refusalOf(result) ?? latencyRefusalOf(result);
    if (isQuick || tried === TRIES || refused === undefined) return result;
  }
}

/** Why no figure counts. */
export function refusalOf({ generatorShare }: LoadResult): string | undefined {
  return generatorShare > MOST_GENERATOR_SHARE ? 'the generator was saturated' : undefined;
}

/** Why a latency does not count, though what the work cost the server does. */
export function latencyRefusalOf(result: LoadResult): string | undefined {
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
