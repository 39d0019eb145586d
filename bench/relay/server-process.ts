/** A server to be measured, in a process of its own with a port and a folder of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@meemaak/test-kit';

const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 30_000;

/** A run that ends badly must not leave a server behind. */
const running = new Set<ChildProcess>();
process.once('exit', killServers);

/** Whatever still runs: who measured it has failed. */
export function killServers(): void {
  for (const child of running) child.kill('SIGKILL');
}

export class ServerProcess {
  readonly port: number;
  readonly url: string;
  readonly #args: readonly string[];
  readonly #dataDir = mkdtempSync(join(tmpdir(), 'bench-relay-'));
  #child: ChildProcess | undefined;
  #output = '';

  private constructor(port: number, args: readonly string[]) {
    this.port = port;
    this.url = `http://127.0.0.1:${port}`;
    this.#args = args;
  }

  /** `args`: what Node runs. Resolves when it answers. */
  static async start(args: readonly string[]): Promise<ServerProcess> {
    const server = new ServerProcess(await freePort(), args);
    await server.run();
    return server;
  }

  get pid(): number {
    const pid = this.#child?.pid;
    if (pid === undefined) throw new Error('The server does not run.');
    return pid;
  }

  /** Starts again on the same port with the same data. */
  async run(): Promise<void> {
    const child = spawn(process.execPath, this.#args, {
      env: {
        ...process.env,
        NODE_ENV: 'production',
        PORT: String(this.port),
        DATA_DIR: this.#dataDir,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    running.add(child);
    child.once('exit', () => running.delete(child));
    const keep = (chunk: Buffer) => {
      this.#output = (this.#output + chunk.toString()).slice(-20_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const deadline = Date.now() + START_TIMEOUT_MS;
    while (!(await this.#answers())) {
      if (child.exitCode !== null || Date.now() > deadline) {
        throw new Error(`The server did not start:\n${this.#output}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** As a power cut would. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  /** In good order, keeping the data. */
  stop(): Promise<void> {
    return this.#end('SIGTERM');
  }

  /** Stops and throws the data away. */
  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.#dataDir, { recursive: true, force: true });
  }

  /** The last that it printed. */
  printed(): string {
    return this.#output;
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    const patience = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await ended;
    clearTimeout(patience);
  }

  /** Any answer will do: not all of them have a health page. */
  async #answers(): Promise<boolean> {
    try {
      await fetch(this.url, { headers: { connection: 'close' } });
      return true;
    } catch {
      return false;
    }
  }
}
