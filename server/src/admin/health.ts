/** Two questions for whoever watches over the server: does it live, and can it store? */
import type { Hono } from 'hono';

/** A disk that has not answered by now cannot store. */
const PATIENCE_MS = 1_000;

export function mountHealth(routes: Hono, canStore: () => Promise<boolean>): void {
  routes.get('/healthz', (context) => context.json({ alive: true }));
  routes.get('/readyz', async (context) => {
    const ready = await Promise.race([canStore(), afterPatience()]);
    return context.json({ ready }, ready ? 200 : 503);
  });
}

function afterPatience(): Promise<false> {
  return new Promise((resolve) => {
    setTimeout(resolve, PATIENCE_MS, false).unref();
  });
}
