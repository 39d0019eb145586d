/** Loaded into a server by `node --import`: lets go of what nobody holds when it gets a signal, so that
 *  what is left can be weighed (see `collected-garbage`). */
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  process.on('SIGUSR2', () => {
    const collect: unknown = Reflect.get(globalThis, 'gc');
    if (typeof collect === 'function') collect();
  });
}
