/** Lets what a running process asks of the system fail, from outside and for a while, as a volume does
 *  that turned read-only, a quota that is used up, or a disk that is dying. By `strace`. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { whyNoTrace } from './disk-trace.ts';

const PTRACE_SCOPE = '/proc/sys/kernel/yama/ptrace_scope';

/** Why no calls can be made to fail here; undefined when they can. */
export function whyNoFailingCalls(): string | undefined {
  const scope = existsSync(PTRACE_SCOPE) ? Number(readFileSync(PTRACE_SCOPE, 'utf8')) : 0;
  if (scope === 0 || process.getuid?.() === 0) return whyNoTrace();
  return 'The calls of a running server cannot be made to fail here: only root may look into it.';
}

export interface FailingCall {
  readonly call: 'pwrite64' | 'fsync';
  readonly error: 'EROFS' | 'EDQUOT' | 'EIO' | 'ENOSPC';
  /** Only about these files. */
  readonly files: readonly string[];
}

export class FailingCalls {
  readonly #tracer: ChildProcess;

  private constructor(tracer: ChildProcess) {
    this.#tracer = tracer;
  }

  /** Resolves when every such call fails. */
  static async begin(pid: number, { call, error, files }: FailingCall): Promise<FailingCalls> {
    const which = files.flatMap((file) => ['-P', file]);
    const fault = ['-e', `trace=${call}`, '-e', `inject=${call}:error=${error}`];
    const args = ['-f', '-p', String(pid), ...which, ...fault, '-o', '/dev/null'];
    const tracer = spawn('strace', args, { stdio: ['ignore', 'ignore', 'pipe'] });
    // "Process … attached with … threads"
    const [said] = await once(tracer.stderr, 'data');
    if (!String(said).includes('attached')) throw new Error(`Not attached: ${String(said)}`);
    return new FailingCalls(tracer);
  }

  /** Resolves when they are left alone again. */
  async end(): Promise<void> {
    // It ends by itself with the process that it looks at.
    if (this.#tracer.exitCode !== null || this.#tracer.signalCode !== null) return;
    const ended = once(this.#tracer, 'exit');
    this.#tracer.kill('SIGINT');
    await ended;
  }
}
