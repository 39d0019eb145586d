/** No more than this part of one core for this process, so that who attacks does not take the processor
 *  from who is attacked: a test would measure itself. */
const LEAST_PAUSE_MS = 2;

export class ProcessorShare {
  readonly #share: number;
  #sinceMs = 0;
  #before: NodeJS.CpuUsage = { user: 0, system: 0 };

  /** `share`: of one core, 1 is all of it. */
  constructor(share: number) {
    this.#share = share;
    this.begin();
  }

  /** What was used until now does not count. */
  begin(): void {
    this.#sinceMs = performance.now();
    this.#before = process.cpuUsage();
  }

  /** The part of one core that was used. */
  get used(): number {
    return this.#usedMs / Math.max(1, performance.now() - this.#sinceMs);
  }

  /** Resolves when there is time left to use; at once, mostly. */
  async rest(): Promise<void> {
    for (;;) {
      const restMs = this.#usedMs / this.#share - (performance.now() - this.#sinceMs);
      if (restMs <= LEAST_PAUSE_MS) return;
      await new Promise((resolve) => {
        setTimeout(resolve, restMs);
      });
    }
  }

  get #usedMs(): number {
    const { user, system } = process.cpuUsage(this.#before);
    return (user + system) / 1_000;
  }
}
