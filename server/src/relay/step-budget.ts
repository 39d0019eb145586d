/** How far Yjs may walk (see `rehearsal`) for one update, and for a document as a whole.
 *
 *  A step costs about a quarter of a microsecond. Real work takes hardly any: the history of three
 *  authors in one text none in 23,000 updates; three people who typed 20,000 letters at one spot
 *  without each other 7,000; who put 300 paragraphs each on top there, 180,000. The whole is counted
 *  too: everybody who opens the document walks it again, and many small updates add up [T19]. */

/** Of one update. */
export const MOST_STEPS = 250_000;
/** Of everything that a document consists of; half a second. */
export const MOST_STEPS_OF_ALL = 2_000_000;
/** Of one update in a document that has had its share: two people who typed a thousand letters each at
 *  one spot need 200, three cards that both moved 450. */
const MOST_LATE_STEPS = 5_000;
/** Of all updates of one participant in such documents. */
const LATE_STEPS_A_DAY = 50_000;
const DAY_MS = 24 * 60 * 60 * 1_000;

export class StepBudget {
  readonly #now: () => number;
  /** What participants took lately in documents that have had their share. */
  readonly #late = new Map<string, { steps: number; at: number }>();

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** How many steps the next update of this participant may take, in a document that took `spent`. */
  allowed(participantId: string, spent: number): number {
    const late = Math.min(MOST_LATE_STEPS, LATE_STEPS_A_DAY - this.#lateSteps(participantId));
    return Math.min(MOST_STEPS, Math.max(late, MOST_STEPS_OF_ALL - spent));
  }

  /** An update took this many, in a document that had taken `spent` before. */
  note(participantId: string, spent: number, steps: number): void {
    const beyond = Math.min(steps, spent + steps - MOST_STEPS_OF_ALL);
    if (beyond <= 0) return;
    const sum = this.#lateSteps(participantId) + beyond;
    this.#late.set(participantId, { steps: sum, at: this.#now() });
  }

  #lateSteps(participantId: string): number {
    const late = this.#late.get(participantId);
    if (late === undefined) return 0;
    return Math.max(0, late.steps - (LATE_STEPS_A_DAY * (this.#now() - late.at)) / DAY_MS);
  }
}
