/** Many small rooms at once: 300 rooms of 4 clients who all type 2 edits a second. What one room does
 *  must not be felt in another: the slowest of a hundred edits tells (p99). */
import type { Budget } from './figures.ts';
import { loadFigures, measureLoad, pick } from './measure-load.ts';
import type { Scenario } from './scenario.ts';
import { TARGET_NAMES } from './targets.ts';

const ROOMS = 300;
const CLIENTS_EACH = 4;
const EDITS_PER_SECOND = 2;

const BUDGETS: readonly Budget[] = [{ measure: 'p99', peer: 'hocuspocus', times: 1 / 10, plus: 0 }];

const MEASURES = ['p50', 'p95', 'p99', 'CPU per delivery', 'server CPU', 'generator CPU'] as const;

export const manyRooms: Scenario = {
  name: 'many-rooms',
  title: 'Many rooms at once',
  budgets: BUDGETS,
  targets: TARGET_NAMES,
  async measure(setting, target, round) {
    const rooms = setting.isQuick ? ROOMS / 10 : ROOMS;
    const cell = `${rooms} rooms x ${CLIENTS_EACH} clients x ${EDITS_PER_SECOND}/s`;
    const running = await setting.start(target);
    const result = await measureLoad(setting, `${target}: ${cell}`, async () => ({
      kind: 'load',
      way: running.way(),
      rooms: await running.openRooms(rooms, CLIENTS_EACH + 1),
      writersPerRoom: CLIENTS_EACH,
      editsPerSecond: EDITS_PER_SECOND,
      presencesPerSecond: 0,
      warmUpMs: setting.isQuick ? 1_000 : 4_000,
      measureMs: setting.isQuick ? 3_000 : 12_000,
      seed: round,
    }));
    await running.server.remove();
    return pick(loadFigures(result, { cell, target, round }), MEASURES);
  },
};
