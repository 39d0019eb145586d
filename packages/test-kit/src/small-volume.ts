/** A volume of a few megabytes that a server can have for itself, to be filled up and closed for writing:
 *  memory, mounted in a room of its own (`unshare`), so that nobody needs to be root.
 *
 *      holder: unshare ─▶ mount ─▶ waits until we end       server: nsenter into the holder's room
 *
 *  The volume lives as long as the holder: servers come and go. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const FILLER = 'filler';
/** The last bytes must go too. */
const FILL_WITH = [64 * 1024, 1024, 1];
const READY = 'ready';

export class SmallVolume {
  /** For `RunningServer`: where its data is, and how it gets in. */
  readonly dataDir: string;
  readonly launcher: readonly string[];
  readonly #mountPoint: string;
  readonly #holder: ChildProcess;

  private constructor(mountPoint: string, holder: ChildProcess) {
    this.#mountPoint = mountPoint;
    this.#holder = holder;
    this.dataDir = join(mountPoint, 'data');
    this.launcher = ['nsenter', '-t', String(holder.pid), '-U', '-m', '--preserve-credentials'];
  }

  /** A volume of that size; where there can be none, the reason in a sentence. */
  static async open(bytes: number): Promise<SmallVolume | string> {
    const mountPoint = mkdtempSync(join(tmpdir(), 'meemaak-volume-'));
    const script = `mount -t tmpfs -o size=${bytes} small "$0" && echo ${READY} && exec cat`;
    const holder = spawn('unshare', ['-U', '-r', '-m', 'sh', '-c', script, mountPoint], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const gone = once(holder, 'close').then(() => 'gone', String);
    const said = await Promise.race([once(holder.stdout, 'data').then(String), gone]);
    if (said.startsWith(READY)) return new SmallVolume(mountPoint, holder);
    rmSync(mountPoint, { recursive: true });
    return 'No volume can be mounted here: this system lets nobody have a room of their own.';
  }

  /** Takes all the room that is left. */
  fill(): void {
    const file = openSync(join(this.#fromOutside, FILLER), 'a');
    for (const bytes of FILL_WITH) while (tryToWrite(file, bytes));
    closeSync(file);
  }

  /** Gives the room back. */
  free(): void {
    rmSync(join(this.#fromOutside, FILLER));
  }

  /** Only while nothing on it is open for writing. */
  makeReadOnly(): void {
    this.#remount('ro');
  }

  makeWritable(): void {
    this.#remount('rw');
  }

  async close(): Promise<void> {
    const gone = once(this.#holder, 'exit');
    this.#holder.stdin?.end();
    await gone;
    rmSync(this.#mountPoint, { recursive: true });
  }

  /** What is mounted there is seen only in the holder's room. */
  get #fromOutside(): string {
    return `/proc/${this.#holder.pid}/root${this.#mountPoint}`;
  }

  #remount(how: 'ro' | 'rw'): void {
    const [command = '', ...args] = this.launcher;
    const { status, stderr } = spawnSync(command, [
      ...args,
      'mount',
      '-o',
      `remount,${how}`,
      this.#mountPoint,
    ]);
    if (status !== 0) throw new Error(`The volume was not remounted: ${stderr.toString()}`);
  }
}

/** False when there is no room. */
function tryToWrite(file: number, bytes: number): boolean {
  try {
    return writeSync(file, Buffer.alloc(bytes)) === bytes;
  } catch {
    return false;
  }
}
