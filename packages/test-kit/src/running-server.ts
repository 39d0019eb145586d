/** A real server in a process of its own: its own port, its own data folder, and a plug to pull. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');
const MAIN = join(ROOT, 'server/src/main.ts');
/** What Node has compiled once: halves the start of a server, and these tests start many. */
const COMPILED = join(ROOT, 'node_modules/.cache/compiled');
const START_TIMEOUT_MS = 60_000;
/** Linux counts processor time in hundredths of a second. */
const MS_PER_TICK = 10;

/** A test that ends badly must not leave a server behind. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** What is different about one life of a server, or all its lives. */
export interface LifeOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** For node itself, before the program: `--import` and the like. */
  readonly nodeArgs?: readonly string[];
  /** What starts node in its stead, in the same process: `nsenter …`, `strace -D …`. */
  readonly launcher?: readonly string[];
}

/** How a life ended. */
export interface LifeEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export class RunningServer {
  readonly port: number;
  /** Without a slash at the end. */
  readonly url: string;
  readonly dataDir: string;
  private readonly always: LifeOptions;
  private readonly ownsDataDir: boolean;
  private child: ChildProcess | undefined;
  private ending: Promise<LifeEnd> = Promise.resolve({ code: null, signal: null });
  private output = '';

  private constructor(port: number, always: LifeOptions, dataDir: string | undefined) {
    this.port = port;
    this.url = `http://127.0.0.1:${port}`;
    this.ownsDataDir = dataDir === undefined;
    this.dataDir = dataDir ?? mkdtempSync(join(tmpdir(), 'meemaak-'));
    this.always = always;
  }

  /** `env` and `options` hold for all its lives. Without `dataDir` it gets a folder of its own. */
  static async start(
    env: Readonly<Record<string, string>> = {},
    options: LifeOptions & { readonly dataDir?: string } = {},
  ): Promise<RunningServer> {
    const always = { ...options, env: { ...env, ...options.env } };
    const server = new RunningServer(await freePort(), always, options.dataDir);
    await server.run();
    return server;
  }

  /** Starts (again) on the same port with the same data; resolves when it answers. `life` comes on top
   *  of what holds always, this once. */
  async run(life: LifeOptions = {}): Promise<void> {
    const child = this.launch(life);
    const keep = (chunk: Buffer) => {
      this.output += chunk.toString();
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    const deadline = Date.now() + START_TIMEOUT_MS;
    while (!(await this.isAlive())) {
      if (!this.isRunning || Date.now() > deadline) {
        throw new Error(`The server did not start:\n${this.output}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  /** As a power cut would: no goodbye, nothing flushed. */
  kill(): Promise<void> {
    return this.end('SIGKILL');
  }

  /** In good order, keeping the data. */
  stop(): Promise<void> {
    return this.end('SIGTERM');
  }

  /** Stops and throws the data away. */
  async remove(): Promise<void> {
    await this.stop();
    if (this.ownsDataDir) rmSync(this.dataDir, { recursive: true, force: true });
  }

  /** Of this life; undefined when it is over. */
  get pid(): number | undefined {
    return this.isRunning ? this.child?.pid : undefined;
  }

  /** Resolves when this life is over, however it ends. */
  ended(): Promise<LifeEnd> {
    return this.ending;
  }

  /** `SIGSTOP`, `SIGCONT`: to stand still for a while, as a machine that sleeps. */
  signal(signal: NodeJS.Signals): void {
    this.child?.kill(signal);
  }

  /** Everything it printed, over all its lives. */
  printed(): string {
    return this.output;
  }

  /** Processor time of this life so far, user and system; undefined where /proc does not tell. */
  cpuMs(): number | undefined {
    try {
      const stat = readFileSync(`/proc/${this.child?.pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
    } catch {
      return undefined;
    }
  }

  /** Memory that it holds now; undefined where /proc does not tell. */
  memoryBytes(): number | undefined {
    try {
      const status = readFileSync(`/proc/${this.child?.pid}/status`, 'utf8');
      return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) * 1024;
    } catch {
      return undefined;
    }
  }

  private get isRunning(): boolean {
    return this.child?.exitCode === null && this.child.signalCode === null;
  }

  private launch(life: LifeOptions): ChildProcess {
    const { env, nodeArgs = [], launcher = [] } = this.always;
    const args = [...nodeArgs, ...(life.nodeArgs ?? []), MAIN];
    const [command = '', ...rest] = [...(life.launcher ?? launcher), process.execPath, ...args];
    const child = spawn(command, rest, {
      env: {
        NODE_COMPILE_CACHE: COMPILED,
        ...process.env,
        ...env,
        ...life.env,
        PORT: String(this.port),
        DATA_DIR: this.dataDir,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    running.add(child);
    this.ending = once(child, 'exit').then(([code, signal]) => {
      running.delete(child);
      return { code, signal };
    });
    return child;
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    if (!this.isRunning) return;
    this.child?.kill(signal);
    await this.ending;
  }

  private async isAlive(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/healthz`)).ok;
    } catch {
      return false;
    }
  }
}

/** A port that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('No free port.');
  return address.port;
}
