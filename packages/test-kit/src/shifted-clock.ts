/** A wall clock of a running server that somebody sets wrong, from outside (see `shifted-clock-preload`):
 *  that of its machine stays as it is. */
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LifeOptions } from './running-server.ts';

export const CLOCK_VARIABLE = 'SHIFTED_CLOCK';

const PRELOAD = join(import.meta.dirname, 'shifted-clock-preload.ts');

export class ShiftedClock {
  /** For every life of the server that looks at this clock. */
  readonly life: LifeOptions;
  readonly #folder = mkdtempSync(join(tmpdir(), 'meemaak-clock-'));
  readonly #file = join(this.#folder, 'shift');

  constructor() {
    this.shift(0);
    this.life = { nodeArgs: ['--import', PRELOAD], env: { [CLOCK_VARIABLE]: this.#file } };
  }

  /** From the next look at the clock on: so much later than it is; negative: earlier. */
  shift(byMs: number): void {
    // Whole or not at all: it is read at any moment.
    writeFileSync(`${this.#file}.new`, String(byMs));
    renameSync(`${this.#file}.new`, this.#file);
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true });
  }
}
