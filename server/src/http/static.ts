/** The built client. Files under /assets carry a hash in their name and are kept for ever; the page
 *  itself is asked for anew every time. A missing script is a 404, never the page. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono, type Context } from 'hono';

export const CLIENT_DIR = fileURLToPath(new URL('../../../client/dist/', import.meta.url));

const NOT_BUILT = `<!doctype html><html lang="nl"><meta charset="utf-8"><title>Meemaak</title>
<p>De schermen van Meemaak zijn nog niet gebouwd. Start de server met <code>npm start</code>.</p>
<p lang="en">The client has not been built. Start the server with <code>npm start</code>.</p></html>`;

export function clientRoutes(clientDir: string = CLIENT_DIR): Hono {
  const routes = new Hono();
  const files = serveStatic({
    root: clientDir,
    precompressed: true,
    onFound: (path, context) => {
      const isForEver = path.includes('/assets/');
      context.header(
        'cache-control',
        isForEver ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
  routes.get('/assets/*', files, (context) => context.notFound());
  routes.get('/index.html', (context) => context.redirect('/'));
  routes.get('/:file{[\\w.-]+\\.(?:svg|png|ico|webmanifest|txt)}', files, (context) =>
    context.notFound(),
  );
  routes.get('/', (context) => answerPage(context, clientDir));
  routes.get('/d/:dossierId', (context) => answerPage(context, clientDir));
  routes.get('*', (context) => answerPage(context, clientDir, 404));
  return routes;
}

/** The one page; the client reads from the address what to show. Unknown addresses get it as well,
 *  with the status that says so. */
function answerPage(context: Context, clientDir: string, status: 200 | 404 = 200): Response {
  const file = join(clientDir, 'index.html');
  if (!existsSync(file)) return context.html(NOT_BUILT, 503);
  const html = readFileSync(file);
  const etag = `"${createHash('sha256').update(html).digest('base64url').slice(0, 22)}"`;
  context.header('cache-control', 'no-cache');
  context.header('etag', etag);
  if (context.req.header('if-none-match') === etag) return context.body(null, 304);
  return context.html(html.toString(), status);
}
