/** How far Yjs may walk (see `rehearsal`) for one update, and for a document as a whole.
 *
 *  A step costs about a quarter of a microsecond. Real work takes hardly any: the history of three
 *  authors in one text none in 23,000 updates; three people who typed 20,000 letters each at one spot
 *  without each other, and took every tenth back, 7,000; who put 300 paragraphs each on top there,
 *  180,000. The whole is counted too: everybody who opens the document walks it again, and many small
 *  updates add up [T19]. */
import { DailyAllowance } from './daily-allowance.ts';

/** Of one update, or of one piece of a large one. */
export const MOST_STEPS = 100_000;
/** Of everything that a document consists of; half a second. */
export const MOST_STEPS_OF_ALL = 2_000_000;
/** Of one update in a document that has had its share: two people who typed a thousand letters each at
 *  one spot need 200, three cards that both moved 450. */
const MOST_LATE_STEPS = 5_000;
/** Of all updates of one participant in such documents. */
const LATE_STEPS_A_DAY = 50_000;

export class StepBudget {
  /** What participants may take in documents that have had their share. */
  readonly #late: DailyAllowance;

  constructor(now?: () => number) {
    this.#late = new DailyAllowance(LATE_STEPS_A_DAY, now);
  }

  /** How many steps the next update of this participant may take, in a document that took `spent`. */
  allowed(participantId: string, spent: number): number {
    const late = Math.min(MOST_LATE_STEPS, this.#late.left(participantId));
    return Math.min(MOST_STEPS, Math.max(late, MOST_STEPS_OF_ALL - spent));
  }

  /** An update took this many, in a document that had taken `spent` before. */
  note(participantId: string, spent: number, steps: number): void {
    const beyond = Math.min(steps, spent + steps - MOST_STEPS_OF_ALL);
    if (beyond > 0) this.#late.spend(participantId, beyond);
  }
}
