/** Everybody's messages, in turns, so that nobody's can keep the others waiting.
 *
 *      message ──▶ turn has time left, sender is light ──▶ handled at once
 *              └─▶ waits: the light in a ring, one message each ──▶ until the turn's time is over
 *                  ├─ who took much lately: one message a turn, and more when time is left
 *                  └─ who has spent their credit: one message now and then, after all others
 *
 *  A message is charged what it took, to its sender over all lines. Honest work takes a millisecond now
 *  and then; a flood of small questions, or of updates that are dear to judge, makes only its sender
 *  wait [T19] [T39]. */

/** Between two turns Node reads sockets and timers: nobody waits longer than this for the many. */
const TURN_MS = 10;
/** Somebody comes back with days of work, or opens four large documents: so much at once is honest. */
const CREDIT_MS = 1_000;
/** And so much a second, for as long as they like. */
const CREDIT_PER_S = 100;
/** All who have spent theirs together get this part of the time. */
const PATIENT_SHARE = 0.25;
/** Who spent no more than this lately goes before all others. */
const LIGHT_MS = 50;
/** Of so many participants it is remembered what they spent. */
const MOST_CREDITS = 10_000;
/** What reading and queueing a message costs besides. */
const LEAST_MS = 0.02;

/** Somebody whose messages wait. */
export interface Taker {
  readonly credit: Credit;
  /** Handles the oldest message that waits; false when none is left. */
  takeOne(): boolean;
}

/** How much somebody took lately. */
type Weight = 'light' | 'heavy' | 'spent';

/** What somebody's messages cost lately. */
export class Credit {
  #spentMs = 0;
  #at = 0;

  spend(ms: number, now: number): void {
    this.#spentMs = this.#spentBy(now) + ms;
    this.#at = now;
  }

  weight(now: number): Weight {
    const spentMs = this.#spentBy(now);
    if (spentMs > CREDIT_MS) return 'spent';
    return spentMs > LIGHT_MS ? 'heavy' : 'light';
  }

  #spentBy(now: number): number {
    return Math.max(0, this.#spentMs - ((now - this.#at) * CREDIT_PER_S) / 1_000);
  }
}

export class Turns {
  readonly #now: () => number;
  readonly #waiting: Readonly<Record<Weight, Set<Taker>>> = {
    light: new Set(),
    heavy: new Set(),
    spent: new Set(),
  };
  readonly #credits = new Map<string, Credit>();
  #leftMs = TURN_MS;
  #nextSpentAt = 0;
  #isTurning = false;
  /** Until who has spent their credit may go on, when nobody else waits. */
  #rest: NodeJS.Timeout | undefined;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** One for all lines of a participant. */
  creditOf(participantId: string): Credit {
    let credit = this.#credits.get(participantId);
    if (credit === undefined) {
      if (this.#credits.size > MOST_CREDITS) this.#forgetLight();
      this.#credits.set(participantId, (credit = new Credit()));
    }
    return credit;
  }

  /** A message of this taker waits: handled now if that keeps nobody waiting, or when it is their turn. */
  ask(taker: Taker): void {
    const { light, heavy, spent } = this.#waiting;
    if (light.has(taker) || heavy.has(taker) || spent.has(taker)) return;
    const isCalm = light.size === 0 && this.#leftMs > 0;
    const isLight = taker.credit.weight(this.#now()) === 'light';
    if (!isCalm || !isLight || this.#serve(taker)) this.#wait(taker);
    this.#turnLater();
  }

  /** It is gone. */
  forget(taker: Taker): void {
    for (const takers of Object.values(this.#waiting)) takers.delete(taker);
  }

  #wait(taker: Taker): void {
    this.#waiting[taker.credit.weight(this.#now())].add(taker);
  }

  #turnLater(): void {
    if (this.#isTurning) return;
    const { light, heavy, spent } = this.#waiting;
    const restMs = this.#nextSpentAt - this.#now();
    if (light.size + heavy.size === 0 && spent.size > 0 && restMs > 1) {
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
    const { light, heavy, spent } = this.#waiting;
    this.#serveWhile(light, () => this.#leftMs > 0);
    let isFirst = true;
    this.#serveWhile(
      heavy,
      () => isFirst || this.#leftMs > 0,
      () => (isFirst = false),
    );
    const [patient] = spent;
    if (patient !== undefined && this.#now() >= this.#nextSpentAt) this.#serveSpent(patient);
    if (light.size + heavy.size + spent.size > 0) this.#turnLater();
  }

  #serveWhile(takers: Set<Taker>, mayGoOn: () => boolean, onServed: () => void = () => {}): void {
    for (const taker of takers) {
      if (!mayGoOn()) return;
      takers.delete(taker);
      if (this.#serve(taker)) this.#wait(taker);
      onServed();
    }
  }

  #serveSpent(taker: Taker): void {
    this.#waiting.spent.delete(taker);
    const before = this.#now();
    const hasMore = this.#serve(taker);
    const tookMs = this.#now() - before;
    this.#nextSpentAt = before + tookMs / PATIENT_SHARE;
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

  #forgetLight(): void {
    const now = this.#now();
    for (const [participantId, credit] of this.#credits) {
      if (credit.weight(now) === 'light') this.#credits.delete(participantId);
    }
  }
}
