/** The numbers, on a port of their own: whoever can reach the dossiers need not see how busy they are. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { METRICS_CONTENT_TYPE, readMetrics } from '../metrics.ts';

/** `GET /metrics`, in the format of Prometheus. Resolves when it listens. */
export async function startMetricsServer(host: string, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.url !== '/metrics' || request.method !== 'GET') {
      response.writeHead(404).end();
      return;
    }
    void readMetrics().then((text) =>
      response.writeHead(200, { 'content-type': METRICS_CONTENT_TYPE }).end(text),
    );
  });
  server.listen(port, host);
  await once(server, 'listening');
  return server;
}
