/** Everybody is back after a restart of the server: 500 clients of 20 rooms, a document of 209 kB in
 *  each, all within one second and all with the whole document at hand. Measured from the first who
 *  comes; the second over which they come is in it. */
import type { Seat } from './dialects.ts';
import type { Budget } from './figures.ts';
import { crowdedOut } from './processor.ts';
import type { Scenario, Setting } from './scenario.ts';
import type { Running } from './targets.ts';
import type { ComebackResult } from './written-rooms.ts';

const ROOMS = 20;
const CLIENTS_EACH = 25;
const BYTES = 209_000;
const WITHIN_MS = 1_000;
const SETTLE_MS = 3_000;
const TRIES = 3;

/** The second over which they come is nobody's merit: what counts is how long it takes from then. */
const BUDGETS: readonly Budget[] = [
  { measure: 'after the last came', peer: 'hocuspocus', times: 1 / 3, plus: 0 },
];

export const comeback: Scenario = {
  name: 'comeback',
  title: 'Everybody back after a restart',
  budgets: BUDGETS,
  targets: ['ours', 'ours-stock', 'hocuspocus'],
  async measure(setting, target, round) {
    const running = await setting.start(target);
    const rooms = await running.openRooms(ROOMS, CLIENTS_EACH);
    await setting.worker.do({ kind: 'write', way: running.way(), rooms, bytes: BYTES });
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    const result = await restart(setting, running, rooms);
    await running.server.remove();
    setting.note(
      `${target}: all after ${result.allMs.toFixed(0)} ms, one p95 ${result.oneP95.toFixed(0)} ms, ` +
        `server ${(result.serverCpuMs / 1_000).toFixed(2)} s, waited ${Math.round(result.waitedShare * 100)} %`,
    );
    const common = {
      cell: `${ROOMS * CLIENTS_EACH} clients of ${ROOMS} rooms`,
      target,
      round,
      failed: result.failed,
      refused: crowdedOut(result),
    };
    const { allMs, oneP95, serverCpuMs, generatorShare } = result;
    return [
      { ...common, measure: 'all are back after', unit: 'ms', value: allMs },
      { ...common, measure: 'after the last came', unit: 'ms', value: allMs - WITHIN_MS },
      { ...common, measure: 'p95 of one', unit: 'ms', value: oneP95 },
      { ...common, measure: 'server CPU', unit: 's', value: serverCpuMs / 1_000 },
      { ...common, measure: 'generator CPU', unit: '%', value: generatorShare * 100 },
    ];
  },
};

/** Again when others were in the way. */
async function restart(
  { worker, quiet, isQuick }: Setting,
  { server, way }: Running,
  rooms: readonly (readonly Seat[])[],
): Promise<ComebackResult> {
  // As they come in life: not room by room.
  const seats = Array.from({ length: CLIENTS_EACH }, (_, at) =>
    rooms.flatMap((people) => people[at] ?? []),
  ).flat();
  for (let tried = 1; ; tried += 1) {
    await server.stop();
    await quiet();
    await server.run();
    const job = { kind: 'comeback', way: way(), seats, bytes: BYTES, withinMs: WITHIN_MS } as const;
    const result = await worker.do<ComebackResult>(job);
    if (isQuick || tried === TRIES || crowdedOut(result) === undefined) return result;
  }
}
