/** So much a day for everybody: spent when it is used, and growing back evenly. */
const DAY_MS = 24 * 60 * 60 * 1_000;

export class DailyAllowance {
  readonly #perDay: number;
  readonly #now: () => number;
  readonly #spent = new Map<string, { readonly amount: number; readonly at: number }>();

  constructor(perDay: number, now: () => number = () => performance.now()) {
    this.#perDay = perDay;
    this.#now = now;
  }

  left(participantId: string): number {
    const spent = this.#spent.get(participantId);
    if (spent === undefined) return this.#perDay;
    const grownBack = (this.#perDay * (this.#now() - spent.at)) / DAY_MS;
    return this.#perDay - Math.max(0, spent.amount - grownBack);
  }

  spend(participantId: string, amount: number): void {
    const spent = this.#perDay - this.left(participantId);
    this.#spent.set(participantId, { amount: spent + amount, at: this.#now() });
  }
}
