/** What it costs to be there and do nothing: memory of the server per idle connection, with 2,000
 *  connections over 400 rooms. What the process needs for itself, and for having spoken with anybody
 *  at all, is there before the first is counted. */
import type { Budget, Figure } from './figures.ts';
import type { IdleResult } from './idle.ts';
import type { Scenario } from './scenario.ts';
import { TARGET_NAMES, startTarget } from './targets.ts';

const ROOMS = 400;
const CLIENTS_EACH = 5;
const WARM_UP_CLIENTS = 200;

const BUDGETS: readonly Budget[] = [
  { measure: 'memory per connection', peer: 'hocuspocus', times: 1 / 2, plus: 0 },
];

export const idleMemory: Scenario = {
  name: 'idle-memory',
  title: 'Idle connections',
  budgets: BUDGETS,
  async measure(setting, round) {
    const figures: Figure[] = [];
    const rooms = setting.isQuick ? ROOMS / 4 : ROOMS;
    const cell = `${rooms * CLIENTS_EACH} connections, ${rooms} rooms`;
    for (const target of setting.turn(TARGET_NAMES, round)) {
      const running = await startTarget(target, setting.nodeArgs(target));
      const result = await setting.worker.do<IdleResult>({
        kind: 'idle',
        way: running.way(),
        warmUpSeats: (await running.openRooms(1, WARM_UP_CLIENTS)).flat(),
        seats: (await running.openRooms(rooms, CLIENTS_EACH)).flat(),
      });
      await running.server.remove();
      const { failed } = result;
      const common = { cell, target, round, failed };
      const kilobytes = result.bytesPerConnection / 1_000;
      const perSecond = result.acceptedPerSecond;
      figures.push(
        { ...common, measure: 'memory per connection', unit: 'kB', value: kilobytes },
        { ...common, measure: 'accepted / s', unit: '', value: perSecond },
      );
      setting.note(
        `${target}: ${kilobytes.toFixed(1)} kB each, ${perSecond.toFixed(0)} accepted a second` +
          (failed === undefined ? '' : `; FAILED: ${failed}`),
      );
    }
    return figures;
  },
};
