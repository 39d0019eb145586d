/** SIGKILL under four people who type 20 edits a second together: what others had already seen, and is
 *  gone when the server is up again. Ours must lose nothing. Every kill has a server, a folder and a
 *  room of its own, and comes between 2 and 12 seconds after the first edit (Hocuspocus stores a
 *  document that is written without a pause every 10 seconds). */
import { Random } from '@meemaak/test-kit';
import type { Budget } from './figures.ts';
import type { LookBackResult, SeenResult } from './kill-watch.ts';
import type { Scenario, Setting } from './scenario.ts';
import type { TargetName } from './targets.ts';

/** In a whole run, over all rounds. */
const KILLS = 10;
const WRITERS = 4;
const WATCHERS = 2;
const EDITS_PER_SECOND = 20;

const BUDGETS: readonly Budget[] = [
  { measure: 'seen and lost', peer: undefined, times: 0, plus: 0 },
];

export const kill: Scenario = {
  name: 'kill',
  title: 'SIGKILL under 20 edits a second',
  budgets: BUDGETS,
  targets: ['ours', 'hocuspocus'],
  async measure(setting, target, round) {
    const kills = setting.isQuick ? 1 : Math.ceil(KILLS / setting.rounds);
    // The same moments for every server.
    const random = new Random(round);
    let [seen, lost] = [0, 0];
    let failed: string | undefined;
    for (let at = 0; at < kills; at += 1) {
      const killAfterMs = setting.isQuick ? 3_000 : random.between(2_000, 12_000);
      const killed = await killOnce(setting, target, killAfterMs, random.below(2 ** 31));
      seen += killed.seen;
      lost += killed.lost;
      failed ??= killed.failed;
      setting.note(
        `${target}: killed after ${killAfterMs} ms: ${killed.seen} seen, ${killed.lost} lost`,
      );
    }
    const common = { cell: `${kills} kills a round`, target, round, failed };
    return [
      { ...common, measure: 'seen', unit: 'edits', value: seen },
      { ...common, measure: 'seen and lost', unit: 'edits', value: lost },
      { ...common, measure: 'share lost', unit: '%', value: (lost * 100) / seen },
    ];
  },
};

async function killOnce(
  { worker, start }: Setting,
  target: TargetName,
  killAfterMs: number,
  seed: number,
): Promise<{ readonly seen: number; readonly lost: number; readonly failed: string | undefined }> {
  const running = await start(target);
  const [seats = []] = await running.openRooms(1, WRITERS + WATCHERS + 1);
  const { seen, failed } = await worker.do<SeenResult>({
    kind: 'seen',
    way: running.way(),
    seats: seats.slice(0, -1),
    writers: WRITERS,
    editsPerSecond: EDITS_PER_SECOND,
    killAfterMs,
    seed,
  });
  await running.server.run();
  const seat = seats.at(-1);
  if (seat === undefined) throw new Error('Nobody is left to look back.');
  const look = { kind: 'lookBack', way: running.way(), seat, seen } as const;
  const { lost } = await worker.do<LookBackResult>(look);
  await running.server.remove();
  return { seen: seen.length, lost, failed };
}
