/** Is the line still alive? A socket can stay open for minutes after the other side has gone.
 *  When nothing came in for a while we ask a question; no answer in time means: gone [F16].
 *  Asking first, instead of trusting the clock, keeps a sleeping laptop or a throttled tab from
 *  dropping a good line. */
const QUIET_MS = 7_000;
const ANSWER_MS = 7_000;
/** After sleep a line is more likely gone than slow [F24]. */
const WOKEN_ANSWER_MS = 4_000;
export const HEARTBEAT_MS = 2_500;

export type Pulse = 'alive' | 'ask' | 'gone';

export class Heartbeat {
  #heardAt: number;
  #askedAt: number | undefined;
  #patienceMs = ANSWER_MS;

  constructor(now: number) {
    this.#heardAt = now;
  }

  /** Something came in. */
  hear(now: number): void {
    this.#heardAt = now;
    this.#askedAt = undefined;
    this.#patienceMs = ANSWER_MS;
  }

  /** The page slept, or nobody looked at it: whatever comes must come after this. */
  woke(now: number): void {
    this.#askedAt = now;
    this.#patienceMs = WOKEN_ANSWER_MS;
  }

  /** The question went out. */
  asked(now: number): void {
    this.#askedAt ??= now;
  }

  /** What to do now. */
  pulse(now: number): Pulse {
    if (this.#askedAt !== undefined)
      return now - this.#askedAt >= this.#patienceMs ? 'gone' : 'alive';
    return now - this.#heardAt >= QUIET_MS ? 'ask' : 'alive';
  }
}
