/** What it costs to tell one room what happens in it.
 *
 *  One room of 50, 200 or 500 clients. Either one writer types 20 edits a second, or twenty writers
 *  type 5 a second each and show their presence 10 times a second each.
 *
 *  A *delivery* is one edit that has arrived at one other client, in a message of its own or merged
 *  with others; what comes back to its writer is none. Presence that arrives is counted apart, and
 *  what it costs the server is in the figure: every server gets the same presence. CPU is that of the
 *  server's process, user and system, all threads. Latency runs from the moment a writer's bytes go
 *  to the socket until the bytes of the edit are read from another's. */
import type { Budget, Figure } from './figures.ts';
import type { LoadJob } from './load.ts';
import { loadFigures, measureLoad, pick } from './measure-load.ts';
import type { Scenario, Setting } from './scenario.ts';
import { TARGET_NAMES, type Running } from './targets.ts';

const SIZES = [50, 200, 500] as const;
const LOADS = [
  { name: '1 writer', writersPerRoom: 1, editsPerSecond: 20, presencesPerSecond: 0 },
  { name: '20 writers', writersPerRoom: 20, editsPerSecond: 5, presencesPerSecond: 10 },
] as const;

const BUDGETS: readonly Budget[] = [
  { measure: 'CPU per delivery', peer: 'hocuspocus', times: 1 / 2, plus: 0 },
  { measure: 'CPU per delivery', peer: 'bare-ws', times: 1.5, plus: 0 },
  { measure: 'p95', peer: 'hocuspocus', times: 1, plus: 10 },
];

const MEASURES = [
  'CPU per delivery',
  'server CPU',
  'p50',
  'p95',
  'p95 to the last',
  'presences / s',
  'messages / s, one client',
  'generator CPU',
] as const;

export const fanout: Scenario = {
  name: 'fanout',
  title: 'One room: an edit reaches everybody',
  budgets: BUDGETS,
  targets: TARGET_NAMES,
  async measure(setting, target, round) {
    const figures: Figure[] = [];
    const running = await setting.start(target);
    for (const size of SIZES) {
      for (const load of LOADS) {
        const cell = `${size} clients, ${load.name}`;
        if (!setting.hasCell(cell)) continue;
        const result = await measureLoad(setting, `${target}: ${cell}`, async () =>
          planJob(setting, running, size, load, round),
        );
        figures.push(...pick(loadFigures(result, { cell, target, round }), MEASURES));
      }
    }
    await running.server.remove();
    return figures;
  },
};

async function planJob(
  { isQuick }: Setting,
  running: Running,
  size: number,
  { writersPerRoom, editsPerSecond, presencesPerSecond }: (typeof LOADS)[number],
  round: number,
): Promise<LoadJob> {
  return {
    kind: 'load',
    way: running.way(),
    rooms: await running.openRooms(1, size + 1),
    writersPerRoom,
    editsPerSecond,
    presencesPerSecond,
    warmUpMs: isQuick ? 1_000 : 3_000,
    measureMs: isQuick ? 3_000 : 8_000,
    seed: round * 1_000 + size + writersPerRoom,
  };
}
