/** A whole server in this process, on a free port, with a folder of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { startServer, type MeemaakServer, type ServerOptions } from '../server.ts';

export interface OpenServer extends MeemaakServer {
  /** Without a slash at the end. */
  readonly url: string;
  /** Stops it, and throws its folder away. */
  close(): Promise<void>;
}

/** `config`: what is not as usual. */
export async function openServer(
  config: Partial<Config> = {},
  options: Omit<ServerOptions, 'config'> = {},
): Promise<OpenServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'meemaak-server-'));
  const server = await startServer({
    ...options,
    config: {
      port: 0,
      metricsPort: undefined,
      host: '127.0.0.1',
      dataDir,
      publicUrl: undefined,
      scrubHours: 0,
      tldrawLicenseKey: undefined,
      ...config,
    },
  });
  return {
    ...server,
    url: `http://127.0.0.1:${server.port}`,
    async close() {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
