/** What it costs to be there and do nothing: memory of the server per idle connection, with 2,000
 *  connections over 400 rooms. What the process needs for itself, and for having spoken with anybody
 *  at all, is there before the first is counted. */
import type { Budget } from './figures.ts';
import type { IdleResult } from './idle.ts';
import type { Scenario } from './scenario.ts';
import { TARGET_NAMES } from './targets.ts';

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
  targets: TARGET_NAMES,
  async measure(setting, target, round) {
    const rooms = setting.isQuick ? ROOMS / 4 : ROOMS;
    const cell = `${rooms * CLIENTS_EACH} connections, ${rooms} rooms`;
    const running = await setting.start(target);
    const { bytesPerConnection, acceptedPerSecond, failed } = await setting.worker.do<IdleResult>({
      kind: 'idle',
      way: running.way(),
      warmUpSeats: (await running.openRooms(1, WARM_UP_CLIENTS)).flat(),
      seats: (await running.openRooms(rooms, CLIENTS_EACH)).flat(),
    });
    await running.server.remove();
    const kilobytes = bytesPerConnection / 1_000;
    setting.note(
      `${target}: ${kilobytes.toFixed(1)} kB each, ${acceptedPerSecond.toFixed(0)} accepted a second`,
    );
    const common = { cell, target, round, failed };
    return [
      { ...common, measure: 'memory per connection', unit: 'kB', value: kilobytes },
      { ...common, measure: 'accepted / s', unit: '', value: acceptedPerSecond },
    ];
  },
};
