/** How much a server holds when it holds nothing that it does not need. */
import { join } from 'node:path';
import type { LifeOptions, RunningServer } from './running-server.ts';
import { readServerMetric } from './server-metrics.ts';
import { until } from './until.ts';

const PRELOAD = join(import.meta.dirname, 'collect-garbage-preload.ts');

/** For a server that is to be weighed. */
export const weighable: LifeOptions = { nodeArgs: ['--expose-gc', '--import', PRELOAD] };

/** Waits until no document is in memory, and gives what its main thread holds then, in bytes. */
export async function weighEmpty(server: RunningServer, metricsPort: number): Promise<number> {
  const isEmpty = async () => (await readServerMetric(metricsPort, 'rooms')) === 0;
  await until('no document is in memory', isEmpty, 60_000);
  // Twice: what a finalizer lets go of is collected the second time.
  for (let times = 0; times < 2; times += 1) {
    server.signal('SIGUSR2');
    await readServerMetric(metricsPort, 'rooms');
  }
  const heap = await readServerMetric(metricsPort, 'nodejs_heap_size_used_bytes');
  return heap + (await readServerMetric(metricsPort, 'nodejs_external_memory_bytes'));
}
