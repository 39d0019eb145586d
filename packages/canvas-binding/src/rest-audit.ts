/** Compares a whole board once it rests, in pieces, so that nobody feels it. The binding should leave
 *  it nothing to find; it is there for what we did not think of. */

export interface AuditSteps {
  /** While it says yes the audit waits. */
  readonly isBusy: () => boolean;
  /** Everything there is to compare. */
  readonly listIds: () => string[];
  /** Compares these and puts right what differs. */
  readonly compare: (ids: readonly string[]) => void;
}

/** This long without changes counts as rest. */
const REST_MS = 2_000;
/** Records compared in one go: a few milliseconds. */
const CHUNK = 200;

export class RestAudit {
  readonly #steps: AuditSteps;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(steps: AuditSteps) {
    this.#steps = steps;
  }

  /** To be told of every change: the audit begins anew when the board next rests. */
  wait(): void {
    this.#goOnAfter(REST_MS, () => this.#begin());
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #begin(): void {
    if (this.#steps.isBusy()) this.wait();
    else this.#compareFrom(this.#steps.listIds());
  }

  #compareFrom(ids: readonly string[]): void {
    if (this.#steps.isBusy()) return this.wait();
    this.#steps.compare(ids.slice(0, CHUNK));
    if (ids.length > CHUNK) this.#goOnAfter(0, () => this.#compareFrom(ids.slice(CHUNK)));
  }

  #goOnAfter(delayMs: number, step: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(step, delayMs);
  }
}
