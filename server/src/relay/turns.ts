/** Everybody's messages, in turns, so that nobody's can keep the others waiting.
 *
 *      message ──▶ turn has time left, sender has credit ──▶ handled at once
 *              └─▶ waits: the prompt in a ring, one message each ──▶ until the turn's time is over
 *                  └─ whoever has spent their credit: one message now and then, after all others
 *
 *  A message is charged what it took. Honest work takes a millisecond now and then; a flood of small
 *  questions, or of updates that are dear to judge, makes only its sender wait [T19] [T39]. */

/** Between two turns Node reads sockets and timers: nobody waits longer than this for the many. */
const TURN_MS = 10;
/** Somebody comes back with days of work, or opens four large documents: so much at once is honest. */
const CREDIT_MS = 1_000;
/** And so much a second, for as long as they like. */
const CREDIT_PER_S = 100;
/** All who have spent theirs together get this part of the time. */
const PATIENT_SHARE = 0.25;
/** What reading and queueing a message costs besides. */
const LEAST_MS = 0.02;

/** Somebody whose messages wait. */
export interface Taker {
  readonly credit: Credit;
  /** Handles the oldest message that waits; false when none is left. */
  takeOne(): boolean;
}

/** What somebody's messages cost lately. */
export class Credit {
  #spentMs = 0;
  #at = 0;

  spend(ms: number, now: number): void {
    this.#spentMs = this.#spentBy(now) + ms;
    this.#at = now;
  }

  isSpent(now: number): boolean {
    return this.#spentBy(now) > CREDIT_MS;
  }

  #spentBy(now: number): number {
    return Math.max(0, this.#spentMs - ((now - this.#at) * CREDIT_PER_S) / 1_000);
  }
}

export class Turns {
  readonly #now: () => number;
  readonly #prompt = new Set<Taker>();
  readonly #patient = new Set<Taker>();
  #leftMs = TURN_MS;
  #nextPatientAt = 0;
  #isTurning = false;
  /** Until the patient may go on, when nobody else waits. */
  #rest: NodeJS.Timeout | undefined;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** A message of this taker waits: handled now if that keeps nobody waiting, or when it is their turn. */
  ask(taker: Taker): void {
    if (this.#prompt.has(taker) || this.#patient.has(taker)) return;
    const isCalm = this.#prompt.size === 0 && this.#leftMs > 0;
    if (isCalm && !taker.credit.isSpent(this.#now()) && !this.#serve(taker)) {
      this.#turnLater();
      return;
    }
    this.#wait(taker);
    this.#turnLater();
  }

  /** It is gone. */
  forget(taker: Taker): void {
    this.#prompt.delete(taker);
    this.#patient.delete(taker);
  }

  #wait(taker: Taker): void {
    if (taker.credit.isSpent(this.#now())) this.#patient.add(taker);
    else this.#prompt.add(taker);
  }

  #turnLater(): void {
    if (this.#isTurning) return;
    const restMs = this.#prompt.size > 0 ? 0 : this.#nextPatientAt - this.#now();
    if (this.#patient.size > 0 && restMs > 1) {
      this.#leftMs = TURN_MS;
      this.#rest ??= setTimeout(() => this.#turn(), restMs);
      return;
    }
    this.#isTurning = true;
    setImmediate(() => this.#turn());
  }

  #turn(): void {
    clearTimeout(this.#rest);
    this.#rest = undefined;
    this.#isTurning = false;
    this.#leftMs = TURN_MS;
    for (const taker of this.#prompt) {
      if (this.#leftMs <= 0) break;
      this.#prompt.delete(taker);
      if (this.#serve(taker)) this.#wait(taker);
    }
    const [patient] = this.#patient;
    if (patient !== undefined && this.#now() >= this.#nextPatientAt) this.#servePatient(patient);
    if (this.#prompt.size > 0 || this.#patient.size > 0) this.#turnLater();
  }

  #servePatient(taker: Taker): void {
    this.#patient.delete(taker);
    const before = this.#now();
    const hasMore = this.#serve(taker);
    const tookMs = this.#now() - before;
    this.#nextPatientAt = before + tookMs / PATIENT_SHARE;
    if (hasMore) this.#wait(taker);
  }

  /** One message; true when more wait. */
  #serve(taker: Taker): boolean {
    const before = this.#now();
    const hasMore = taker.takeOne();
    const after = this.#now();
    const tookMs = Math.max(LEAST_MS, after - before);
    this.#leftMs -= tookMs;
    taker.credit.spend(tookMs, after);
    return hasMore;
  }
}
