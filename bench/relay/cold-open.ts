/** The first one in after a restart: how long until a new client holds a document of 1 or 10 MB (of
 *  three restarts the middle one). From the first byte of its handshake to the last byte of the
 *  document; taking it in is the client's own time, the same everywhere, and not counted. */
import type { Budget, Figure } from './figures.ts';
import { crowdedOut } from './processor.ts';
import type { Scenario, Setting } from './scenario.ts';
import { spreadOf } from './spread.ts';
import type { Running } from './targets.ts';
import type { OpenResult } from './written-rooms.ts';

const SIZES = [
  { cell: '1 MB', bytes: 1_000_000 },
  { cell: '10 MB', bytes: 10_000_000 },
] as const;
const OPENS = 3;
/** Hocuspocus stores a document when its last client has left. */
const SETTLE_MS = 3_000;

const BUDGETS: readonly Budget[] = [
  { measure: 'whole after', peer: 'hocuspocus', times: 1 / 10, plus: 0 },
];

export const coldOpen: Scenario = {
  name: 'cold-open',
  title: 'Cold open after a restart',
  budgets: BUDGETS,
  targets: ['ours', 'ours-stock', 'hocuspocus'],
  async measure(setting, target, round) {
    const figures: Figure[] = [];
    const sizes = SIZES.filter(({ cell }) => setting.hasCell(cell)).slice(
      0,
      setting.isQuick ? 1 : SIZES.length,
    );
    for (const { cell, bytes } of sizes) {
      const running = await setting.start(target);
      const results = await openAfterRestarts(setting, running, bytes);
      await running.server.remove();
      figures.push(toFigure(results, { cell, target, round }));
      const times = results.map(
        ({ openMs, waitedShare }) =>
          `${openMs.toFixed(1)} ms (waited ${Math.round(waitedShare * 100)} %)`,
      );
      setting.note(`${target}: ${cell}: ${times.join(', ')}`);
    }
    return figures;
  },
};

/** The middle of those that nobody was in the way of. */
function toFigure(
  results: readonly OpenResult[],
  place: Pick<Figure, 'cell' | 'target' | 'round'>,
): Figure {
  const free = results.filter((result) => crowdedOut(result) === undefined);
  const times = (free.length > 0 ? free : results).map(({ openMs }) => openMs);
  return {
    ...place,
    measure: 'whole after',
    unit: 'ms',
    value: spreadOf(times)?.median ?? Number.POSITIVE_INFINITY,
    refused: free.length > 0 ? undefined : results.map(crowdedOut).at(-1),
    failed: results.find(({ failed }) => failed !== undefined)?.failed,
  };
}

async function openAfterRestarts(
  { worker, quiet }: Setting,
  running: Running,
  bytes: number,
): Promise<OpenResult[]> {
  const [seats = []] = await running.openRooms(1, 2 + OPENS);
  await worker.do({ kind: 'write', way: running.way(), rooms: [seats], bytes });
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  const results: OpenResult[] = [];
  for (const seat of seats.slice(2)) {
    await running.server.stop();
    await quiet();
    await running.server.run();
    results.push(await worker.do<OpenResult>({ kind: 'open', way: running.way(), seat, bytes }));
  }
  return results;
}
