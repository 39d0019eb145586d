/** Two questions for whoever watches over the server: does it live, and can it store? */
import type { Hono } from 'hono';

export function mountHealth(routes: Hono, canStore: () => boolean): void {
  routes.get('/healthz', (context) => context.json({ alive: true }));
  routes.get('/readyz', (context) => {
    const ready = canStore();
    return context.json({ ready }, ready ? 200 : 503);
  });
}
